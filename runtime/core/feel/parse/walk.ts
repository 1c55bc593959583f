import { assertNever } from '#core/result';
import type { Node } from './ast.js';

/** The nodes directly below one, in the order of the source. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'at':
    case 'name':
      return [];
    case 'negate':
    case 'instance':
    case 'compare test':
      return [node.value];
    case 'arithmetic':
    case 'comparison':
      return [node.left, node.right];
    case 'and':
    case 'or':
      return node.parts;
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'for':
    case 'some':
    case 'every':
      return [...node.iterators.flatMap(({ list, end }) => (end ? [list, end] : [list])), node.body];
    case 'path':
      return [node.object];
    case 'filter':
      return [node.list, node.condition];
    case 'call':
      return [node.callee, ...node.args.map((arg) => arg.value)];
    case 'function':
      return [node.body];
    case 'context':
      return node.entries.map((entry) => entry.value);
    case 'list':
      return node.items;
    case 'range':
      return [node.start, node.end];
    case 'tests':
      return node.tests ?? [];
    default:
      return assertNever(node);
  }
}

/** Whether a name is read anywhere in a tree; local names count too. */
export function mentions(node: Node, name: string): boolean {
  return node.kind === 'name' ? node.name === name : childrenOf(node).some((child) => mentions(child, name));
}
