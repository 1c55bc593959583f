import { beforeAll, describe, expect, it } from 'vitest';
import { buildLinearFlow, type FlowOutline, type StepSettings, stepSettings, writeBpmn } from '#core/flow';
import type { FieldNode } from '#core/form';
import {
  blankPolicy,
  checkPolicy,
  type PolicyDraft,
  type PolicyMaterial,
  type PolicyRules,
  policyProblemText,
  type RegistryVariable,
} from '#core/policy';

const now = '2026-11-23T02:00:00Z';
const registry: readonly RegistryVariable[] = [
  { name: '企业规模', label: '企业规模', type: 'string', source: '统计局', audience: 'enterprise' },
  { name: '保费', label: '上年度保费', type: 'money', source: '社保中心', audience: 'enterprise' },
];
const step = (id: string, given: Partial<StepSettings>) => ({
  kind: 'step' as const,
  id,
  name: id,
  step: stepSettings({ assignee: 'role:reviewer@policy-unit', limit: { workingDays: 2 }, ...given }),
});
const accept = step('Accept', { kind: 'acceptance' });
const review = step('Review', { kind: 'review', grantsAmount: true });
const pay = step('Pay', { kind: 'payout', assignee: 'role:finance' });
const flowOf = (blocks: FlowOutline['blocks']) => writeBpmn(buildLinearFlow('Process', '流程', blocks));
const branchOn = (condition: string) => ({
  kind: 'branch' as const,
  id: 'Gate',
  name: '分支',
  branches: [
    { id: 'High', name: '大额', condition, blocks: [step('Decide', { kind: 'decision' })] },
    { id: 'Low', name: '其他', condition: null, blocks: [] },
  ],
});

const fields: Record<string, FieldNode> = {
  size: { type: 'string', title: '企业规模', 'x-component': 'Text', 'x-registry': '企业规模' },
  cost: { type: 'integer', title: '投入', 'x-component': 'Money', required: true },
  proof: { type: 'array', title: '合同', 'x-component': 'File', required: true },
};
const materials: readonly PolicyMaterial[] = [
  { id: 'm1', title: '合同', fieldId: 'proof', heldByGovernment: false, originalNeeded: false, note: '' },
  { id: 'm2', title: '营业执照', heldByGovernment: true, originalNeeded: false, note: '' },
];
const rules: PolicyRules = {
  conditions: [
    { id: 'c1', title: '中小企业', clause: '第三条', feel: '企业规模 != "大型"', kind: 'must', onUnknown: 'ask' },
  ],
  decisions: [],
  amount: { formula: '投入 * 0.3', capFen: 100_000_000, clause: '第五条', explanation: '投入的 30%' },
};

let sound: PolicyDraft;
beforeAll(async () => {
  const { elements } = blankPolicy('技改补助', '市经信局');
  sound = {
    elements: {
      ...elements,
      summary: '按投入补助 30%',
      document: { title: '若干政策', number: '', issuer: '市政府' },
      contacts: [{ name: '科室', phone: '0574-88001234', hours: '', address: '' }],
      maxAmountText: '最高 100 万元',
      promisedWorkingDays: 10,
    },
    form: { version: 1, type: 'object', properties: fields },
    rules,
    flow: await flowOf([accept, review, pay]),
    materials,
  };
});

const problemsOf = async (change: Partial<PolicyDraft>) => checkPolicy({ ...sound, ...change }, { now, registry });
const found = async (change: Partial<PolicyDraft>) =>
  (await problemsOf(change)).map(({ part, place, code, severity }) => `${severity} ${part} ${place} ${code}`);

describe('a sound draft', () => {
  it('has no errors', async () => {
    expect((await found({})).filter((problem) => problem.startsWith('error'))).toEqual([]);
  });
});

