import type { Result } from '#core/result';
import type { ConditionTrace, OperandDescription } from './explain/trace.js';
import type { FeelLocale, FeelProblem } from './problem.js';
import type { FeelType } from './types.js';
import type { FeelNumber, FeelValue } from './values.js';

export type {
  ComparisonOperator,
  ConditionTrace,
  Gap,
  OperandDescription,
  TraceOperand,
  Verdict,
} from './explain/trace.js';
export type { FeelLocale, FeelProblem, FeelProblemCode } from './problem.js';
export { FeelDate, FeelDateTime, FeelTime } from './temporal/calendar-values.js';
export { FeelDaysDuration, FeelMonthsDuration } from './temporal/durations.js';
export type { FeelType } from './types.js';
export type { FeelNumber, FeelValue } from './values.js';
export { FeelContext, FeelFunction, FeelRange } from './values.js';

export interface FeelScope {
  readonly variables: Readonly<Record<string, FeelValue>>;
  /** ISO instant with offset or Z; `today()` and `now()` come from it in Asia/Shanghai. */
  readonly now: string;
  /** Steps after which evaluation gives up (STEP_LIMIT); 200,000 where not given. */
  readonly maxSteps?: number;
}
export interface FeelProgram {
  readonly source: string;
  /** Free variables read, in the order of first use. */
  readonly names: readonly string[];
  evaluate(scope: FeelScope): { readonly value: FeelValue; readonly problems: readonly FeelProblem[] };
}
export interface CompileOptions {
  /** Known variable and entry names; they may hold spaces, brackets and operators. A known name that a scope lacks is null without a problem. */
  readonly names?: readonly string[];
}
export declare function compileExpression(
  source: string,
  options?: CompileOptions,
): Result<FeelProgram, readonly FeelProblem[]>;
/** The input value is under the name `?`. */
export declare function compileUnaryTests(
  source: string,
  options?: CompileOptions,
): Result<FeelProgram, readonly FeelProblem[]>;
export declare function checkExpression(
  source: string,
  types: Readonly<Record<string, FeelType>>,
  expected?: FeelType,
): { readonly type: FeelType; readonly problems: readonly FeelProblem[] };
export declare function toFeel(json: unknown, type: FeelType): FeelValue;
export declare function toJson(value: FeelValue): unknown;
export declare function yuanFromFen(fen: number): FeelNumber;
export declare function fenFromYuan(value: FeelValue): number | null;
export declare function renameVariable(
  source: string,
  from: string,
  to: string,
  options?: CompileOptions,
): Result<string, readonly FeelProblem[]>;
export declare function explainCondition(
  program: FeelProgram,
  scope: FeelScope,
  describe: (name: string) => OperandDescription | undefined,
): ConditionTrace;
export declare function describeTrace(trace: ConditionTrace, locale: FeelLocale): string;
export declare function problemText(problem: FeelProblem, locale: FeelLocale): string;
export declare function exportSource(source: string, options?: CompileOptions): Result<string, readonly FeelProblem[]>;
export interface BuiltinSignature {
  readonly name: string;
  /** Parameter lists the function accepts; a name ending in `...` takes any number. */
  readonly signatures: readonly (readonly string[])[];
}
/** Every built-in function, for completion and hints in the editor. */
export declare const builtinSignatures: readonly BuiltinSignature[];
