import {
  compileExpression,
  explainCondition,
  type FeelProblem,
  type FeelProgram,
  type FeelValue,
  fenFromYuan,
  type OperandDescription,
} from '#core/feel';
import { conditionOutcome, opposite } from './condition-outcome.js';
import type {
  AmountResult,
  AmountRule,
  Condition,
  ConditionResult,
  EligibilityAssessment,
  MissingVariable,
  PolicyRules,
  PolicyVariables,
} from './types.js';

/** How variables are told to people: label, source, unit, age. */
export type DescribeVariable = (name: string) => OperandDescription | undefined;

/** Rules with their FEEL compiled once. A condition that does not compile is never met; `checkPolicy` names it. */
export interface CompiledRules {
  readonly rules: PolicyRules;
  readonly conditions: readonly { readonly condition: Condition; readonly program: FeelProgram | null }[];
  readonly amount: {
    readonly rule: AmountRule;
    readonly program: FeelProgram | null;
    readonly problems: readonly FeelProblem[];
  } | null;
}

/** `names` are all variables the rules may read (`variableNames`): FEEL must know those that hold spaces or operators. */
export function compileRules(rules: PolicyRules, names: readonly string[] = []): CompiledRules {
  const compile = (source: string) => compileExpression(source, { names });
  const formula = rules.amount === null ? null : compile(rules.amount.formula);
  return {
    rules,
    conditions: rules.conditions.map((condition) => {
      const compiled = compile(condition.feel);
      return { condition, program: compiled.ok ? compiled.value : null };
    }),
    amount:
      rules.amount === null || formula === null
        ? null
        : formula.ok
          ? { rule: rules.amount, program: formula.value, problems: [] }
          : { rule: rules.amount, program: null, problems: formula.error },
  };
}

/** Every condition with outcome and trace (N4); variables that are not known are absent or null. `now` is an ISO instant. */
export function assessEligibility(
  compiled: CompiledRules,
  variables: PolicyVariables,
  now: string,
  describe: DescribeVariable,
): EligibilityAssessment {
  const conditions = compiled.conditions.map(({ condition, program }) =>
    assessCondition(condition, program, variables, now, describe),
  );
  const deciding = conditions.filter(({ kind }) => kind !== 'informational');
  const open = deciding.filter(({ outcome }) => outcome === 'unknown');
  const asked = open.filter(({ onUnknown }) => onUnknown === 'ask');
  const verdict = deciding.some(({ outcome }) => outcome === 'not-met')
    ? 'not-eligible'
    : asked.length > 0
      ? 'unknown'
      : 'eligible';
  const toReview = open.filter(({ onUnknown }) => onUnknown === 'review').map(({ id }) => id);
  return { verdict, conditions, toReview };
}

function assessCondition(
  condition: Condition,
  program: FeelProgram | null,
  variables: PolicyVariables,
  now: string,
  describe: DescribeVariable,
): ConditionResult {
  const { id, title, clause, kind, onUnknown, note } = condition;
  const about = { id, title, clause, kind, onUnknown, ...(note === undefined ? {} : { note }) };
  if (program === null) return { ...about, outcome: 'unknown', missing: [], trace: null };
  const scope = { variables: complete(variables, program), now };
  const trace = explainCondition(program, scope, describe);
  const held = conditionOutcome(trace);
  const outcome = kind === 'exclusion' ? opposite(held) : held;
  return { ...about, outcome, missing: outcome === 'unknown' ? missingOf(program, variables, describe) : [], trace };
}

/** 申报金额 by the rule, in 分: rounded halves up, not below nought, then floor, then cap. null: nothing is granted. */
export function computeAmount(
  compiled: CompiledRules,
  variables: PolicyVariables,
  now: string,
  describe: DescribeVariable,
): AmountResult | null {
  if (compiled.amount === null) return null;
  const { rule, program } = compiled.amount;
  if (program === null) return nothing([], compiled.amount.problems);
  const { value, problems } = program.evaluate({ variables: complete(variables, program), now });
  const raw = fenFromYuan(value);
  if (raw === null) return nothing(missingOf(program, variables, describe), problems);
  const { amountFen, limitedBy } = bounded(raw, rule);
  return { amountFen, uncappedFen: amountFen === raw ? null : raw, limitedBy, missing: [], problems };
}

const nothing = (missing: readonly MissingVariable[], problems: readonly FeelProblem[]): AmountResult => ({
  amountFen: null,
  uncappedFen: null,
  limitedBy: null,
  missing,
  problems,
});

function bounded(raw: number, rule: AmountRule): { amountFen: number; limitedBy: 'cap' | 'floor' | null } {
  const lowest = Math.max(0, rule.floorFen ?? 0);
  if (rule.capFen !== undefined && raw > rule.capFen) return { amountFen: rule.capFen, limitedBy: 'cap' };
  return raw < lowest ? { amountFen: lowest, limitedBy: 'floor' } : { amountFen: raw, limitedBy: null };
}

/** What a program reads and nobody has told is null: an unknown name would be a problem of the source instead. */
function complete(variables: PolicyVariables, program: FeelProgram): Readonly<Record<string, FeelValue>> {
  const absent = program.names.filter((name) => !Object.hasOwn(variables, name));
  if (absent.length === 0) return variables;
  return { ...variables, ...Object.fromEntries(absent.map((name) => [name, null])) };
}

function missingOf(
  program: FeelProgram,
  variables: PolicyVariables,
  describe: DescribeVariable,
): readonly MissingVariable[] {
  return program.names
    .filter((name) => (variables[name] ?? null) === null)
    .map((name) => {
      const { label = name, source = 'field' } = describe(name) ?? {};
      return { name, label, source };
    });
}
