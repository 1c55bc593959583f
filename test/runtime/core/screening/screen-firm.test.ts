import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules, type PolicyRules, type RegistryVariable } from '#core/policy';
import { compareScreened, createScreener, describeColumns, sumTallies, tallyOf } from '#core/screening';

const variables: readonly RegistryVariable[] = [
  { name: '月数', label: '参保月数', type: 'number', unit: '个月', source: '社保', audience: 'enterprise' },
  { name: '营收', label: '营业收入', type: 'money', source: '统计', audience: 'enterprise' },
  { name: '失信', label: '失信', type: 'boolean', source: '信用', audience: 'enterprise' },
  { name: '城市', label: '注册地', type: 'string', source: '登记', audience: 'enterprise' },
];
const condition = (id: string, feel: string, more: object = {}) => ({
  id,
  title: id,
  clause: '第一条',
  feel,
  kind: 'must' as const,
  onUnknown: 'ask' as const,
  ...more,
});
const rules = (changes: Partial<PolicyRules> = {}): PolicyRules => ({
  decisions: [],
  conditions: [
    condition('months', '月数 >= 12'),
    condition('revenue', '营收 >= 2000万 or 营收 >= 1000万 and 月数 > 60'),
    condition('city', '城市 = "云港市"', { onUnknown: 'review' }),
    condition('credit', '失信', { kind: 'exclusion', onUnknown: 'review' }),
  ],
  amount: { formula: '营收 * 0.05', capFen: 50_000_000, clause: '第二条', explanation: '5%' },
  ...changes,
});
const now = '2026-11-18T02:00:00.000Z';
const screenerOf = (given: PolicyRules) =>
  createScreener({ rules: compileRules(given), variables, describe: describeColumns(variables, now), now });

describe('A firm is screened', () => {
  const screener = screenerOf(rules());
  it.each([
    ['qualifies', [24, 3_000_000_000, false, '云港市'], 'hit', 50_000_000, []],
    ['qualifies, with what reviewers look at', [24, 2_000_000_000, null, null], 'hit', 50_000_000, []],
    ['is near by months', [8, 2_000_000_000, false, '云港市'], 'near', 50_000_000, ['months']],
    ['is near by money, as the first way says', [24, 1_770_000_000, false, '云港市'], 'near', 50_000_000, ['revenue']],
    ['is far with another city: no amount helps', [24, 3_000_000_000, false, '临河市'], 'miss', null, ['city']],
    ['is far when excluded', [24, 3_000_000_000, true, '云港市'], 'miss', null, ['credit']],
    ['needs an answer', [null, 3_000_000_000, false, '云港市'], 'open', 50_000_000, []],
    ['is far with three at once', [1, 1, true, '云港市'], 'miss', null, ['months', 'revenue', 'credit']],
  ] as const)('that %s', (_title, values, outcome, amountFen, failed) => {
    expect(screener.screen(values)).toMatchObject({ outcome, amountFen, failed });
  });
  it('with the distance told for a near miss', () => {
    const [unmet] = screener.screen([8, 2_000_000_000, false, '云港市']).unmet;
    expect(unmet?.trace).toMatchObject({ kind: 'comparison', gap: { kind: 'number', amount: 4, unit: '个月' } });
  });
});

it('screening says what the whole explanation says, on whatever is known', () => {
  const value = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
  const firm = fc.tuple(
    value(fc.integer({ min: 0, max: 100 })),
    value(fc.integer({ min: 0, max: 4_000_000_000 })),
    value(fc.boolean()),
    value(fc.constantFrom('云港市', '临河市')),
  );
  const all = [
    rules(),
    rules({
      conditions: [
        condition('total', '月数 * 2 between 10 and 90'),
        condition('calls', 'string length(城市) > 2 and not(失信)'),
      ],
    }),
    rules({ conditions: [condition('null', 'if 失信 then null else 月数 > 3', { onUnknown: 'refuse' })] }),
  ].map(screenerOf);
  fc.assert(
    fc.property(firm, fc.constantFrom(...all), (values, screener) => {
      const screened = screener.screen(values);
      const explained = screener.explain(values);
      expect(screened.outcome).toBe(explained.outcome);
      if (screened.outcome !== 'miss') expect(screened.amountFen).toBe(explained.amountFen);
    }),
    { seed: 11, numRuns: 500 },
  );
});

it('a comparison names who newly hits, newly fails, gets another amount, or changes otherwise', () => {
  const hit = (amountFen: number | null) => ({ outcome: 'hit' as const, amountFen });
  const miss = { outcome: 'miss' as const, amountFen: null };
  const near = { outcome: 'near' as const, amountFen: 1 };
  expect(compareScreened(miss, hit(1))).toBe('newly-hits');
  expect(compareScreened(null, hit(1))).toBe('newly-hits');
  expect(compareScreened(hit(1), near)).toBe('newly-fails');
  expect(compareScreened(hit(1), hit(2))).toBe('amount');
  expect(compareScreened(hit(1), hit(1))).toBe('same');
  expect(compareScreened(miss, near)).toBe('other');
  expect(compareScreened(null, miss)).toBe('same');
});

it('tallies of parts add up to the tally of the whole', () => {
  const screener = screenerOf(rules());
  const firms = [
    [24, 3_000_000_000, false, '云港市'],
    [8, 2_000_000_000, false, '云港市'],
    [1, 1, true, ''],
  ] as const;
  const found = firms.map((values) => ({ after: screener.screen(values), before: null, change: null }));
  expect(sumTallies(tallyOf(found.slice(0, 1)), tallyOf(found.slice(1)))).toEqual(tallyOf(found));
  expect(tallyOf(found)).toMatchObject({
    screened: 3,
    sumFen: 50_000_000,
    outcomes: { hit: 1, near: 1, open: 0, miss: 1 },
  });
});