describe('the elements', () => {
  it.each<[Partial<PolicyDraft['elements']>, string]>([
    [{ title: ' ' }, 'error elements title TEXT_MISSING'],
    [{ summary: '' }, 'error elements summary TEXT_MISSING'],
    [{ contacts: [] }, 'error elements contacts CONTACT_MISSING'],
    [{ promisedWorkingDays: 0 }, 'error elements promisedWorkingDays PROMISE_INVALID'],
    [{ opensOn: '2026-02-30' }, 'error elements opensOn DATE_INVALID'],
    [{ opensOn: '2026-12-01', closesOn: '2026-11-30' }, 'error elements closesOn DATES_REVERSED'],
    [{ closesOn: '2026-11-22' }, 'warning elements closesOn CLOSED_ALREADY'],
    [{ maxAmountText: '' }, 'error elements maxAmountText TEXT_MISSING'],
  ])('with %j are told off: %s', async (change, problem) => {
    expect(await found({ elements: { ...sound.elements, ...change } })).toContain(problem);
  });
});

describe('the rules', () => {
  const condition = { id: 'c1', title: '条件', clause: '第三条', kind: 'must', onUnknown: 'ask' } as const;
  it.each<[Partial<PolicyRules>, string]>([
    [{ conditions: [] }, 'error rules  NO_CONDITION'],
    [{ conditions: [{ ...condition, kind: 'informational', feel: 'true' }] }, 'error rules  NO_CONDITION'],
    [{ conditions: [{ ...condition, feel: '注册资本 > 3' }] }, 'error rules c1 CONDITION_INVALID'],
    [{ conditions: [{ ...condition, feel: '投入 + 3' }] }, 'error rules c1 CONDITION_INVALID'],
    [{ conditions: [{ ...condition, feel: '企业规模 > 3' }] }, 'error rules c1 CONDITION_INVALID'],
    [{ conditions: [{ ...condition, feel: '投入 >' }] }, 'error rules c1 CONDITION_INVALID'],
    [{ conditions: [{ ...condition, clause: '', feel: '投入 > 3' }] }, 'warning rules c1 CLAUSE_MISSING'],
    [{ amount: { ...rules.amount!, formula: '投入 * 比例' } }, 'error rules amount FORMULA_INVALID'],
    [{ amount: { ...rules.amount!, formula: '企业规模' } }, 'error rules amount FORMULA_INVALID'],
    [{ amount: { ...rules.amount!, capFen: 1, floorFen: 2 } }, 'error rules amount AMOUNT_INVALID'],
    [
      {
        amount: {
          ...rules.amount!,
          instalments: [
            { percent: 40, afterMonths: 0 },
            { percent: 50, afterMonths: 12 },
          ],
        },
      },
      'error rules amount INSTALMENTS_INVALID',
    ],
    [
      {
        amount: {
          ...rules.amount!,
          instalments: [
            { percent: 40, afterMonths: 6 },
            { percent: 60, afterMonths: 12 },
          ],
        },
      },
      'error rules amount INSTALMENTS_INVALID',
    ],
    [
      { amount: { ...rules.amount!, group: { key: ' ', mode: 'top-up', period: 'ever' } } },
      'error rules amount TEXT_MISSING',
    ],
    [{ amount: { ...rules.amount!, formula: '档次 * 2' } }, 'error rules amount FORMULA_INVALID'],
    [
      { decisions: [{ id: 'd1', name: '投入', clause: '', logic: { kind: 'expression', feel: '1' } }] },
      'error rules d1 DECISION_INVALID',
    ],
    [
      { decisions: [{ id: 'c1', name: '档次', clause: '', logic: { kind: 'expression', feel: '1' } }] },
      'error rules c1 ID_TAKEN',
    ],
    [{ amount: null }, 'warning rules amount AMOUNT_MISSING'],
  ])('%# are told off: %s', async (change, problem) => {
    expect(await found({ rules: { ...rules, ...change } })).toContain(problem);
  });
  it('with one id twice are told off', async () => {
    const twice = [rules.conditions[0]!, rules.conditions[0]!];
    expect(await found({ rules: { ...rules, conditions: twice } })).toContain('error rules c1 ID_TAKEN');
  });
});

