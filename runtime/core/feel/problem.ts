/** Something wrong in a source or met while evaluating it: a code, the place in the source, and the values it speaks of. */
export interface FeelProblem {
  readonly code: FeelProblemCode;
  readonly from: number;
  readonly to: number;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The language in which a person reads. */
export type FeelLocale = 'zh-CN' | 'en-US';

export type FeelProblemCode =
  // The source cannot be compiled.
  | 'SYNTAX'
  | 'SOURCE_TOO_LONG'
  | 'NESTED_TOO_DEEP'
  | 'BAD_NUMBER'
  | 'BAD_NUMBER_SUFFIX'
  | 'BAD_STRING'
  | 'BAD_TEMPORAL'
  | 'NAME_TAKEN'
  | 'FULL_WIDTH_CHARACTER'
  | 'PATTERN_INVALID'
  | 'PATTERN_UNSAFE'
  | 'PATTERN_COMPUTED'
  // Met while evaluating.
  | 'UNKNOWN_NAME'
  | 'UNKNOWN_ENTRY'
  | 'UNKNOWN_FUNCTION'
  | 'NOT_A_FUNCTION'
  | 'WRONG_TYPE'
  | 'WRONG_ARGUMENTS'
  | 'NOT_COMPARABLE'
  | 'DIVISION_BY_ZERO'
  | 'NUMBER_OUT_OF_RANGE'
  | 'BAD_VALUE'
  | 'INDEX_OUT_OF_RANGE'
  | 'STEP_LIMIT'
  | 'SIZE_LIMIT'
  | 'CALL_DEPTH'
  // Found by the static check.
  | 'WRONG_RESULT'
  | 'ALWAYS_TRUE'
  | 'ALWAYS_FALSE'
  | 'UNREACHABLE';
