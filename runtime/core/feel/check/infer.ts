import { assertNever } from '#core/result';
import { builtins } from '../builtins/registry.js';
import type { FilterNode, Iteration, Node, PathNode, VariableNode } from '../parse/ast.js';
import type { FeelType } from '../types.js';
import { inferCall } from './calls.js';
import type { Environment } from './environment.js';
import { inferArithmetic, inferBetween, inferComparison, inferIf, inferLogic, inferNegation } from './operators.js';
import { propertyTypes } from './properties.js';
import { inferIn, inferTests } from './tests.js';
import { anyType, booleanType, either, isComparable, isOpen, nullType, typeOf, typeOfNode } from './type-relations.js';

/** The type of an expression; what is wrong with it goes to the environment. */
export function infer(node: Node, env: Environment): FeelType {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'at':
      return typeOf(node.value);
    case 'null':
      return nullType;
    case 'negate':
      return inferNegation(node, infer(node.value, env), env);
    case 'name':
      return inferName(node, env);
    case 'arithmetic':
      return inferArithmetic(node, env);
    case 'comparison':
      return inferComparison(node, env);
    case 'and':
    case 'or':
      return inferLogic(node, env);
    case 'between':
      return inferBetween(node, env);
    case 'in':
      return inferIn(node, env);
    case 'instance':
      infer(node.value, env);
      return booleanType;
    case 'if':
      return inferIf(node, env);
    case 'for': {
      const inner = inferIterators(node.iterators, env);
      const of = infer(node.body, inner.with([['partial', { kind: 'list', of: anyType }]]));
      return { kind: 'list', of };
    }
    case 'some':
    case 'every':
      expectBoolean(node.body, inferIterators(node.iterators, env), node.kind);
      return booleanType;
    case 'path':
      return inferPath(node, env);
    case 'filter':
      return inferFilter(node, env);
    case 'call':
      return inferCall(node, env);
    case 'function':
      infer(
        node.body,
        env.with(node.parameters.map(({ name, type }) => [name.name, type ? typeOfNode(type) : anyType])),
      );
      return { kind: 'function' };
    case 'context':
      return inferContext(node, env);
    case 'list':
      return { kind: 'list', of: node.items.map((item) => infer(item, env)).reduce(either, nullType) };
    case 'range': {
      const [start, end] = [infer(node.start, env), infer(node.end, env)];
      if (!isComparable(start, end))
        env.problem('NOT_COMPARABLE', node, { operator: '..', left: start.kind, right: end.kind });
      return { kind: 'range', of: either(start, end) };
    }
    case 'compare test':
      return { kind: 'range', of: infer(node.value, env) };
    case 'tests':
      return inferTests(node, env);
    default:
      return assertNever(node);
  }
}

/** Infers a condition; anything that cannot be true or false is a problem. */
export function expectBoolean(node: Node, env: Environment, operator: string): void {
  const type = infer(node, env);
  if (!isOpen(type) && type.kind !== 'boolean') env.problem('WRONG_TYPE', node, { operator, right: type.kind });
}

function inferName(node: VariableNode, env: Environment): FeelType {
  const type = env.lookUp(node.name);
  if (type) return type;
  if (builtins.has(node.name)) return { kind: 'function' };
  env.problem('UNKNOWN_NAME', node.core ?? node, { name: node.name });
  return anyType;
}

function inferContext(node: Extract<Node, { kind: 'context' }>, outer: Environment): FeelType {
  let env = outer;
  const entries: Record<string, FeelType> = Object.create(null) as Record<string, FeelType>;
  for (const { key, value } of node.entries) {
    const visible = value.kind === 'function' ? env.with([[key.name, { kind: 'function' }]]) : env;
    const type = infer(value, visible);
    entries[key.name] = type;
    env = env.with([[key.name, type]]);
  }
  return { kind: 'context', entries };
}

function inferIterators(iterators: readonly Iteration[], outer: Environment): Environment {
  let env = outer;
  for (const { name, list, end } of iterators) {
    const source = infer(list, env);
    const last = end && infer(end, env);
    if (last && !isComparable(source, last))
      env.problem('NOT_COMPARABLE', list, { operator: '..', left: source.kind, right: last.kind });
    env = env.with([[name.name, last ? either(source, last) : itemOf(source)]]);
  }
  return env;
}

/** The type of the items that a loop or filter meets. */
const itemOf = (type: FeelType): FeelType => (type.kind === 'list' || type.kind === 'range' ? type.of : type);

function inferPath(node: PathNode, env: Environment): FeelType {
  const object = infer(node.object, env);
  return entryType(object, node, env);
}

function entryType(object: FeelType, node: PathNode, env: Environment): FeelType {
  const { name } = node.entry;
  if (isOpen(object)) return anyType;
  if (object.kind === 'list') return { kind: 'list', of: entryType(object.of, node, env) };
  if (object.kind === 'context') {
    const type = Object.hasOwn(object.entries, name) ? object.entries[name] : undefined;
    if (type) return type;
  } else if (object.kind === 'range') {
    if (name === 'start' || name === 'end') return object.of;
    if (name === 'start included' || name === 'end included') return booleanType;
  } else {
    const type = propertyTypes[object.kind]?.[name];
    if (type) return type;
  }
  env.problem('UNKNOWN_ENTRY', node.entry, { name, type: object.kind });
  return anyType;
}

function inferFilter(node: FilterNode, env: Environment): FeelType {
  const list = infer(node.list, env);
  const item = itemOf(list);
  const entries = item.kind === 'context' ? Object.entries(item.entries) : [];
  const inner = env.with([...entries, ['item', item]], item.kind === 'any');
  const condition = infer(node.condition, inner);
  if (condition.kind === 'number') return item;
  if (!isOpen(condition) && condition.kind !== 'boolean') {
    env.problem('WRONG_TYPE', node.condition, { operator: '[]', right: condition.kind });
  }
  return list.kind === 'list' ? list : { kind: 'list', of: item };
}