describe('form and materials', () => {
  const withField = (id: string, node: FieldNode) => ({
    form: { version: 1, type: 'object', properties: { ...fields, [id]: node } } as const,
  });
  it('a field may not take the name of a fact that is not its own', async () => {
    const change = withField('premium', { type: 'integer', title: '保费', 'x-component': 'Money' });
    expect(await found(change)).toContain('error form premium NAME_COLLIDES');
    const own = withField('premium', { type: 'integer', title: '保费', 'x-component': 'Money', 'x-registry': '保费' });
    expect((await found(own)).filter((problem) => problem.startsWith('error'))).toEqual([]);
  });
  it('a broken form is told in the form’s own words', async () => {
    const problems = await problemsOf(
      withField('x', { type: 'string', title: 'x', 'x-component': 'Text', 'x-rules': { visible: '{{ 没有 = 1 }}' } }),
    );
    expect(problems).toContainEqual(expect.objectContaining({ part: 'form', code: 'FORM_INVALID', severity: 'error' }));
  });
  it.each<[Partial<PolicyMaterial>, string]>([
    [{ heldByGovernment: true }, 'error materials m1 MATERIAL_ASKED_AGAIN'],
    [{ fieldId: 'cost' }, 'error materials m1 MATERIAL_FIELD_UNKNOWN'],
    [{ fieldId: 'gone' }, 'error materials m1 MATERIAL_FIELD_UNKNOWN'],
    [{ title: '' }, 'error materials m1 TEXT_MISSING'],
    [{ id: 'm2' }, 'error materials m2 ID_TAKEN'],
  ])('a material with %j is told off: %s', async (change, problem) => {
    expect(await found({ materials: [{ ...materials[0]!, ...change }, materials[1]!] })).toContain(problem);
  });
  it('a material without a field, and a file without a material', async () => {
    const { fieldId: _, ...nowhere } = materials[0]!;
    const problems = await found({ materials: [nowhere] });
    expect(problems).toContain('error materials m1 MATERIAL_NOT_ASKED');
    expect(problems).toContain('warning materials proof FILE_FIELD_WITHOUT_MATERIAL');
  });
});

