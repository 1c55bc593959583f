import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, hitPolicies } from '#core/dmn';
import { dmnIssueText, exportDmn, type ImportedDmn, importDmn } from '#core/dmn-file';
import { parseRules } from '#core/policy';
import { decided, decisionOf, tableOf } from '../dmn/tables.js';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/dmn', `${name}.dmn`), 'utf8');
const read = async (xml: string): Promise<ImportedDmn> => {
  const imported = await importDmn(xml);
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return imported.value;
};
const named = (decisions: readonly Decision[], name: string): Decision => {
  const found = decisions.find((decision) => decision.name === name);
  if (found === undefined) throw new Error(`Expected a decision ${name}`);
  return found;
};
/** The named decision last, so that `decided` shows it. */
const outcomeOf = (decisions: readonly Decision[], name: string, variables: Record<string, unknown>) =>
  decided([...decisions.filter((one) => one.name !== name), named(decisions, name)], variables);

describe('files of other modellers', () => {
  it('Camunda’s: decisions under the names that others read them by, empty cells, descriptions', async () => {
    const { decisions, issues, name } = await read(fixture('camunda-award'));
    expect([name, issues]).toEqual(['Award', []]);
    expect(decisions.map((one) => one.name)).toEqual(['Award amount', 'level']);
    expect(named(decisions, 'Award amount')).toMatchObject({
      id: 'Decision_award',
      logic: {
        hitPolicy: 'C+',
        inputs: [{ label: 'Level', feel: 'level', type: 'string' }],
        outputs: [{ name: 'award', label: 'Award', type: 'number' }],
        rules: [
          { when: ['-'], note: 'base' },
          { when: ['"gold","silver"'], give: ['2000.5'] },
        ],
      },
    });
    expect(outcomeOf(decisions, 'Award amount', { points: 95 }).value).toBe(3000.5);
    expect(outcomeOf(decisions, 'Award amount', { points: 10 }).value).toBe(1000);
  });

  it('KIE’s: boxed context, list, relation, invocation and knowledge model, types with their values', async () => {
    const { decisions, issues } = await read(fixture('kie-boxed'));
    expect(issues.map(({ code, element }) => [code, element])).toEqual([['NOT_TAKEN', 'The law']]);
    expect(named(decisions, 'Rate').logic).toMatchObject({
      inputs: [{ type: 'string', allowed: '"large", "medium", "small"' }],
      rules: [{ note: 'Article 5' }, { note: '' }],
    });
    expect(outcomeOf(decisions, 'Refund', { Scale: 'small', Premium: 1100 }).value).toBe(1200);
    expect(outcomeOf(decisions, 'Refund', { Scale: 'giant', Premium: 1100 }).value).toBeNull();
    expect(outcomeOf(decisions, 'Steps', {}).value).toEqual([
      { from: 1000, award: 10 },
      { from: 2000, award: 20 },
    ]);
  });

  it('Trisotech’s of DMN 1.5: priorities and defaults; what cannot be taken is named in both languages', async () => {
    const { decisions, issues } = await read(fixture('trisotech-15'));
    expect(decisions.map(({ name }) => name)).toEqual(['Grant level']);
    expect([50, 70, 90].map((score) => outcomeOf(decisions, 'Grant level', { 'Total score': score }).value)).toEqual([
      'low',
      'low',
      'high',
    ]);
    const told = issues.map((issue) => [issue.code, issue.element]);
    expect(told).toContainEqual(['LANGUAGE_NOT_FEEL', 'In Java']);
    expect(told).toContainEqual(['NOT_TAKEN', 'Service']);
    expect(told).toContainEqual(['LOGIC_MISSING', 'Chosen']);
    expect(issues.map((issue) => dmnIssueText(issue, 'zh-CN'))).toContain('“In Java”：用的不是 FEEL（java），未导入');
    for (const issue of issues) {
      for (const locale of ['zh-CN', 'en-US'] as const) expect(dmnIssueText(issue, locale)).not.toMatch(/\{\w+\}|_/);
    }
  });

  it('fit the shape that a policy may have', async () => {
    for (const name of ['camunda-award', 'kie-boxed', 'trisotech-15']) {
      const { decisions } = await read(fixture(name));
      expect(parseRules({ conditions: [], decisions, amount: null })).toMatchObject({ ok: true });
    }
  });
});

