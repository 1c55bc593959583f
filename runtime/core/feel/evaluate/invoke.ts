import type { Builtin, BuiltinParameter, Call, ParameterType, Variant } from '../builtins/define.js';
import { builtinOf } from '../builtins/registry.js';
import type { Span, TypeNode } from '../parse/ast.js';
import type { FeelFunction, FeelValue } from '../values.js';
import { conforms } from './conforms.js';
import { isList, kindOf } from './kind.js';
import type { Frame, Run, Thunk } from './run.js';

/** A function written in the source, with the frame it was made in. */
export class UserBody {
  constructor(
    readonly types: readonly (TypeNode | undefined)[],
    readonly body: Thunk,
    readonly size: () => number,
    readonly frame: Frame,
  ) {}
}

/** Calls any function value with arguments by position. */
export function invoke(fn: FeelFunction, args: readonly FeelValue[], run: Run, span: Span): FeelValue {
  const builtin = builtinOf.get(fn);
  if (builtin) return applyBuiltin(builtin, builtin.variants, args, callOf(run, span, null));
  if (!(fn.body instanceof UserBody)) return run.problem('NOT_A_FUNCTION', span, { type: 'function' });
  if (args.length !== fn.parameters.length) {
    return run.problem('WRONG_ARGUMENTS', span, { name: fn.name, expected: fn.parameters.length, found: args.length });
  }
  return applyUser(fn.body, args, run, span);
}

function applyUser(user: UserBody, args: readonly FeelValue[], run: Run, span: Span): FeelValue {
  const locals: FeelValue[] = new Array(user.size()).fill(null);
  for (let i = 0; i < args.length; i++) {
    const type = user.types[i];
    const value = args[i] ?? null;
    const given = type ? convert(value, type, run, span) : value;
    if (given === undefined) return run.problem('WRONG_TYPE', span, { operator: '()', right: kindOf(value) });
    locals[i] = given;
  }
  run.enter(span);
  const result = user.body({ locals, outer: user.frame, variables: user.frame.variables, run });
  run.leave();
  return result;
}

/** Null fits every declared type; a list of one and its item stand for each other (DMN 1.5 §10.3.2.9.4). */
function convert(value: FeelValue, type: TypeNode, run: Run, span: Span): FeelValue | undefined {
  if (value === null || conforms(value, type, run, span)) return value;
  if (isList(value) && value.length === 1 && conforms(value[0] ?? null, type, run, span)) return value[0];
  const wantsList = type.kind === 'list' || (type.kind === 'simple' && type.name === 'list');
  return wantsList && conforms([value], type, run, span) ? [value] : undefined;
}

/** A call under way. */
class BuiltinCall implements Call {
  constructor(
    readonly run: Run,
    readonly span: Span,
    readonly pattern: RegExp | null,
  ) {}

  invoke(fn: FeelFunction, args: readonly FeelValue[]): FeelValue {
    return invoke(fn, args, this.run, this.span);
  }
}

export const callOf = (run: Run, span: Span, pattern: RegExp | null): Call => new BuiltinCall(run, span, pattern);

/** Tries the parameter lists in turn; arguments that fit none give null, with a problem unless one is null. */
export function applyBuiltin(
  builtin: Builtin,
  variants: readonly Variant[],
  args: readonly FeelValue[],
  call: Call,
): FeelValue {
  let sawNull = false;
  let fitted = false;
  for (const variant of variants) {
    if (!takes(variant, args.length)) continue;
    fitted = true;
    const ready = prepare(variant.parameters, args);
    if (ready === 'null') sawNull = true;
    else if (ready !== 'wrong') {
      for (const arg of ready)
        if (typeof arg === 'string' && arg.length > 100) call.run.tick(arg.length >> 6, call.span);
      return variant.apply(ready, call);
    }
  }
  if (sawNull) return null;
  const { run, span } = call;
  if (!fitted)
    return run.problem('WRONG_ARGUMENTS', span, { name: builtin.name, expected: arities(builtin), found: args.length });
  return run.problem('WRONG_TYPE', span, { operator: builtin.name, right: args.map(kindOf).join(', ') });
}

/** Whether so many arguments fit a parameter list. */
export function takes({ parameters }: Variant, count: number): boolean {
  const required = parameters.filter((parameter) => !parameter.optional).length;
  return count >= required && (count <= parameters.length || parameters.at(-1)?.variadic === true);
}

export const arities = (builtin: Builtin): string =>
  [
    ...new Set(
      builtin.variants.map(({ parameters }) =>
        parameters.at(-1)?.variadic ? `${parameters.length}+` : parameters.length,
      ),
    ),
  ].join('/');

function prepare(
  parameters: readonly BuiltinParameter[],
  args: readonly FeelValue[],
): readonly FeelValue[] | 'null' | 'wrong' {
  const ready: FeelValue[] = [];
  let result: 'null' | 'wrong' | null = null;
  for (let i = 0; i < args.length; i++) {
    const parameter = parameters[Math.min(i, parameters.length - 1)] as BuiltinParameter;
    const taken = take(args[i] ?? null, parameter);
    if (taken !== undefined) ready.push(taken);
    else if (args[i] === null) result ??= 'null';
    else result = 'wrong';
  }
  return result ?? ready;
}

/** The argument as the parameter takes it; undefined where it does not. */
function take(value: FeelValue, parameter: BuiltinParameter): FeelValue | undefined {
  if (value === null) return parameter.nullable ? null : undefined;
  if (parameter.types.some((type) => isOf(value, type))) return value;
  if (parameter.types[0] === 'list') return [value];
  if (isList(value) && value.length === 1) {
    const only = value[0] ?? null;
    if (only !== null && parameter.types.some((type) => isOf(only, type))) return only;
  }
  return undefined;
}

const unordered = new Set(['list', 'context', 'function', 'range', 'boolean', 'null']);

function isOf(value: FeelValue, type: ParameterType): boolean {
  if (type === 'any') return true;
  const kind = kindOf(value);
  if (kind === type) return true;
  if (type === 'scalar') return !unordered.has(kind);
  if (type === 'duration') return kind.endsWith('duration');
  return type === 'temporal' && (kind.startsWith('date') || kind === 'time');
}
