import { explainCondition, type FeelProgram } from '#core/feel';
import {
  type CompiledCondition,
  type CompiledRules,
  complete,
  decideAll,
  type Given,
  missingOf,
} from './compile-rules.js';
import { conditionOutcome, opposite } from './condition-outcome.js';
import type {
  Condition,
  ConditionKind,
  ConditionOutcome,
  ConditionResult,
  EligibilityAssessment,
  OnUnknown,
  PolicyVariables,
} from './types.js';

/** Every condition with outcome and trace (N4). */
export function assessDecided(compiled: CompiledRules, given: Given): EligibilityAssessment {
  const conditions = compiled.conditions.map((one) => assessCondition(compiled, one, given));
  return { ...verdictOf(conditions), conditions };
}

interface Judged {
  readonly id: string;
  readonly kind: ConditionKind;
  readonly onUnknown: OnUnknown;
  readonly outcome: ConditionOutcome;
}

function verdictOf(judged: readonly Judged[]): Pick<EligibilityAssessment, 'verdict' | 'toReview'> {
  const deciding = judged.filter(({ kind }) => kind !== 'informational');
  const open = deciding.filter(({ outcome }) => outcome === 'unknown');
  const toReview = open.filter(({ onUnknown }) => onUnknown === 'review').map(({ id }) => id);
  if (deciding.some(({ outcome }) => outcome === 'not-met')) return { verdict: 'not-eligible', toReview };
  return { verdict: open.some(({ onUnknown }) => onUnknown === 'ask') ? 'unknown' : 'eligible', toReview };
}

function assessCondition(
  compiled: CompiledRules,
  { condition, program }: CompiledCondition,
  given: Given,
): ConditionResult {
  const { id, title, clause, kind, onUnknown, note, advice } = condition;
  const about = {
    id,
    title,
    clause,
    kind,
    onUnknown,
    ...(note === undefined ? {} : { note }),
    ...(advice === undefined ? {} : { advice }),
  };
  if (program === null) return { ...about, outcome: 'unknown', missing: [], trace: null };
  const scope = { variables: complete(given.variables, program), now: given.now };
  const trace = explainCondition(program, scope, given.describe);
  const held = outcomeFor(condition, conditionOutcome(trace));
  const missing = conditionOutcome(trace) === 'unknown' ? missingOf(compiled, program, given) : [];
  return { ...about, outcome: held, missing, trace };
}

/** From what the expression came to, to what that means for a condition of this kind. */
function outcomeFor({ kind, onUnknown }: Condition, held: ConditionOutcome): ConditionOutcome {
  const outcome = kind === 'exclusion' ? opposite(held) : held;
  return outcome === 'unknown' && onUnknown === 'refuse' ? 'not-met' : outcome;
}

/** A verdict with the outcome of each condition in their order, without traces: for screening many applicants. */
export interface QuickVerdict extends Pick<EligibilityAssessment, 'verdict' | 'toReview'> {
  readonly outcomes: readonly ConditionOutcome[];
}

/** Always says what `assessPolicy` says, at a fraction of the cost. */
export function quickVerdict(compiled: CompiledRules, variables: PolicyVariables, now: string): QuickVerdict {
  const given = decideAll(compiled, { variables, now, describe: () => undefined });
  const judged = compiled.conditions.map(({ condition, program }) => ({
    id: condition.id,
    kind: condition.kind,
    onUnknown: condition.onUnknown,
    outcome: program === null ? ('unknown' as const) : outcomeFor(condition, quickOutcome(program, given)),
  }));
  return { ...verdictOf(judged), outcomes: judged.map(({ outcome }) => outcome) };
}

function quickOutcome(program: FeelProgram, { variables, now }: Given): ConditionOutcome {
  const scope = { variables: complete(variables, program), now };
  // With every variable known, a condition that cannot lose a value on the way says all there is to know.
  if (program.settles && program.names.every((name) => (variables[name] ?? null) !== null)) {
    const { value, problems } = program.evaluate(scope);
    if (problems.length === 0 && typeof value === 'boolean') return value ? 'met' : 'not-met';
  }
  return conditionOutcome(explainCondition(program, scope, () => undefined));
}
