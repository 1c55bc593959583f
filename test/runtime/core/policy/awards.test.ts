import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AmountRule,
  type AwardsSoFar,
  assessPolicy,
  compileRules,
  grantLimit,
  type PastAward,
  relevantAwards,
} from '#core/policy';

const now = '2026-11-23T02:00:00Z';
const award = (more: Partial<PastAward> & { readonly amountFen: number }): PastAward => ({
  policyId: 'other',
  policyTitle: '别的政策',
  caseNumber: '1',
  group: null,
  capKey: null,
  year: 2026,
  ...more,
});
const soFar = (...awards: readonly PastAward[]): AwardsSoFar => ({ policyId: 'own', year: 2026, awards });
const ruleOf = (formula: string, more: Partial<AmountRule> = {}): AmountRule => ({
  formula,
  clause: '第八条',
  explanation: '',
  ...more,
});
const amountOf = (rule: AmountRule, awards?: AwardsSoFar) =>
  assessPolicy(compileRules({ conditions: [], decisions: [], amount: rule }), {
    variables: {},
    now,
    describe: () => undefined,
    ...(awards === undefined ? {} : { awards }),
  }).amount;
const kinds = (rule: AmountRule, awards: AwardsSoFar) => amountOf(rule, awards)?.steps.map(({ kind }) => kind);

describe('同类就高不重复 (N9)', () => {
  const topUp = ruleOf('30万', { group: { key: '智能制造', mode: 'top-up', period: 'ever' } });
  const oneOnly = ruleOf('30万', { group: { key: '智能制造', mode: 'one-only', period: 'year' } });
  const earlier = (amountFen: number, year = 2025) => award({ group: '智能制造', amountFen, year });
  it.each<[string, AmountRule, readonly PastAward[], number]>([
    ['nothing had yet', topUp, [], 30_000_000],
    ['less had: the difference is paid', topUp, [earlier(10_000_000)], 20_000_000],
    ['as much had: nothing is left', topUp, [earlier(30_000_000)], 0],
    ['more had: nothing is left', topUp, [earlier(50_000_000)], 0],
    ['had in two parts', topUp, [earlier(10_000_000), earlier(5_000_000)], 15_000_000],
    ['another kind', topUp, [award({ group: '人才', amountFen: 10_000_000 })], 30_000_000],
    ['one only, had this year', oneOnly, [earlier(100, 2026)], 0],
    ['one only, had last year', oneOnly, [earlier(100, 2025)], 30_000_000],
  ])('%s', (_what, rule, awards, amountFen) => {
    expect(amountOf(rule, soFar(...awards))?.amountFen).toBe(amountFen);
  });
  it('says by which step the amount came about', () => {
    expect(amountOf(topUp, soFar(earlier(10_000_000)))).toMatchObject({
      limitedBy: 'group',
      uncappedFen: 30_000_000,
      steps: [
        { kind: 'formula', amountFen: 30_000_000 },
        { kind: 'group', amountFen: 20_000_000, usedFen: 10_000_000 },
      ],
    });
  });
  it('names the awards it rests on, and no others', () => {
    const awards = soFar(earlier(1), award({ amountFen: 2 }), award({ policyId: 'own', amountFen: 3 }));
    expect(relevantAwards(topUp, awards).map(({ amountFen }) => amountFen)).toEqual([1]);
    expect(relevantAwards(ruleOf('1', { yearlyCap: { capFen: 5 } }), awards).map(({ amountFen }) => amountFen)).toEqual(
      [3],
    );
    expect(relevantAwards(null, awards)).toEqual([]);
  });
});

describe('a yearly cap', () => {
  const own = ruleOf('30万', { yearlyCap: { capFen: 50_000_000 } });
  const shared = ruleOf('30万', { yearlyCap: { capFen: 50_000_000, key: '工业' } });
  it.each<[string, AmountRule, readonly PastAward[], number]>([
    ['not reached', own, [award({ policyId: 'own', amountFen: 10_000_000 })], 30_000_000],
    ['reached in part', own, [award({ policyId: 'own', amountFen: 35_000_000 })], 15_000_000],
    ['used up', own, [award({ policyId: 'own', amountFen: 60_000_000 })], 0],
    ['of last year does not count', own, [award({ policyId: 'own', amountFen: 60_000_000, year: 2025 })], 30_000_000],
    ['of another policy does not count', own, [award({ capKey: '工业', amountFen: 60_000_000 })], 30_000_000],
    ['shared with another policy', shared, [award({ capKey: '工业', amountFen: 40_000_000 })], 10_000_000],
  ])('%s', (_what, rule, awards, amountFen) => {
    expect(amountOf(rule, soFar(...awards))?.amountFen).toBe(amountFen);
  });
  it('comes after kind, cap and floor', () => {
    const rule = ruleOf('100万', {
      capFen: 60_000_000,
      group: { key: 'k', mode: 'top-up', period: 'ever' },
      yearlyCap: { capFen: 30_000_000 },
    });
    const awards = soFar(award({ group: 'k', amountFen: 10_000_000, year: 2020 }));
    expect(kinds(rule, awards)).toEqual(['formula', 'cap', 'group', 'yearly-cap']);
    expect(amountOf(rule, awards)?.amountFen).toBe(30_000_000);
  });
});

