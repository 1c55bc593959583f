import { fenFromYuan, operandFor } from '#core/feel';
import { maxFen } from '#core/money';
import { limitByAwards } from './awards.js';
import { type CompiledRules, complete, type Decided, missingOf } from './compile-rules.js';
import { planInstalments } from './instalments.js';
import type { AmountResult, AmountRule, AmountStep, AwardsSoFar } from './types.js';

/**
 * 申报金额 by the rule, in 分: rounded once, not below nought, then floor, then cap, then what the applicant has had already
 * (`awards`; without them those bounds are not applied). null: nothing is granted by this policy.
 */
export function amountDecided(compiled: CompiledRules, given: Decided, awards?: AwardsSoFar): AmountResult | null {
  if (compiled.amount === null) return null;
  const { rule, program } = compiled.amount;
  const about = { formula: rule.formula, clause: rule.clause, explanation: rule.explanation };
  if (program === null) {
    return { ...about, ...nothing, operands: [], decisions: [], missing: [], problems: compiled.amount.problems };
  }
  const { variables, now, describe } = given;
  const { value, problems } = program.evaluate({ variables: complete(variables, program), now });
  const behind = new Set(readThroughDecisions(compiled, program.names));
  const how = {
    ...about,
    operands: program.names.map((name) => operandFor(name, variables[name] ?? null, describe(name))),
    decisions: given.traces.filter(({ name }) => behind.has(name)),
    problems,
  };
  const rawFen = fenFromYuan(value, rule.rounding);
  if (rawFen === null) return { ...how, ...nothing, missing: missingOf(compiled, program, given) };
  const steps = limited(rawFen, rule, awards);
  const amountFen = steps.at(-1)?.amountFen ?? rawFen;
  return {
    ...how,
    amountFen,
    uncappedFen: amountFen === rawFen ? null : rawFen,
    limitedBy: limitOf(steps),
    steps,
    instalments: planInstalments(amountFen, rule.instalments),
    missing: [],
  };
}

const nothing = { amountFen: null, uncappedFen: null, limitedBy: null, steps: [], instalments: [] } as const;

/** Names of decisions that are read, directly or through others. */
function readThroughDecisions(compiled: CompiledRules, names: readonly string[]): readonly string[] {
  const byName = new Map(compiled.decisions.inOrder.map((one) => [one.decision.name, one]));
  const found = new Set<string>();
  const visit = (name: string) => {
    const decision = byName.get(name);
    if (decision === undefined || found.has(name)) return;
    found.add(name);
    decision.names.forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}

function limited(rawFen: number, rule: AmountRule, awards: AwardsSoFar | undefined): readonly AmountStep[] {
  const steps: AmountStep[] = [{ kind: 'formula', amountFen: rawFen }];
  const lowest = Math.max(0, rule.floorFen ?? 0);
  let amountFen = rawFen;
  if (amountFen < lowest) {
    amountFen = lowest;
    steps.push({ kind: 'floor', amountFen, limitFen: lowest });
  }
  if (rule.capFen !== undefined && amountFen > rule.capFen) {
    amountFen = rule.capFen;
    steps.push({ kind: 'cap', amountFen, limitFen: rule.capFen });
  }
  return awards === undefined ? steps : [...steps, ...limitByAwards(amountFen, rule, awards)];
}

/** The last step that changed the amount. */
function limitOf(steps: readonly AmountStep[]): AmountResult['limitedBy'] {
  const last = steps.findLastIndex((step, index) => index > 0 && step.amountFen !== steps[index - 1]?.amountFen);
  const kind = steps[last]?.kind;
  return kind === undefined || kind === 'formula' ? null : kind;
}

/**
 * The most that may be granted for an amount that was worked out earlier, beside what the applicant has been granted since:
 * the formula is not run again. null: nothing bounds it.
 */
export function grantLimit(rule: AmountRule | null, amount: AmountResult | null, awards: AwardsSoFar): number | null {
  const own = amount?.steps.findLast(({ kind }) => kind !== 'group' && kind !== 'yearly-cap')?.amountFen;
  const bound = own ?? rule?.capFen ?? null;
  if (rule === null) return bound;
  const left = limitByAwards(bound ?? maxFen, rule, awards).at(-1)?.amountFen;
  return left ?? bound;
}
