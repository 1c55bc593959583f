import { describe, expect, it } from 'vitest';
import { toJson } from '#core/feel';
import {
  answerIssueCodes,
  compileForm,
  createFormEngine,
  diffSubmissions,
  displayValue,
  type FieldNode,
  type FormSchema,
  feelTypes,
  feelVariables,
  fileIdsOf,
  issueText,
  maskData,
  mergeStepInput,
  parseForm,
  prefillData,
  renameField,
  schemaIssueCodes,
  sensitivePaths,
  validateDraft,
  validateSubmission,
  verdictsFor,
  visibleToStep,
} from '#core/form';
import { composeBankCard, composeCreditCode, composeIdCard } from '#core/identity';

const now = '2026-11-22T02:00:00Z';
const node = (component: string, type: string, title: string, more: object = {}) =>
  ({ type, title, 'x-component': component, ...more }) as FieldNode;
const schemaOf = (properties: Record<string, FieldNode>): FormSchema => {
  const parsed = parseForm({ version: 1, type: 'object', properties });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};
const schema = schemaOf({
  name: node('Text', 'string', '企业名称', { 'x-registry': 'firm', 'x-certified': false }),
  money: node('Money', 'integer', '营业收入', { 'x-component-props': { moneyUnit: 'wan' } }),
  id: node('IdCard', 'string', '身份证号'),
  account: node('BankAccount', 'string', '账号'),
  day: node('Date', 'string', '日期'),
  files: node('File', 'array', '附件'),
  score: node('Number', 'number', '得分'),
  reason: node('Text', 'string', '理由', { 'x-rules': { visible: '{{ 得分 < 60 }}' } }),
  rows: node('Table', 'array', '人员', {
    items: {
      type: 'object',
      properties: { who: node('Text', 'string', '姓名'), card: node('IdCard', 'string', '证件') },
    },
  }),
});
const compiled = compileForm(schema);
const card = composeIdCard({ district: '330283', birthDate: '1990-03-07', sex: 'male', serial: 11 } as Parameters<
  typeof composeIdCard
>[0]);

describe('a step lays its input over what is stored', () => {
  const stored = { name: '海宸', money: 100, score: 50 };
  const access = { '*': 'read', money: 'edit', day: 'required', score: 'hidden' } as const;
  const refused = (input: unknown) => {
    const merged = mergeStepInput(compiled, stored, input, access);
    return merged.ok ? [] : merged.error.map((issue) => `${issue.path} ${issue.code}`);
  };

  it('keeps what is absent, takes away what is null', () => {
    expect(mergeStepInput(compiled, stored, { day: '2026-11-01' }, access)).toEqual({
      ok: true,
      value: { ...stored, day: '2026-11-01' },
    });
    expect(mergeStepInput(compiled, stored, { money: null }, access)).toEqual({
      ok: true,
      value: { name: '海宸', score: 50 },
    });
  });
  it.each([
    ['a locked answer', { name: '海辰' }, 'name FIELD_LOCKED'],
    ['taking a locked answer away', { name: null }, 'name FIELD_LOCKED'],
    ['a hidden answer', { score: 99 }, 'score FIELD_HIDDEN'],
    ['a guess at a hidden answer, though it is right', { score: 50 }, 'score FIELD_HIDDEN'],
    ['an unknown field', { x: 1 }, 'x UNKNOWN_FIELD'],
    ['an unknown field as null', { x: null }, 'x UNKNOWN_FIELD'],
    ['a wrong type', { money: '100' }, 'money WRONG_TYPE'],
    ['a list', [], ' WRONG_TYPE'],
  ])('refuses %s', (_what, input, refusal) => {
    expect(refused(input)).toEqual([refusal]);
  });
  it('takes a locked answer that did not change', () => {
    expect(refused({ name: '海宸' })).toEqual([]);
  });
  it('takes what the browser sends for it', () => {
    const engine = createFormEngine(compiled, visibleToStep(compiled, stored, access), { now, access });
    engine.set('money', 200);
    engine.set('name', '别的');
    const merged = mergeStepInput(compiled, stored, engine.input(), access);
    expect(merged).toEqual({ ok: true, value: { name: '海宸', money: 200, score: 50 } });
  });
  it('shows no step what is hidden from it, but what follows from it', () => {
    expect(visibleToStep(compiled, stored, access)).toEqual({ name: '海宸', money: 100 });
    const verdicts = verdictsFor(compiled, stored, { now, access });
    expect(Object.keys(verdicts)).toEqual(['reason']);
    const engine = createFormEngine(compiled, visibleToStep(compiled, stored, access), { now, access, verdicts });
    expect(engine.get('reason')?.visible).toBe(true);
  });
});

