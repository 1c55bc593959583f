import { describe, expect, it } from 'vitest';
import { assessPolicy, type Condition, compileRules, type PolicyVariables } from '#core/policy';

const now = '2026-11-23T02:00:00Z';
const describeVariable = (name: string) => ({ label: `${name}（名称）`, source: 'registry' as const });
const condition = (feel: string, more: Partial<Condition> = {}): Condition => ({
  id: 'c1',
  title: '条件',
  clause: '第一条',
  feel,
  kind: 'must',
  onUnknown: 'ask',
  ...more,
});
const assess = (conditions: readonly Condition[], variables: PolicyVariables) =>
  assessPolicy(compileRules({ conditions, decisions: [], amount: null }), {
    variables,
    now,
    describe: describeVariable,
  }).assessment;

describe('a condition', () => {
  it.each<[string, PolicyVariables, string]>([
    ['参保月数 >= 12', { 参保月数: 12 }, 'met'],
    ['参保月数 >= 12', { 参保月数: 11 }, 'not-met'],
    ['参保月数 >= 12', {}, 'unknown'],
    // In FEEL null = "大型" is false; of a size nobody has told that would be a lie.
    ['企业规模 = "大型"', {}, 'unknown'],
    ['企业规模 = "大型"', { 企业规模: null }, 'unknown'],
    ['企业规模 = "大型"', { 企业规模: '小型' }, 'not-met'],
    ['类别 in ("甲", "乙")', { 类别: '乙' }, 'met'],
    ['类别 in ("甲", "乙")', {}, 'unknown'],
    ['not(失信)', { 失信: true }, 'not-met'],
    ['not(失信)', {}, 'unknown'],
    // What is known may settle it alone.
    ['裁员率 <= 5.5 or (人数 <= 30 and 裁员率 <= 20)', { 裁员率: 3 }, 'met'],
    ['裁员率 <= 5.5 or (人数 <= 30 and 裁员率 <= 20)', { 裁员率: 25 }, 'not-met'],
    ['裁员率 <= 5.5 or (人数 <= 30 and 裁员率 <= 20)', { 裁员率: 10 }, 'unknown'],
    ['裁员率 <= 5.5 or (人数 <= 30 and 裁员率 <= 20)', { 裁员率: 10, 人数: 30 }, 'met'],
    ['a > 1 and b > 1', { a: 0 }, 'not-met'],
    // An author may ask for null on purpose.
    ['已领金额 = null', {}, 'met'],
    ['已领金额 != null', {}, 'not-met'],
    ['sum(投入) > 3', {}, 'unknown'],
    ['count(名单) > 0', { 名单: [] }, 'not-met'],
  ])('%s with %j is %s', (feel, variables, outcome) => {
    expect(assess([condition(feel)], variables).conditions[0]?.outcome).toBe(outcome);
  });

  it('names what is missing, with label and source', () => {
    const [result] = assess([condition('参保月数 >= 12 and 人数 > 3')], { 参保月数: 40 } as PolicyVariables).conditions;
    expect(result?.missing).toEqual([{ name: '人数', label: '人数（名称）', source: 'registry' }]);
  });

  it('keeps the trace with value and gap', () => {
    const [result] = assess([condition('参保月数 >= 12')], { 参保月数: 10 }).conditions;
    expect(result?.trace).toMatchObject({
      kind: 'comparison',
      verdict: 'fail',
      left: { value: 10 },
      gap: { amount: 2 },
    });
  });

  it('that does not compile is never met', () => {
    expect(assess([condition('参保月数 >=')], { 参保月数: 40 })).toMatchObject({
      verdict: 'unknown',
      conditions: [{ outcome: 'unknown', trace: null }],
    });
  });
});

describe('the verdict', () => {
  const must = condition('a > 0', { id: 'must' });
  const excluded = condition('失信', { id: 'excluded', kind: 'exclusion', onUnknown: 'review' });
  const told = condition('b > 0', { id: 'told', kind: 'informational' });
  it.each<[PolicyVariables, string, readonly string[]]>([
    [{ a: 1, 失信: false, b: 1 }, 'eligible', []],
    [{ a: 1, 失信: false, b: 0 }, 'eligible', []], // informational decides nothing
    [{ a: 1, 失信: false }, 'eligible', []],
    [{ a: 1, 失信: true, b: 1 }, 'not-eligible', []],
    [{ a: 1, b: 1 }, 'eligible', ['excluded']], // left to the reviewers
    [{ 失信: false, b: 1 }, 'unknown', []], // the applicant is asked
    [{ 失信: true }, 'not-eligible', []], // one refusal settles it
    [{}, 'unknown', ['excluded']],
  ])('of %j is %s', (variables, verdict, toReview) => {
    expect(assess([must, excluded, told], variables)).toMatchObject({ verdict, toReview });
  });
});

describe('the amount', () => {
  const amount = (formula: string, variables: PolicyVariables, bounds: { capFen?: number; floorFen?: number } = {}) =>
    assessPolicy(
      compileRules({ conditions: [], decisions: [], amount: { formula, clause: '', explanation: '', ...bounds } }),
      {
        variables,
        now,
        describe: describeVariable,
      },
    ).amount;
  it.each<[string, PolicyVariables, { capFen?: number; floorFen?: number }, object]>([
    ['保费 * 0.6', { 保费: 38_640 }, {}, { amountFen: 2_318_400, limitedBy: null }],
    ['保费 * 0.3', { 保费: 1 }, {}, { amountFen: 30 }],
    ['1 / 3', {}, {}, { amountFen: 33 }],
    ['0.125', {}, {}, { amountFen: 13 }], // halves up
    [
      '投入 * 0.3',
      { 投入: 4_120_000 },
      { capFen: 100_000_000 },
      { amountFen: 100_000_000, uncappedFen: 123_600_000, limitedBy: 'cap' },
    ],
    [
      '投入',
      { 投入: 1_000_000 },
      { capFen: 100_000_000 },
      { amountFen: 100_000_000, uncappedFen: null, limitedBy: null },
    ],
    ['投入', { 投入: 100 }, { floorFen: 50_000 }, { amountFen: 50_000, uncappedFen: 10_000, limitedBy: 'floor' }],
    ['10 - 领过', { 领过: 30 }, {}, { amountFen: 0, uncappedFen: -2_000, limitedBy: 'floor' }],
    ['100万', {}, {}, { amountFen: 100_000_000 }],
    ['投入 * 0.3', {}, {}, { amountFen: null, missing: [{ name: '投入', label: '投入（名称）', source: 'registry' }] }],
    ['"很多"', {}, {}, { amountFen: null }],
    ['100000000000000', {}, {}, { amountFen: null }], // beyond 10^15 分
    ['投入 *', { 投入: 1 }, {}, { amountFen: null, problems: [{ code: 'SYNTAX' }] }],
  ])('%s with %j and %j is %j', (formula, variables, bounds, expected) => {
    expect(amount(formula, variables, bounds)).toMatchObject(expected);
  });
  it('is null where the policy grants no money', () => {
    const rules = compileRules({ conditions: [], decisions: [], amount: null });
    expect(assessPolicy(rules, { variables: {}, now, describe: describeVariable }).amount).toBeNull();
  });
});
