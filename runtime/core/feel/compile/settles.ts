import type { Node } from '../parse/ast.js';
import { childrenOf } from '../parse/walk.js';

const kinds = new Set<Node['kind']>([
  'number',
  'string',
  'boolean',
  'at',
  'name',
  'negate',
  'arithmetic',
  'comparison',
  'and',
  'or',
  'between',
  'in',
  'if',
  'list',
  'range',
  'compare test',
]);

/** Built-ins that give null only with a problem, or for an argument that is null. */
const functions = new Set([
  'today',
  'now',
  'date',
  'not',
  'abs',
  'floor',
  'ceiling',
  'count',
  'list contains',
  'contains',
  'starts with',
  'ends with',
  'string length',
  'duration',
]);

/** Whether no part of a tree can be null, without a problem, while every variable it reads has a value. */
function isTotal(node: Node, knows: (name: string) => boolean): boolean {
  if (node.kind === 'call') {
    const name = node.callee.kind === 'name' ? node.callee.name : '';
    return functions.has(name) && !knows(name) && node.args.every(({ value }) => isTotal(value, knows));
  }
  return kinds.has(node.kind) && childrenOf(node).every((child) => isTotal(child, knows));
}

/**
 * Whether a condition's value says all there is to know while every variable it reads has a value: no comparison in it can
 * then meet a null that nobody has told, unless with a problem.
 */
export function settles(node: Node, knows: (name: string) => boolean): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.every((part) => settles(part, knows));
    case 'comparison':
    case 'between':
    case 'in':
      return isTotal(node, knows);
    case 'call': {
      const [argument] = node.args;
      const isNot = node.callee.kind === 'name' && node.callee.name === 'not' && !knows('not');
      return !isNot || argument === undefined || settles(argument.value, knows);
    }
    default:
      return true;
  }
}
