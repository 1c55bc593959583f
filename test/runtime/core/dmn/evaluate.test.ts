import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDecisions, evaluateDecisions, evaluateNamed, hitPolicies } from '#core/dmn';
import { toJson } from '#core/feel';
import { decided, decisionOf, now, tableOf } from './tables.js';

/** Overlapping on purpose: 20 meets rules 1, 2 and 4; 5 meets rule 3; 50 meets 1 and 4; 100 none. */
const rules = [
  [['[10..60]'], ['"b"']],
  [['20'], ['"a"']],
  [['< 10'], ['"c"']],
  [['[20..60]'], ['"b"']],
] as const;
const outputs = [{ allowed: '"a", "b", "c"' }];
const hit = (policy: (typeof hitPolicies)[number], x: unknown) =>
  decided([decisionOf(tableOf(policy, ['x'], rules, { outputs }))], { x });

describe('hit policies (DMN 1.5 §8.2.10, Table 32)', () => {
  it.each([
    ['U', 5, 'c', [3], []],
    ['U', 20, null, [1, 2, 4], ['RULES_OVERLAP']],
    ['A', 50, 'b', [1, 4], []],
    ['A', 20, null, [1, 2, 4], ['RULES_DISAGREE']],
    ['P', 20, 'a', [2], []],
    ['P', 50, 'b', [1], []],
    ['F', 20, 'b', [1], []],
    ['R', 20, ['b', 'a', 'b'], [1, 2, 4], []],
    ['O', 20, ['a', 'b', 'b'], [2, 1, 4], []],
    ['C', 20, ['b', 'a', 'b'], [1, 2, 4], []],
    ['C#', 20, 3, [1, 2, 4], []],
    ['C<', 20, 'a', [1, 2, 4], []],
    ['C>', 20, 'b', [1, 2, 4], []],
    ['C+', 20, null, [1, 2, 4], ['CELL_INVALID']],
  ] as const)('%s with %j gives %j', (policy, x, value, matched, codes) => {
    expect(hit(policy, x)).toEqual({ value, matched, codes });
  });
  it.each(hitPolicies)('%s gives null where no rule matches', (policy) => {
    expect(hit(policy, 100)).toEqual({ value: null, matched: [], codes: [] });
  });
  it.each([
    ['C+', 0.3],
    ['C<', 0.1],
    ['C>', 0.2],
    ['C#', 2],
  ] as const)('%s adds up in decimals', (policy, value) => {
    const table = tableOf(
      policy,
      ['x'],
      [
        [['-'], ['0.1']],
        [['> 0'], ['x / 10']],
        [['> 5'], ['9']],
      ],
    );
    expect(decided([decisionOf(table)], { x: 2 }).value).toBe(value);
  });
});