describe('a draft', () => {
  it('may be incomplete, but not of wrong types', () => {
    expect(validateDraft(compiled, { id: '1' }, { now })).toEqual({ data: { id: '1' }, issues: [] });
    expect(validateDraft(compiled, { money: '1' }, { now }).issues).toMatchObject([
      { path: 'money', code: 'WRONG_TYPE' },
    ]);
  });
  it('takes nothing over 2 MB', () => {
    const big = { name: 'x'.repeat(2 * 1024 * 1024) };
    expect(validateDraft(compiled, big, { now }).issues).toMatchObject([{ path: '', code: 'TOO_BIG' }]);
  });
  it('takes 1,000 rows, and not one more', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}` }));
    expect(validateDraft(compiled, { rows: rows(1000) }, { now }).issues).toEqual([]);
    expect(validateDraft(compiled, { rows: rows(1001) }, { now }).issues).toMatchObject([
      { path: 'rows', code: 'TOO_MANY' },
    ]);
  });
  it('is prefilled where nothing is given and the type fits', () => {
    const registry = { firm: { value: '海宸', source: '市场监管登记', asOf: '2026-11-20' } };
    expect(prefillData(compiled, {}, registry)).toEqual({ name: '海宸' });
    expect(prefillData(compiled, { name: '别的' }, registry)).toEqual({ name: '别的' });
    expect(prefillData(compiled, {}, { firm: { ...registry.firm, value: 7 } })).toEqual({});
  });
});

describe('answers in other forms', () => {
  it('writes a year as a name, not as a quantity', () => {
    const yearOnly = compileForm({
      version: 1,
      type: 'object',
      properties: {
        year: { type: 'number', title: '计划年度', 'x-component': 'Number', 'x-component-props': { unit: '年' } },
      },
    });
    const [field] = yearOnly.fields;
    expect(field && displayValue(field, 2026, 'zh-CN')).toBe('2026 年');
  });

  it('are FEEL values by name: money as exact 元', () => {
    const variables = feelVariables(compiled, {
      money: 7_700_000_01,
      day: '2026-11-22',
      rows: [{ id: 'a', who: '张' }],
    });
    expect(toJson(variables.营业收入 ?? null)).toBe(7700000.01);
    expect(toJson(variables.日期 ?? null)).toBe('2026-11-22');
    expect(toJson(variables.人员 ?? null)).toEqual([{ 姓名: '张', 证件: null }]);
    expect(variables.企业名称).toBeNull();
    expect(Object.keys(feelTypes(compiled))).toEqual(Object.keys(variables));
  });
  it.each([
    ['money', 770_000_000, '770 万元', '770 ×10,000 yuan'],
    ['money', 1_023_400_000, '1,023.40 万元', '1,023.40 ×10,000 yuan'],
    ['money', 1, '0.000001 万元', '0.000001 ×10,000 yuan'],
    ['day', '2026-11-07', '2026 年 11 月 7 日', '7 Nov 2026'],
    ['score', 12345.6, '12,345.6', '12,345.6'],
    ['name', undefined, '', ''],
  ])('%s %s reads as %s', (id, value, zh, en) => {
    const field = compiled.field(id);
    if (field === undefined) throw new Error(id);
    expect(displayValue(field, value, 'zh-CN')).toBe(zh);
    expect(displayValue(field, value, 'en-US')).toBe(en);
  });
  it('show identity and bank numbers masked, in rows too', () => {
    expect(sensitivePaths(compiled)).toEqual(['id', 'account', 'rows.card']);
    const masked = JSON.stringify(
      maskData(compiled, { id: card, account: '1234567890123', rows: [{ id: 'a', who: '张', card }], name: '海宸' }),
    );
    expect(masked).not.toContain(card.slice(6, 14));
    expect(masked).not.toContain('123456789');
    expect(masked).toContain('海宸');
  });
  it('name their files', () => {
    expect(fileIdsOf(compiled, { files: [{ fileId: 'f1', name: 'a.pdf', size: 1 }] })).toEqual(['f1']);
  });
  it('differ by path, rows matched by id', () => {
    const before = {
      name: '甲',
      money: 1,
      rows: [
        { id: 'a', who: '张' },
        { id: 'b', who: '李' },
      ],
    };
    const after = { name: '甲', day: '2026-11-22', rows: [{ id: 'b', who: '王' }, { id: 'c' }] };
    expect(diffSubmissions(compiled, before, after).map((change) => `${change.kind} ${change.path}`)).toEqual([
      'removed money',
      'added day',
      'changed rows.b.who',
      'added rows.c',
      'removed rows.a',
    ]);
  });
});

describe('renaming a field', () => {
  it('rewrites every rule that reads it, and changes nothing else', () => {
    const renamed = renameField(schema, 'score', '评分');
    if (!renamed.ok) throw new Error('Expected a schema');
    expect(renamed.value.properties.reason?.['x-rules']?.visible).toBe('{{ 评分 < 60 }}');
    const judged = validateSubmission(compileForm(renamed.value), { score: 50, reason: '低' }, { now });
    expect(judged).toEqual({ data: { score: 50, reason: '低' }, issues: [] });
  });
  it('refuses a name that is taken or no name', () => {
    expect(renameField(schema, 'score', '理由')).toMatchObject({ ok: false, error: [{ code: 'NAME_TAKEN' }] });
    expect(renameField(schema, 'score', '得 分')).toMatchObject({ ok: false, error: [{ code: 'NAME_INVALID' }] });
    expect(renameField(schema, 'none', 'x')).toMatchObject({ ok: false });
  });
});

describe('words', () => {
  it('say how to mend it', () => {
    const phone = compileForm(schemaOf({ p: node('Phone', 'string', '联系人手机') }));
    const [issue] = validateSubmission(phone, { p: '1395748820' }, { now }).issues;
    if (issue === undefined) throw new Error('Expected an issue');
    expect(issueText(issue, 'zh-CN')).toBe('手机号少 1 位，应为 11 位');
    expect(issueText(issue, 'en-US')).toContain('1 short');
  });
  it.each([...answerIssueCodes, ...schemaIssueCodes])('%s has words in both languages', (code) => {
    const issue = { path: 'a', code, params: {} };
    expect(issueText(issue, 'zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(issueText(issue, 'en-US')).toMatch(/^[\P{Script=Han}]+$/u);
  });
});

it('demo numbers pass their own checks', () => {
  const form = compileForm(
    schemaOf({
      c: node('CreditCode', 'string', '代码'),
      b: node('BankAccount', 'string', '卡', { 'x-component-props': { accountKind: 'person' } }),
    }),
  );
  expect(
    validateSubmission(form, { c: composeCreditCode('330283', 9), b: composeBankCard(9) }, { now }).issues,
  ).toEqual([]);
});
