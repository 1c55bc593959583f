import type { ValueKind } from '../evaluate/kind.js';
import type { Run } from '../evaluate/run.js';
import type { Span } from '../parse/ast.js';
import type { FeelProblem, FeelProblemCode } from '../problem.js';
import { FeelFunction, type FeelValue } from '../values.js';

/** What an argument may be; `point` is anything with an order. */
export type ParameterType = Exclude<ValueKind, 'null'> | 'any' | 'temporal' | 'duration' | 'scalar';

export interface BuiltinParameter {
  readonly name: string;
  readonly types: readonly ParameterType[];
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly variadic: boolean;
}

/** What a built-in function may do while it runs. */
export interface Call {
  readonly run: Run;
  readonly span: Span;
  /** The pattern of `matches`, `replace` and `split`, translated when the source was compiled (D19). */
  readonly pattern: RegExp | null;
  /** Calls a function value, for `sort`. */
  invoke(fn: FeelFunction, args: readonly FeelValue[]): FeelValue;
}

export type Apply = (args: readonly FeelValue[], call: Call) => FeelValue;

export interface Variant {
  readonly parameters: readonly BuiltinParameter[];
  readonly returns: string;
  readonly apply: Apply;
}

export interface Builtin {
  readonly name: string;
  readonly variants: readonly Variant[];
  readonly value: FeelFunction;
}

/**
 * Defines a function by its parameter lists: `from: string|date, scale?: number, list...: any, item: any!`.
 * `?` after a name makes it optional, `...` variadic, `!` after the types lets it be null.
 */
export function define(
  name: string,
  ...variants: readonly (readonly [signature: string, apply: Apply, returns?: string])[]
): Builtin {
  const parsed = variants.map(([signature, apply, returns]) => ({
    parameters: signature === '' ? [] : signature.split(', ').map(parseParameter),
    returns: returns ?? 'any',
    apply,
  }));
  const value = new FeelFunction(name, parsed[0]?.parameters.map((parameter) => parameter.name) ?? [], null);
  return { name, variants: parsed, value };
}

function parseParameter(text: string): BuiltinParameter {
  const [written = '', types = ''] = text.split(': ');
  const variadic = written.endsWith('...');
  const optional = written.endsWith('?');
  return {
    name: written.replace(/(\.\.\.|\?)$/, ''),
    types: types.replace('!', '').split('|') as ParameterType[],
    optional,
    variadic,
    nullable: types.endsWith('!') || optional,
  };
}

/** Notes a problem of a call; the result is null. */
export const fail = (call: Call, code: FeelProblemCode, params: FeelProblem['params'] = {}): null =>
  call.run.problem(code, call.span, params);
