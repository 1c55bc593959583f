import type { Builtin, BuiltinParameter, ParameterType, Variant } from '../builtins/define.js';
import { builtins } from '../builtins/registry.js';
import { matchArguments, patternArgument } from '../compile/calls.js';
import { arities } from '../evaluate/invoke.js';
import type { CallNode } from '../parse/ast.js';
import type { FeelType } from '../types.js';
import type { Environment } from './environment.js';
import { infer } from './infer.js';
import { anyType, isOpen, isOrdered, namedType } from './type-relations.js';

export function inferCall(node: CallNode, env: Environment): FeelType {
  const types = node.args.map((arg) => infer(arg.value, env));
  const name = node.callee.kind === 'name' ? node.callee.name : null;
  const hidden = name === null ? undefined : env.lookUp(name);
  const builtin = name !== null && hidden === undefined ? builtins.get(name) : undefined;
  if (builtin) return inferBuiltin(builtin, node, types, env);
  if (name !== null && hidden === undefined) {
    env.problem('UNKNOWN_FUNCTION', node.callee, { name });
    return anyType;
  }
  const callee = infer(node.callee, env);
  if (!isOpen(callee) && callee.kind !== 'function') env.problem('NOT_A_FUNCTION', node.callee, { type: callee.kind });
  return anyType;
}

function inferBuiltin(builtin: Builtin, node: CallNode, types: readonly FeelType[], env: Environment): FeelType {
  const { variants, order } = matchArguments(builtin, node.args);
  if (variants.length === 0) {
    const found = node.args[0]?.name ? node.args.map((arg) => arg.name?.name ?? '').join(', ') : node.args.length;
    env.problem('WRONG_ARGUMENTS', node, { name: builtin.name, expected: arities(builtin), found });
    return anyType;
  }
  checkPattern(builtin, node, env);
  const placed = order ? order.map((at) => (at < 0 ? null : (types[at] ?? null))) : types;
  const accepting = variants.filter((variant) => accepts(variant, placed));
  const [variant] = accepting;
  if (!variant) {
    env.problem('WRONG_TYPE', node, { operator: builtin.name, right: types.map((type) => type.kind).join(', ') });
    return anyType;
  }
  const first = placed[0] ?? anyType;
  return accepting.every((other) => other.returns === variant.returns) ? resultOf(variant.returns, first) : anyType;
}

/** `element`: of the list given; `list`: as the list given. */
function resultOf(returns: string, first: FeelType): FeelType {
  if (returns === 'element') return first.kind === 'list' ? first.of : first;
  if (returns === 'list') return first.kind === 'list' ? first : namedType('list');
  return namedType(returns);
}

/** D19: a pattern is written in the source, where it can be proved. */
function checkPattern(builtin: Builtin, node: CallNode, env: Environment): void {
  const pattern = patternArgument(builtin, node.args, 'pattern');
  if (pattern && pattern.value.kind !== 'string') env.problem('PATTERN_COMPUTED', pattern.value);
  const flags = patternArgument(builtin, node.args, 'flags');
  if (flags && flags.value.kind !== 'string' && flags.value.kind !== 'null')
    env.problem('PATTERN_COMPUTED', flags.value);
}

function accepts({ parameters }: Variant, types: readonly (FeelType | null)[]): boolean {
  return types.every((type, i) => {
    const parameter = parameters[Math.min(i, parameters.length - 1)] as BuiltinParameter;
    return type === null || isOpen(type) || parameter.types.some((wanted) => suits(type, wanted));
  });
}

/** A list and its only item stand for each other. */
function suits(type: FeelType, wanted: ParameterType): boolean {
  if (wanted === 'any' || wanted === 'list' || type.kind === wanted) return true;
  if (type.kind === 'list') return isOpen(type.of);
  if (wanted === 'scalar') return isOrdered(type);
  if (wanted === 'duration') return type.kind.endsWith('duration');
  return wanted === 'temporal' && (type.kind.startsWith('date') || type.kind === 'time');
}