describe('the flow', () => {
  const check = async (blocks: FlowOutline['blocks']) => found({ flow: await flowOf(blocks) });
  it('must be BPMN', async () => {
    expect((await problemsOf({ flow: '<nonsense>' })).map(({ part, code }) => [part, code])).toContainEqual([
      'flow',
      'FLOW_INVALID',
    ]);
  });
  it('that cannot be executed is told everything that is wrong with it at once', async () => {
    const whole = await flowOf([accept, review, pay]);
    const flow = whole.replace(
      '</bpmn:process>',
      '<bpmn:complexGateway id="cg"/><bpmn:endEvent id="alone"/></bpmn:process>',
    );
    const causes = (await problemsOf({ flow })).flatMap(({ cause }) =>
      cause?.kind === 'flow' ? [cause.issue.rule] : [],
    );
    expect(causes).toEqual(
      expect.arrayContaining(['unsupported-element', 'gateway-no-outgoing', 'end-event-incoming']),
    );
  });
  it('must pay where money is granted, and need not where none is', async () => {
    expect(await check([accept, review])).toContain('error flow  PAYOUT_STEP_MISSING');
    const free = { rules: { ...rules, amount: null }, elements: { ...sound.elements, maxAmountText: '' } };
    expect(await found({ ...free, flow: await flowOf([accept, step('Review', { kind: 'review' })]) })).not.toContain(
      'error flow  PAYOUT_STEP_MISSING',
    );
  });
  it.each([
    ['核定金额 >= 50万', false],
    ['申报金额 > 3 and 投入 > 2', false],
    ['企业规模 = "大型"', false],
    ['没有这个 > 3', true],
    ['投入 + 3', true],
    ['投入 >', true],
  ])('a gateway on %s is refused: %s', async (condition, isRefused) => {
    const problems = await problemsOf({ flow: await flowOf([accept, review, branchOn(condition), pay]) });
    const refused = problems.some(
      ({ code, place, severity }) =>
        severity === 'error' && place !== '' && (code === 'GATEWAY_CONDITION_INVALID' || code === 'FLOW_INVALID'),
    );
    expect(refused).toBe(isRefused);
  });
  it('may read decisions at its gateways, and take only those that the rules have', async () => {
    const decision = (name: string) =>
      ({ id: 'd1', name, clause: '', logic: { kind: 'expression', feel: '投入 * 2' } }) as const;
    const withRule = (xml: string) =>
      xml
        .replace(/<bpmn:(incoming|outgoing)>[^<]*<\/bpmn:\1>/g, '')
        .replace('targetRef="Accept"', 'targetRef="Rule"')
        .replace(
          '</bpmn:process>',
          '<bpmn:businessRuleTask id="Rule" name="定档"><bpmn:extensionElements><duixian:decision ref="档次" />' +
            '<duixian:resultVariable name="定档结果" /></bpmn:extensionElements></bpmn:businessRuleTask>' +
            '<bpmn:sequenceFlow id="AfterRule" sourceRef="Rule" targetRef="Accept" /></bpmn:process>',
        );
    const flow = withRule(await flowOf([accept, review, branchOn('档次 > 3 and 定档结果 > 2'), pay]));
    const known = await found({ flow, rules: { ...rules, decisions: [decision('档次')] } });
    expect(known.filter((problem) => /DECISION|GATEWAY/.test(problem))).toEqual([]);
    const unknown = await found({ flow, rules: { ...rules, decisions: [decision('别的')] } });
    expect(unknown).toContain('error flow Rule DECISION_UNKNOWN');
    expect(unknown).toContain('error flow High GATEWAY_CONDITION_INVALID');
  });
  it('may only give rights on fields of the form', async () => {
    const blocks = [
      accept,
      { ...review, step: { ...review.step, fields: { cost: 'edit', gone: 'read' } as const } },
      pay,
    ];
    expect(await check(blocks)).toContain('error flow Review STEP_FIELD_UNKNOWN');
    expect((await check(blocks)).filter((problem) => problem.includes('STEP_FIELD_UNKNOWN'))).toHaveLength(1);
  });
  it('must fit the promise', async () => {
    const slow = step('Review', { kind: 'review', grantsAmount: true, limit: { workingDays: 9 } });
    const problems = await problemsOf({ flow: await flowOf([accept, slow, pay]) });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'PROMISE_TOO_SHORT', severity: 'error', params: { days: 13, promised: 10 } }),
    );
    // The longer branch counts.
    const flow = await flowOf([accept, review, branchOn('投入 > 3'), pay]);
    const elements = { ...sound.elements, promisedWorkingDays: 7 };
    expect(await found({ flow, elements })).toContain('error flow  PROMISE_TOO_SHORT');
    expect(await found({ flow, elements: { ...elements, promisedWorkingDays: 8 } })).not.toContain(
      'error flow  PROMISE_TOO_SHORT',
    );
  });
});

describe('problems in words', () => {
  it('say what is wrong, with the cause, in both languages', async () => {
    const problems = await problemsOf({
      rules: { ...rules, conditions: [{ ...rules.conditions[0]!, feel: '注册资本 > 3' }] },
      flow: await flowOf([accept, review]),
    });
    const texts = problems.map((problem) => policyProblemText(problem, 'zh-CN'));
    expect(texts.find((text) => text.startsWith('条件“中小企业”有误：'))).toContain('注册资本');
    const english = problems.map((problem) => policyProblemText(problem, 'en-US'));
    expect(english.some((text) => text.startsWith('There is an amount, but no payout step'))).toBe(true);
    for (const text of [...texts, ...english]) expect(text).not.toMatch(/\{\w+\}/);
  });
});