describe('what may be granted', () => {
  const rule = ruleOf('30万', { group: { key: 'k', mode: 'top-up', period: 'ever' } });
  it('is the amount that was worked out, less what was granted since', () => {
    const amount = amountOf(rule, soFar());
    expect(grantLimit(rule, amount, soFar())).toBe(30_000_000);
    expect(grantLimit(rule, amount, soFar(award({ group: 'k', amountFen: 25_000_000 })))).toBe(5_000_000);
  });
  it('counts an award once where it was known before', () => {
    const known = soFar(award({ group: 'k', amountFen: 25_000_000 }));
    expect(grantLimit(rule, amountOf(rule, known), known)).toBe(5_000_000);
  });
  it.each<[string, AmountRule | null, number | null]>([
    ['the cap, where the formula gave nothing', ruleOf('null', { capFen: 7 }), 7],
    ['nothing, where there is no bound', ruleOf('null'), null],
    ['nothing, where there is no amount', null, null],
    ['the yearly cap alone', ruleOf('null', { yearlyCap: { capFen: 9 } }), 9],
  ])('is bounded by %s', (_what, one, limit) => {
    expect(grantLimit(one, one === null ? null : amountOf(one), soFar())).toBe(limit);
  });
  it('never exceeds cap and yearly cap together, whatever came before', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 900 }), (asked, capFen) => {
        const had: PastAward[] = [];
        for (const fen of asked) {
          const one = ruleOf(`${fen} / 100`, { yearlyCap: { capFen } });
          const amountFen = amountOf(one, soFar(...had))?.amountFen ?? 0;
          had.push(award({ policyId: 'own', amountFen }));
        }
        expect(had.reduce((sum, one) => sum + one.amountFen, 0)).toBeLessThanOrEqual(capFen);
      }),
      { seed: 20_261_122 },
    );
  });
});

describe('rounding and instalments', () => {
  it.each([
    ['1234.565', undefined, 123_457],
    ['1234.565', { toFen: 100, how: 'half-up' }, 123_500],
    ['1234.5', { toFen: 100, how: 'down' }, 123_400],
    ['1234.01', { toFen: 100, how: 'up' }, 123_500],
    ['1234.01', { toFen: 1_000_000, how: 'up' }, 1_000_000],
    // Once, from the exact value: 0.4999… is not first made 0.5.
    ['0.494999', { toFen: 100, how: 'half-up' }, 0],
    ['1 / 3', { toFen: 10, how: 'half-up' }, 30],
  ] as const)('%s with %j is %j 分', (formula, rounding, amountFen) => {
    expect(amountOf(ruleOf(formula, rounding === undefined ? {} : { rounding }))?.amountFen).toBe(amountFen);
  });
  it('parts add up to the whole exactly, with what is left over in the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), fc.integer({ min: 1, max: 98 }), (fen, percent) => {
        const rule = ruleOf(`${fen} / 100`, {
          instalments: [
            { percent, afterMonths: 0 },
            { percent: 1, afterMonths: 6 },
            { percent: 99 - percent, afterMonths: 12 },
          ],
        });
        const parts = amountOf(rule)?.instalments.map(({ amountFen }) => amountFen) ?? [];
        expect(parts).toHaveLength(3);
        expect(parts.every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(fen);
      }),
      { seed: 20_261_122 },
    );
  });
  it('40/60 over two years', () => {
    const rule = ruleOf('30万', {
      instalments: [
        { percent: 40, afterMonths: 0 },
        { percent: 60, afterMonths: 12 },
      ],
    });
    expect(amountOf(rule)?.instalments).toEqual([
      { number: 1, amountFen: 12_000_000, afterMonths: 0 },
      { number: 2, amountFen: 18_000_000, afterMonths: 12 },
    ]);
  });
});
