import type { Option } from '#core/form';

/**
 * A condition as people put it together: some comparisons, all of which must hold or one of which must. It is a way of
 * writing FEEL, never a second language: `conditionToFeel` and `conditionFromFeel` go both ways, and FEEL that says more
 * than this is edited as text.
 */
export interface Condition {
  readonly join: 'and' | 'or';
  readonly clauses: readonly Clause[];
}

export interface Clause {
  /** The FEEL name. */
  readonly name: string;
  readonly operator: ClauseOperator;
  /** As typed; empty for operators without value; several, one a line, for `is-one-of`. */
  readonly value: string;
}

const clauseOperators = [
  'is',
  'is-not',
  'is-one-of',
  'at-least',
  'more-than',
  'at-most',
  'less-than',
  'contains',
  'lacks',
  'is-true',
  'is-false',
  'is-filled',
  'is-empty',
] as const;
export type ClauseOperator = (typeof clauseOperators)[number];

export type VariableKind = 'number' | 'string' | 'boolean' | 'date' | 'list' | 'other';

/** A name that rules may use, as the builder shows it. */
export interface RuleVariable {
  readonly name: string;
  readonly label: string;
  readonly kind: VariableKind;
  readonly source: 'field' | 'registry' | 'flow';
  readonly unit?: string | undefined;
  readonly options?: readonly Option[] | undefined;
  /** Kept in 元 and often told in 万元. */
  readonly isMoney?: boolean | undefined;
  /** A table's columns, by their own names. */
  readonly columns?: readonly RuleVariable[] | undefined;
}

const operatorsByKind: Readonly<Record<VariableKind, readonly ClauseOperator[]>> = {
  number: ['at-least', 'more-than', 'at-most', 'less-than', 'is', 'is-not', 'is-filled', 'is-empty'],
  date: ['at-least', 'more-than', 'at-most', 'less-than', 'is', 'is-filled', 'is-empty'],
  string: ['is', 'is-not', 'is-one-of', 'is-filled', 'is-empty'],
  boolean: ['is-true', 'is-false', 'is-filled', 'is-empty'],
  list: ['contains', 'lacks'],
  other: ['is-filled', 'is-empty'],
};

export function operatorsFor(kind: VariableKind): readonly ClauseOperator[] {
  return operatorsByKind[kind];
}

export function needsValue(operator: ClauseOperator): boolean {
  return !['is-true', 'is-false', 'is-filled', 'is-empty'].includes(operator);
}

/** A clause to begin with for this variable. */
export function firstClause(variable: RuleVariable): Clause {
  const operator = operatorsByKind[variable.kind][0] ?? 'is-filled';
  return { name: variable.name, operator, value: needsValue(operator) ? (variable.options?.[0]?.value ?? '') : '' };
}