describe('what is refused', () => {
  const start = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="n" namespace="x">';
  it.each([
    ['nothing', '', 'NOT_DMN'],
    ['no XML', 'hello', 'NOT_DMN'],
    ['BPMN', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', 'NOT_DMN'],
    ['DMN 1.1', '<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>', 'DMN_VERSION'],
    ['an unclosed element', `${start}<decision id="a"`, 'XML_MALFORMED'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${start}</definitions>`, 'XML_UNSAFE'],
    ['a processing instruction', `<?x y?>${start}</definitions>`, 'XML_UNSAFE'],
    ['too deep', `${start}${'<a>'.repeat(70)}`, 'XML_TOO_DEEP'],
    ['too large', `${start}<!--${'x'.repeat(1_000_001)}-->`, 'XML_TOO_LARGE'],
    ['no decision', `${start}<inputData id="i" name="i"/></definitions>`, 'NO_DECISION'],
    [
      'too many decisions',
      `${start}${Array.from({ length: 41 }, (_, i) => `<decision id="d${i}" name="d${i}"><literalExpression><text>1</text></literalExpression></decision>`).join('')}</definitions>`,
      'TOO_MANY',
    ],
  ])('%s', async (_what, xml, code) => {
    const imported = await importDmn(xml);
    expect(imported.ok ? [] : imported.error.map((issue) => issue.code)).toContain(code);
  });
  it('never throws, whatever the bytes', { timeout: 60_000 }, async () => {
    const xml = fixture('kie-boxed');
    await fc.assert(
      fc.asyncProperty(fc.nat(xml.length), fc.string({ maxLength: 8 }), fc.nat(40), async (at, text, cut) => {
        const imported = await importDmn(xml.slice(0, at) + text + xml.slice(at + cut));
        expect(typeof imported.ok).toBe('boolean');
      }),
      { numRuns: 120, seed: 20_261_122 },
    );
  });
});

describe('writing and reading back', () => {
  it.each(hitPolicies)('keeps a %s table whole', async (policy) => {
    const table = tableOf(
      policy,
      ['规模', '营业收入 - 补贴'],
      [
        [
          ['"大型", "中型"', '-'],
          ['1', '"a"'],
        ],
        [
          ['not("大型")', '[100..200)'],
          ['2', '"b"'],
        ],
      ],
      {
        outputs: [
          { name: '金额', label: '金额（元）', type: 'number', otherwise: '0' },
          { name: '档', type: 'string', allowed: '"a", "b"' },
        ],
        allowed: ['"大型", "中型", "小型"'],
      },
    );
    const before = [
      {
        ...decisionOf({ ...table, rules: table.rules.map((rule) => ({ ...rule, note: '注' })) }, '奖励标准', 'd1'),
        clause: '第五条',
      },
      decisionOf({ kind: 'expression', feel: '奖励标准.金额 * 0.5' }, '首期', 'd2'),
    ];
    const { decisions, issues } = await read(await exportDmn(before, { name: '奖励' }));
    expect(issues).toEqual([]);
    // Ids are prefixed by their decision's, so that they are unique in the file.
    const plain = (given: readonly Decision[]) =>
      JSON.parse(JSON.stringify(given, (key, value: unknown) => (key === 'id' ? undefined : value)));
    expect(plain(decisions)).toEqual(plain(before));
    expect(decisions.map(({ id }) => id)).toEqual(['d1', 'd2']);
  });

  it('writes plain numbers, the input data with their types, requirements and a drawing (D21)', async () => {
    const table = tableOf(
      'F',
      ['营业收入'],
      [
        [['>= 2000万'], ['1.5万']],
        [['[500万..2000万)'], ['"2000万"']],
      ],
    );
    const xml = await exportDmn(
      [decisionOf(table, '档', 'd1'), decisionOf({ kind: 'expression', feel: '档' }, '乙', 'd2')],
      {
        name: '档次',
        variables: { 营业收入: { kind: 'number' } },
      },
    );
    expect(xml).toContain('&gt;= 20000000');
    expect(xml).toContain('[5000000..20000000)');
    expect(xml).toContain('<dmn:text>15000</dmn:text>');
    expect(xml).toContain('"2000万"');
    expect(xml).toMatch(/<dmn:variable id="input_1_variable" name="营业收入" typeRef="number"/);
    expect(xml).toMatch(/<dmn:requiredInput href="#input_1"/);
    expect(xml).toMatch(/<dmn:requiredDecision href="#d1"/);
    expect(xml).toMatch(/DMNShape[^>]*dmnElementRef="d2"/);
    const { decisions } = await read(xml);
    expect(outcomeOf(decisions, '档', { 营业收入: 30_000_000 }).value).toBe(15_000);
  });

  it('means the same afterwards, for tables of any size', { timeout: 60_000 }, async () => {
    const cell = fc.constantFrom('-', '> 5', '[1..3]', '7', 'not(4)', '< 2万');
    const rule = fc.tuple(cell, cell, fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...hitPolicies),
        async (rows, policy) => {
          const table = tableOf(
            policy,
            ['a', 'b'],
            rows.map(([x, y, n]) => [[x, y], [String(n)]]),
            {
              outputs: [{ allowed: '9, 8, 7, 6, 5, 4, 3, 2, 1, 0' }],
            },
          );
          const { decisions } = await read(await exportDmn([decisionOf(table)], { name: 'x' }));
          for (const a of [0, 2, 7, 30_000]) {
            for (const b of [1, 4, 8]) {
              expect(decided(decisions, { a, b })).toEqual(decided([decisionOf(table)], { a, b }));
            }
          }
        },
      ),
      { numRuns: 40, seed: 20_261_122 },
    );
  });
});
