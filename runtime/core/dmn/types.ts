import type { FeelProblem, TraceOperand } from '#core/feel';

/*
 * Decisions of DMN 1.5: a named value worked out by a decision table (§8) or by one FEEL expression (§10). A decision may
 * read other decisions by name; the requirements of a DMN diagram are read from the expressions, so they cannot contradict.
 */

/** Table 32: unique, any, priority, first; rule order, output order; collect, plain or with sum, min, max, count. */
export const hitPolicies = ['U', 'A', 'P', 'F', 'R', 'O', 'C', 'C+', 'C<', 'C>', 'C#'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

/** Types a column can be declared with; `any` where the file does not say. */
export const columnTypes = [
  'any',
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface TableInput {
  readonly id: string;
  /** What people read over the column; the expression where it is empty. */
  readonly label: string;
  /** FEEL; its value is `?` in the cells below. */
  readonly feel: string;
  readonly type: ColumnType;
  /** FEEL unary tests that every value has to meet, e.g. `"大型", "中型"`; '' where all are allowed. */
  readonly allowed: string;
}

export interface TableOutput {
  readonly id: string;
  /** The entry of the result where there are several outputs; may be empty where there is one. */
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  /** Values in falling priority as FEEL expressions between commas, for P and O; '' where all are allowed. */
  readonly allowed: string;
  /** FEEL for when no rule matches; '' gives null. */
  readonly otherwise: string;
}

export interface TableRule {
  readonly id: string;
  /** One FEEL unary test per input; `-` and '' match everything. */
  readonly when: readonly string[];
  /** One FEEL expression per output. */
  readonly give: readonly string[];
  readonly note: string;
}

export interface DecisionTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export interface LiteralDecision {
  readonly kind: 'expression';
  readonly feel: string;
}

export interface Decision {
  readonly id: string;
  /** The FEEL name by which conditions, the amount, other decisions and the flow read it. */
  readonly name: string;
  /** Where the issued text says so; may be empty. */
  readonly clause: string;
  readonly logic: DecisionTable | LiteralDecision;
}

/** What one decision came to and by which rules (N4). Plain JSON. */
export interface DecisionTrace {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly result: TraceOperand;
  /** Of a table: each column with the value it was given. */
  readonly inputs: readonly TraceOperand[];
  /** Of a table: the rules that made the result, numbered from 1. */
  readonly matched: readonly { readonly id: string; readonly number: number; readonly note: string }[];
  readonly problems: readonly DecisionProblem[];
}

/** `part` says which cell: `inputs.0`, `rules.2.when.1`, `outputs.0.otherwise`, `feel`; '' for the decision as a whole. */
export interface DecisionProblem {
  readonly part: string;
  readonly code: DecisionProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly severity: 'error' | 'warning';
  readonly cause?: FeelProblem;
}

export type DecisionProblemCode =
  | 'CELL_INVALID'
  | 'CELL_COUNT'
  | 'NAME_MISSING'
  | 'NAME_TAKEN'
  | 'NO_OUTPUT'
  | 'NO_RULE'
  | 'PRIORITY_MISSING'
  | 'OUTPUT_NOT_LISTED'
  | 'AGGREGATION_NEEDS_NUMBER'
  | 'AGGREGATION_NEEDS_ONE_OUTPUT'
  | 'RULES_OVERLAP'
  | 'RULE_NEVER_REACHED'
  | 'RULES_DISAGREE'
  | 'NO_RULE_MATCHES'
  | 'INPUT_NOT_ALLOWED'
  | 'CYCLE'
  | 'TOO_MUCH_WORK';