describe('a table', () => {
  it('gives its default where no rule matches, and a context where it has several outputs', () => {
    const table = tableOf('U', ['规模'], [[['"大型"'], ['0.3', '"一档"']]], {
      outputs: [{ name: '比例', otherwise: '0.6' }, { name: '档次' }],
    });
    const value = (规模: unknown) => decided([decisionOf(table)], { 规模 }).value;
    expect(value('大型')).toEqual({ 比例: 0.3, 档次: '一档' });
    expect(value('小型')).toEqual({ 比例: 0.6, 档次: null });
    expect(value(null)).toEqual({ 比例: 0.6, 档次: null });
  });
  it('takes expressions as inputs, other variables in its cells, and 万 in its numbers', () => {
    const table = tableOf(
      'F',
      ['营业收入 - 补贴'],
      [
        [['>= 门槛'], ['20万']],
        [['? >= 门槛 / 2 and ? < 门槛'], ['营业收入 * 0.01']],
      ],
    );
    const value = (营业收入: number) => decided([decisionOf(table)], { 营业收入, 补贴: 100, 门槛: 2000 }).value;
    expect([value(3000), value(1500), value(600)]).toEqual([200_000, 15, null]);
  });
  it('refuses a value that its input does not allow, and tolerates one that is not known', () => {
    const table = tableOf('U', ['x'], [[['-'], ['1']]], { allowed: ['"大型", "小型"'] });
    expect(decided([decisionOf(table)], { x: '巨型' })).toEqual({
      value: null,
      matched: [],
      codes: ['INPUT_NOT_ALLOWED'],
    });
    expect(decided([decisionOf(table)], { x: '小型' }).value).toBe(1);
    expect(decided([decisionOf(table)], { x: null }).value).toBe(1);
  });
  it('stops where its cells together are too much work', () => {
    const table = tableOf('C', ['x'], Array(50).fill([['count(for i in 1..900 return i) > ?'], ['1']]));
    expect(decided([decisionOf(table)], { x: 0 }, { maxSteps: 10_000 }).codes).toContain('TOO_MUCH_WORK');
  });
  it.each([
    ['a test', { when: '>', give: '1' }],
    ['an output', { when: '-', give: '1 +' }],
  ])('with %s that does not compile never takes it for a match', (_what, { when, give }) => {
    const table = tableOf('U', ['x'], [[[when], [give]]]);
    expect(decided([decisionOf(table)], { x: 1 })).toMatchObject({ value: null, codes: ['CELL_INVALID'] });
  });
  it('whose cells are nonsense says so and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...hitPolicies), (test, output, policy) => {
        const table = tableOf(policy, ['x'], [[[test], [output]]], { outputs: [{ allowed: test, otherwise: output }] });
        const result = decided([decisionOf(table)], { x: 1 });
        expect(Array.isArray(result.codes)).toBe(true);
      }),
      { numRuns: 200, seed: 20_261_122 },
    );
  });
});

describe('decisions among one another', () => {
  const level = decisionOf(
    tableOf(
      'U',
      ['分数'],
      [
        [['>= 80'], ['"优"']],
        [['< 80'], ['"良"']],
      ],
    ),
    '等级',
    'level',
  );
  const rate = decisionOf(
    tableOf(
      'U',
      ['等级'],
      [
        [['"优"'], ['0.3']],
        [['"良"'], ['0.1']],
      ],
    ),
    '补助比例',
    'rate',
  );
  it('are worked out in the order in which they read one another, however they stand', () => {
    expect(
      decided([rate, level, decisionOf({ kind: 'expression', feel: '投入 * 补助比例' }, '金额', 'amount')], {
        分数: 85,
        投入: 10,
      }).value,
    ).toBe(3);
  });
  it('are called by id or name, and bring only those they rest on', () => {
    const unread = decisionOf({ kind: 'expression', feel: 'sum(1, "x")' }, '无关', 'unread');
    const compiled = compileDecisions([rate, unread, level], ['分数']);
    for (const wanted of ['rate', '补助比例']) {
      const outcome = evaluateNamed(compiled, wanted, { variables: { 分数: 85 }, now });
      expect([outcome && toJson(outcome.value), outcome?.trace.problems]).toEqual([0.3, []]);
    }
    expect(evaluateNamed(compiled, '没有', { variables: {}, now })).toBeNull();
  });
  it('on a cycle have no value', () => {
    const a = decisionOf({ kind: 'expression', feel: 'b + 1' }, 'a', 'a');
    const b = decisionOf({ kind: 'expression', feel: 'a + 1' }, 'b', 'b');
    const compiled = compileDecisions([a, b, level], ['分数']);
    expect([...compiled.cyclic]).toEqual(['a', 'b']);
    expect(evaluateDecisions(compiled, { variables: { 分数: 90 }, now }).variables).toEqual({ 分数: 90, 等级: '优' });
  });
  it('tell by which rules, with labels and units', () => {
    const { traces } = evaluateDecisions(compileDecisions([level], ['分数']), { variables: { 分数: 85 }, now }, () => ({
      label: '自评总分',
      source: 'field',
      unit: '分',
    }));
    expect(traces).toMatchObject([
      {
        name: '等级',
        result: { value: '优', type: 'string' },
        inputs: [{ label: '自评总分', value: 85, unit: '分' }],
        matched: [{ id: 'r0', number: 1 }],
      },
    ]);
  });
});
