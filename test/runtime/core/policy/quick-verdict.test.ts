import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FeelValue } from '#core/feel';
import { assessPolicy, type Condition, compileRules, type PolicyRules, quickVerdict } from '#core/policy';

const now = '2026-11-23T02:00:00Z';

/** Conditions that lose values on the way, compare with null, or read decisions, beside plain ones. */
const sources = [
  'a > 3',
  'a + b >= 5 and c = "x"',
  'c in ("x", "y") or t',
  'not(t)',
  'l[9] = 3',
  'l[1] > 2',
  'min(l) = 1',
  'count(l) > 1',
  'a / b > 1',
  'a = null',
  'c != null and a > 1',
  'a < c',
  'd > 2',
  'k.x = 1',
  'a in [1..4]',
  'if t then a > 1 else b > 1',
  'some i in l satisfies i > a',
  'not(every i in l satisfies i > a)',
  'count(l[item > 2]) > 0',
  'l[item > 2] = []',
  'not(l[9] = 3)',
  't and l[9] != 3',
  't = (l[9] = 3)',
  'date(c) > today()',
];
const rulesOf = (conditions: readonly Condition[]): PolicyRules => ({
  conditions,
  decisions: [{ id: 'd', name: 'd', clause: '', logic: { kind: 'expression', feel: 'a * 2' } }],
  amount: null,
});
const condition = fc
  .record({
    feel: fc.constantFrom(...sources),
    kind: fc.constantFrom('must', 'exclusion', 'informational'),
    onUnknown: fc.constantFrom('ask', 'review', 'refuse'),
  })
  .map((one): Condition => ({ id: 'c', title: '', clause: '', ...one }));
const number = fc.constantFrom<FeelValue>(null, 0, 1, 3, 5);
const variables = fc.record(
  {
    a: number,
    b: number,
    c: fc.constantFrom<FeelValue>(null, 'x', 'z', '2026-12-01'),
    t: fc.constantFrom<FeelValue>(null, true, false),
    l: fc.constantFrom<FeelValue>(null, [], [1, 3], [null, 4]),
  },
  { requiredKeys: [] },
);

it('the quick verdict says what the explained one says, condition by condition', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), variables, (conditions, given) => {
      const compiled = compileRules(rulesOf(conditions), ['a', 'b', 'c', 't', 'l', 'k']);
      const { assessment } = assessPolicy(compiled, { variables: given, now, describe: () => undefined });
      const quick = quickVerdict(compiled, given, now);
      expect(quick).toEqual({
        verdict: assessment.verdict,
        toReview: assessment.toReview,
        outcomes: assessment.conditions.map(({ outcome }) => outcome),
      });
    }),
    { numRuns: 400, seed: 20_261_122 },
  );
});
