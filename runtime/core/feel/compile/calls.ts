import type { Builtin, Variant } from '../builtins/define.js';
import { builtins } from '../builtins/registry.js';
import { applyBuiltin, callOf, invoke, takes, UserBody } from '../evaluate/invoke.js';
import { kindOf } from '../evaluate/kind.js';
import type { Frame, Thunk } from '../evaluate/run.js';
import type { Argument, CallNode, FunctionNode } from '../parse/ast.js';
import { compilePattern } from '../pattern/compile-pattern.js';
import { FeelFunction, type FeelValue } from '../values.js';
import { compileNode } from './compile.js';
import type { Scope } from './scope.js';

/** The built-in function a call names, unless a local name or a known variable hides it. */
function builtinCalled(node: CallNode, scope: Scope): Builtin | null {
  if (node.callee.kind !== 'name') return null;
  const { name } = node.callee;
  if (scope.resolve(name).local || scope.compilation.known.has(name)) return null;
  return builtins.get(name) ?? null;
}

export function compileCall(node: CallNode, scope: Scope): Thunk {
  const builtin = builtinCalled(node, scope);
  return builtin ? compileBuiltinCall(builtin, node, scope) : compileValueCall(node, scope);
}

/** Variants that an argument list fits, with the place of each argument; by name where names are given. */
export function matchArguments(
  builtin: Builtin,
  args: readonly Argument[],
): { readonly variants: readonly Variant[]; readonly order: readonly number[] | null } {
  if (!args[0]?.name)
    return { variants: builtin.variants.filter((variant) => takes(variant, args.length)), order: null };
  const names = args.map((arg) => arg.name?.name ?? '');
  const variant = builtin.variants.find(
    ({ parameters }) =>
      new Set(names).size === names.length &&
      names.every((name) => parameters.some((parameter) => parameter.name === name)) &&
      parameters.every((parameter) => parameter.optional || names.includes(parameter.name)),
  );
  if (!variant) return { variants: [], order: null };
  return { variants: [variant], order: variant.parameters.map((parameter) => names.indexOf(parameter.name)) };
}

function compileBuiltinCall(builtin: Builtin, node: CallNode, scope: Scope): Thunk {
  const { variants, order } = matchArguments(builtin, node.args);
  const thunks = node.args.map((arg) => compileNode(arg.value, scope));
  const pattern = compileLiteralPattern(builtin, node, scope);
  const named = node.args[0]?.name !== undefined;
  if (variants.length === 0) {
    const params = { name: builtin.name, found: node.args.map((arg) => arg.name?.name ?? '').join(', ') };
    return (frame) =>
      named
        ? frame.run.problem('WRONG_ARGUMENTS', node, { ...params, expected: '' })
        : applyBuiltin(
            builtin,
            builtin.variants,
            thunks.map((thunk) => thunk(frame)),
            callOf(frame.run, node, pattern),
          );
  }
  const inOrder = order ? order.map((at): Thunk => (at < 0 ? () => null : (thunks[at] as Thunk))) : thunks;
  return (frame) => {
    frame.run.tick(1, node);
    return applyBuiltin(
      builtin,
      variants,
      inOrder.map((thunk) => thunk(frame)),
      callOf(frame.run, node, pattern),
    );
  };
}

const patternFunctions: Readonly<Record<string, { readonly pattern: string; readonly flags: string }>> = {
  matches: { pattern: 'pattern', flags: 'flags' },
  replace: { pattern: 'pattern', flags: 'flags' },
  split: { pattern: 'delimiter', flags: '' },
};

/** The argument that holds a pattern, of the functions that have one. */
export function patternArgument(
  builtin: Builtin,
  args: readonly Argument[],
  which: 'pattern' | 'flags',
): Argument | null {
  const name = patternFunctions[builtin.name]?.[which];
  const parameters = builtin.variants[0]?.parameters ?? [];
  if (!name) return null;
  if (args[0]?.name) return args.find((arg) => arg.name?.name === name) ?? null;
  return args[parameters.findIndex((parameter) => parameter.name === name)] ?? null;
}

/** Null where the pattern is computed: the call then gives null with a problem, and the static check refuses it. */
function compileLiteralPattern(builtin: Builtin, node: CallNode, scope: Scope): RegExp | null {
  const pattern = patternArgument(builtin, node.args, 'pattern')?.value;
  const flags = patternArgument(builtin, node.args, 'flags')?.value;
  if (pattern?.kind !== 'string' || (flags && flags.kind !== 'string' && flags.kind !== 'null')) return null;
  const compiled = compilePattern(pattern.value, flags?.kind === 'string' ? flags.value : '');
  if (compiled.ok) return compiled.value;
  const { from, to } = pattern;
  scope.compilation.problems.push({ code: compiled.error, from, to, params: { found: pattern.value.slice(0, 40) } });
  return null;
}

/** A call of what is no built-in name: a variable, an entry, a function written in place. */
function compileValueCall(node: CallNode, scope: Scope): Thunk {
  const callee = compileNode(node.callee, scope);
  const args = node.args.map((arg) => compileNode(arg.value, scope));
  const names = node.args.map((arg) => arg.name?.name);
  return (frame) => {
    const fn = callee(frame);
    if (!(fn instanceof FeelFunction)) {
      // A name that is missing has been reported where it was read.
      return fn === null ? null : frame.run.problem('NOT_A_FUNCTION', node, { type: kindOf(fn) });
    }
    const values = args.map((arg) => arg(frame));
    const ordered = names[0] === undefined ? values : byName(fn, names, values);
    if (!ordered)
      return frame.run.problem('WRONG_ARGUMENTS', node, {
        name: fn.name,
        expected: fn.parameters.join(', '),
        found: names.join(', '),
      });
    return invoke(fn, ordered, frame.run, node);
  };
}

function byName(
  fn: FeelFunction,
  names: readonly (string | undefined)[],
  values: readonly FeelValue[],
): readonly FeelValue[] | null {
  if (names.some((name) => !fn.parameters.includes(name ?? '')) || new Set(names).size !== names.length) return null;
  const ordered = fn.parameters.map((parameter) => values[names.indexOf(parameter)]);
  return ordered.some((value) => value === undefined) ? null : (ordered as readonly FeelValue[]);
}

/**
 * A function sees the names around it as they are when it is made, so that a loop that goes on changes nothing in it.
 * `self` is the slot of the context entry it stands in: the function sees itself there.
 */
export function compileFunction(node: FunctionNode, outer: Scope, self: number | null): Thunk {
  let scope = outer.enterFunction();
  const { activation } = scope;
  for (const parameter of node.parameters) scope = scope.declare(parameter.name.name).scope;
  const body = compileNode(node.body, scope);
  const parameters = node.parameters.map((parameter) => parameter.name.name);
  const types = node.parameters.map((parameter) => parameter.type);
  return (frame) => {
    frame.run.tick(1 + frame.locals.length, node);
    const captured: Frame = { ...frame, locals: frame.locals.slice() };
    const made = new FeelFunction('function', parameters, new UserBody(types, body, () => activation.size, captured));
    if (self !== null) captured.locals[self] = made;
    return made;
  };
}
