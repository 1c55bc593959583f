import type { Option } from '#core/form';

/**
 * A condition as people put it together: comparisons, groups of which all or one must hold, and rows of a table. It is a
 * way of writing FEEL, never a second language: `conditionToFeel` and `conditionFromFeel` go both ways. What says more than
 * rows can stays as it was written, a part among the others (`text`), or the whole.
 */
export interface Group {
  readonly kind: 'group';
  readonly join: Join;
  /** `not(…)` around it. */
  readonly negated: boolean;
  readonly parts: readonly Part[];
  /** How it was written between its parts, comments too; kept when it is written again. */
  readonly layout?: Layout;
}

export type Part = Group | Clause | RowsClause | TextPart;
export type Join = 'and' | 'or';

/** Subject, comparison, value. */
export interface Clause {
  readonly kind: 'clause';
  /** A variable's FEEL name, or what is counted or summed over a table: `count(设备清单)`. */
  readonly subject: string;
  readonly operator: ClauseOperator;
  /** As typed: none, one, two for `between`, any number for a choice of several; `3` and `Y` for three years. */
  readonly values: readonly string[];
  /** The one value is another variable's name. */
  readonly byField?: boolean;
  /** The text it was read from, while nothing of it was changed. */
  readonly written?: string;
  /** What is handed on while it is not finished: what it last said. */
  readonly before?: string;
}

/** At least one row, or every row, of a table. */
export interface RowsClause {
  readonly kind: 'rows';
  readonly quantifier: 'some' | 'every';
  readonly list: string;
  /** What a row is called in the text. */
  readonly row: string;
  readonly condition: Group;
  readonly written?: string;
}

/** FEEL that rows cannot show. */
export interface TextPart {
  readonly kind: 'text';
  readonly feel: string;
}

/** What stands before the first part, between parts around the joining word, and after the last. */
export interface Layout {
  readonly open: string;
  readonly joins: readonly (readonly [before: string, after: string])[];
  readonly close: string;
}

const clauseOperators = [
  'is',
  'is-not',
  'is-one-of',
  'is-none-of',
  'at-least',
  'more-than',
  'at-most',
  'less-than',
  'between',
  'ago',
  'within',
  'until-today',
  'after-today',
  'contains',
  'lacks',
  'has-text',
  'lacks-text',
  'starts-with',
  'is-true',
  'is-false',
  'holds',
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
  readonly source: 'field' | 'registry' | 'decision' | 'flow';
  readonly unit?: string | undefined;
  readonly options?: readonly Option[] | undefined;
  /** Kept in 元 and often told in 万元. */
  readonly isMoney?: boolean | undefined;
  /** A table's columns, by their own names. */
  readonly columns?: readonly RuleVariable[] | undefined;
}

const operatorsByKind: Readonly<Record<VariableKind, readonly ClauseOperator[]>> = {
  number: ['at-least', 'more-than', 'at-most', 'less-than', 'between', 'is', 'is-not', 'is-filled', 'is-empty'],
  date: [
    'at-least',
    'more-than',
    'at-most',
    'less-than',
    'between',
    'ago',
    'within',
    'until-today',
    'after-today',
    'is',
    'is-filled',
    'is-empty',
  ],
  string: ['is', 'is-not', 'is-one-of', 'is-none-of', 'has-text', 'lacks-text', 'starts-with', 'is-filled', 'is-empty'],
  boolean: ['is-true', 'is-false', 'is-filled', 'is-empty'],
  list: ['contains', 'lacks'],
  other: ['is-filled', 'is-empty'],
};

const textOperators: readonly ClauseOperator[] = ['has-text', 'lacks-text', 'starts-with'];

/** What a variable can be compared by; texts are searched only where they are not chosen from a list. */
export function operatorsFor(variable: Pick<RuleVariable, 'kind' | 'options'>): readonly ClauseOperator[] {
  const all = operatorsByKind[variable.kind];
  return (variable.options ?? []).length === 0 ? all : all.filter((operator) => !textOperators.includes(operator));
}

export type ValueShape = 'none' | 'one' | 'two' | 'several' | 'duration';

export function valueShape(operator: ClauseOperator): ValueShape {
  switch (operator) {
    case 'is-true':
    case 'is-false':
    case 'holds':
    case 'is-filled':
    case 'is-empty':
    case 'until-today':
    case 'after-today':
      return 'none';
    case 'between':
      return 'two';
    case 'is-one-of':
    case 'is-none-of':
      return 'several';
    case 'ago':
    case 'within':
      return 'duration';
    default:
      return 'one';
  }
}

/** Whether two variables may be compared with each other by this operator. */
export function mayCompareFields(operator: ClauseOperator, kind: VariableKind): boolean {
  const isOrder = ['is', 'is-not', 'at-least', 'more-than', 'at-most', 'less-than'].includes(operator);
  return isOrder && (kind === 'number' || kind === 'date' || kind === 'string');
}

/** A clause to begin with for this variable. */
export function firstClause(variable: RuleVariable): Clause {
  const operator = operatorsFor(variable)[0] ?? 'is-filled';
  return { kind: 'clause', subject: variable.name, operator, values: firstValues(operator, variable) };
}

/** The values to begin with when an operator is chosen; what fits is kept. */
export function firstValues(
  operator: ClauseOperator,
  variable: RuleVariable,
  before: readonly string[] = [],
): readonly string[] {
  switch (valueShape(operator)) {
    case 'none':
      return [];
    case 'two':
      return [before[0] ?? '', before[1] ?? ''];
    case 'several':
      return before.filter((value) => value !== '');
    case 'duration':
      return [/^\d+$/.test(before[0] ?? '') ? (before[0] ?? '') : '', 'Y'];
    case 'one':
      return [before[0] ?? variable.options?.[0]?.value ?? ''];
  }
}

export const emptyGroup: Group = { kind: 'group', join: 'and', negated: false, parts: [] };
