/** What an explained condition came to; always what evaluating it gives: true, false, or anything else. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** What the caller knows of a variable: its name for people, where its value comes from, its unit, and how fresh it is. */
export interface OperandDescription {
  readonly label: string;
  readonly source: 'field' | 'registry' | 'computed';
  readonly unit?: string;
  readonly asOf?: string;
}

/** One side of a comparison, as plain JSON (a trace is kept with the case). */
export interface TraceOperand {
  /** The operand as written. */
  readonly text: string;
  /** The variable's label, or the text. */
  readonly label: string;
  /** The value as `toJson` gives it. */
  readonly value: unknown;
  /** The kind of the value: `number`, `date`, … */
  readonly type: string;
  readonly source: 'field' | 'registry' | 'computed' | 'constant';
  readonly unit?: string;
  readonly asOf?: string;
}

/** How much is missing for a comparison to pass. Amounts are positive and in the operand's own unit. */
export type Gap =
  | {
      readonly kind: 'number';
      readonly amount: number | string;
      readonly direction: 'more' | 'less';
      readonly unit?: string;
    }
  | { readonly kind: 'months' | 'days'; readonly amount: number; readonly direction: 'more' | 'less' };

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'between' | 'in';

/** A condition with what each of its parts came to. Plain JSON. */
export type ConditionTrace =
  | {
      readonly kind: 'and' | 'or';
      readonly verdict: Verdict;
      readonly from: number;
      readonly to: number;
      readonly children: readonly ConditionTrace[];
    }
  | {
      readonly kind: 'not';
      readonly verdict: Verdict;
      readonly from: number;
      readonly to: number;
      readonly child: ConditionTrace;
    }
  | {
      readonly kind: 'comparison';
      readonly verdict: Verdict;
      readonly from: number;
      readonly to: number;
      readonly text: string;
      readonly operator: ComparisonOperator;
      readonly left: TraceOperand;
      readonly right: readonly TraceOperand[];
      readonly gap?: Gap;
    }
  /** Any other boolean expression: a variable, a call, a quantifier; with the variables it reads. */
  | {
      readonly kind: 'value';
      readonly verdict: Verdict;
      readonly from: number;
      readonly to: number;
      readonly text: string;
      readonly operands: readonly TraceOperand[];
    };
