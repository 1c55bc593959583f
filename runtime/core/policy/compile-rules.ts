import {
  type CompiledDecisions,
  compileDecisions,
  type DecisionTrace,
  decisionNames,
  evaluateDecisions,
} from '#core/dmn';
import {
  compileExpression,
  type FeelProblem,
  type FeelProgram,
  type FeelValue,
  type OperandDescription,
} from '#core/feel';
import type { AmountRule, Condition, MissingVariable, PolicyRules, PolicyVariables } from './types.js';

/** How variables are told to people: label, source, unit, age. */
export type DescribeVariable = (name: string) => OperandDescription | undefined;

/** Rules with their FEEL compiled once. A condition that does not compile is never met; `checkPolicy` names it. */
export interface CompiledRules {
  readonly rules: PolicyRules;
  readonly conditions: readonly CompiledCondition[];
  readonly decisions: CompiledDecisions;
  readonly amount: {
    readonly rule: AmountRule;
    readonly program: FeelProgram | null;
    readonly problems: readonly FeelProblem[];
  } | null;
}

export interface CompiledCondition {
  readonly condition: Condition;
  readonly program: FeelProgram | null;
}

/** `names` are all variables the rules may read (`variableNames`): FEEL must know those that hold spaces or operators. */
export function compileRules(rules: PolicyRules, names: readonly string[] = []): CompiledRules {
  const known = [...names, ...decisionNames(rules.decisions)];
  const compile = (source: string) => compileExpression(source, { names: known });
  const formula = rules.amount === null ? null : compile(rules.amount.formula);
  return {
    rules,
    conditions: rules.conditions.map((condition) => {
      const compiled = compile(condition.feel);
      return { condition, program: compiled.ok ? compiled.value : null };
    }),
    decisions: compileDecisions(rules.decisions, names),
    amount:
      rules.amount === null || formula === null
        ? null
        : formula.ok
          ? { rule: rules.amount, program: formula.value, problems: [] }
          : { rule: rules.amount, program: null, problems: formula.error },
  };
}

/** What rules are judged on. `now` is an ISO instant; variables that are not known are absent or null. */
export interface Given {
  readonly variables: PolicyVariables;
  readonly now: string;
  readonly describe: DescribeVariable;
}

/** The same with every decision of the policy worked out, by its name. */
export interface Decided extends Given {
  readonly traces: readonly DecisionTrace[];
}

export function decideAll(compiled: CompiledRules, given: Given): Decided {
  const { variables, traces } = evaluateDecisions(compiled.decisions, given, given.describe);
  const names = new Set(compiled.rules.decisions.map(({ name }) => name));
  const describe: DescribeVariable = (name) =>
    names.has(name) ? { label: name, source: 'computed' } : given.describe(name);
  return { ...given, variables, describe, traces };
}

/** What a program reads and nobody has told is null: an unknown name would be a problem of the source instead. */
export function complete(variables: PolicyVariables, program: FeelProgram): Readonly<Record<string, FeelValue>> {
  const absent = program.names.filter((name) => !Object.hasOwn(variables, name));
  if (absent.length === 0) return variables;
  return { ...variables, ...Object.fromEntries(absent.map((name) => [name, null])) };
}

/** What nobody has told of all that a program reads, through the decisions it rests on. */
export function missingOf(compiled: CompiledRules, program: FeelProgram, given: Given): readonly MissingVariable[] {
  const isMissing = (name: string) => (given.variables[name] ?? null) === null;
  return readThrough(compiled.decisions, program.names.filter(isMissing))
    .filter(isMissing)
    .map((name) => {
      const { label = name, source = 'field' } = given.describe(name) ?? {};
      return { name, label, source };
    });
}

/** Variables behind names: a decision stands for what it reads. */
function readThrough(decisions: CompiledDecisions, names: readonly string[]): readonly string[] {
  const byName = new Map(decisions.inOrder.map((one) => [one.decision.name, one]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const decision = byName.get(name);
    if (decision === undefined) found.add(name);
    else decision.names.forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}
