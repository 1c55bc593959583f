export type { BuiltinSignature } from './builtins/signatures.js';
export { builtinSignatures } from './builtins/signatures.js';
export type { CheckedExpression } from './check/check-expression.js';
export { checkExpression, checkUnaryTests } from './check/check-expression.js';
export { type Interval, type TestRegion, testRegion } from './check/test-region.js';
export { namesIn } from './check/type-relations.js';
export { type FenRounding, fenFromYuan, toFeel, toJson, yuanFromFen } from './convert.js';
export { feelEquals, order as feelOrder } from './evaluate/compare.js';
export { describeTrace } from './explain/describe-trace.js';
export { explainCondition } from './explain/explain-condition.js';
export { operandFor } from './explain/operand.js';
export { showOperand } from './explain/show-value.js';
export type {
  ComparisonOperator,
  ConditionTrace,
  Gap,
  OperandDescription,
  TraceOperand,
  Verdict,
} from './explain/trace.js';
export type { Node as FeelNode } from './parse/ast.js';
export { parse as parseExpression } from './parse/parse.js';
export type { FeelToken, TokenKind } from './parse/tokens.js';
export { tokensOf } from './parse/tokens.js';
export { compilePattern } from './pattern/compile-pattern.js';
export type { FeelLocale, FeelProblem, FeelProblemCode } from './problem.js';
export { problemText } from './problem-text.js';
export type { CompileOptions, FeelOutcome, FeelProgram, FeelScope } from './program.js';
export { compileExpression, compileUnaryTests } from './program.js';
export { exportSource } from './rewrite/export-source.js';
export { type RenameOptions, renameVariable } from './rewrite/rename-variable.js';
export { FeelDate, FeelDateTime, FeelTime } from './temporal/calendar-values.js';
export { FeelDaysDuration, FeelMonthsDuration } from './temporal/durations.js';
export type { FeelType } from './types.js';
export type { FeelNumber, FeelValue } from './values.js';
export { FeelContext, FeelFunction, FeelRange } from './values.js';
