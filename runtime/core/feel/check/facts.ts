import { order } from '../evaluate/compare.js';
import { negate } from '../number.js';
import type { CompareOperator, Node } from '../parse/ast.js';
import type { FeelValue } from '../values.js';

/** What is known of a value at a place in the source: `营业收入 > 500`. */
export interface Fact {
  readonly key: string;
  readonly operator: CompareOperator;
  readonly bound: FeelValue;
}

const mirrored: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const opposite: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The constant a node is, or undefined. */
export function constantOf(node: Node): FeelValue | undefined {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'at':
      return node.value;
    case 'negate':
      return node.value.kind === 'number' ? negate(node.value.value) : undefined;
    default:
      return undefined;
  }
}

/** A variable or path as a key; null for anything that is computed. */
export function keyOf(node: Node): string | null {
  if (node.kind === 'name') return node.name;
  const object = node.kind === 'path' ? keyOf(node.object) : null;
  return node.kind === 'path' && object !== null ? `${object}.${node.entry.name}` : null;
}

/** What a comparison of a variable with a constant says. */
export function factOf(node: Node): Fact | null {
  if (node.kind !== 'comparison') return null;
  const [left, right] = [keyOf(node.left), keyOf(node.right)];
  const [low, high] = [constantOf(node.left), constantOf(node.right)];
  if (left !== null && high !== undefined) return { key: left, operator: node.operator, bound: high };
  if (right !== null && low !== undefined) return { key: right, operator: mirrored[node.operator], bound: low };
  return null;
}

/** What holds where a condition is true. */
export function factsWhenTrue(node: Node): readonly Fact[] {
  if (node.kind === 'and') return node.parts.flatMap(factsWhenTrue);
  const fact = factOf(node);
  return fact ? [fact] : [];
}

/** What holds where a condition is false. */
export function factsWhenFalse(node: Node): readonly Fact[] {
  if (node.kind === 'or') return node.parts.flatMap(factsWhenFalse);
  const fact = factOf(node);
  return fact ? [{ ...fact, operator: opposite[fact.operator] }] : [];
}

/** Whether what is known decides a comparison: true, false, or null for neither. */
export function decide(fact: Fact, known: readonly Fact[]): boolean | null {
  const about = known.filter((other) => other.key === fact.key);
  if (about.some((other) => excludes(other, fact))) return false;
  const denial = { ...fact, operator: opposite[fact.operator] };
  return about.some((other) => excludes(other, denial)) ? true : null;
}

/** Whether no value satisfies both. */
function excludes(a: Fact, b: Fact): boolean {
  if (typeof a.bound === 'boolean' || typeof b.bound === 'boolean') {
    if (typeof a.bound !== typeof b.bound) return false;
    const wanted = (fact: Fact) => (fact.operator === '=') === fact.bound;
    return isEquality(a) && isEquality(b) && wanted(a) !== wanted(b);
  }
  const sign = order(a.bound, b.bound);
  if (sign === null) return false;
  if (sign > 0) return excludesOrdered(b, a, -sign);
  return excludesOrdered(a, b, sign);
}

const isEquality = (fact: Fact): boolean => fact.operator === '=' || fact.operator === '!=';

/** As above, where the first bound is at or below the second (`sign` says which). */
function excludesOrdered(low: Fact, high: Fact, sign: number): boolean {
  const staysBelow = low.operator === '<' || low.operator === '<=' || low.operator === '=';
  const staysAbove = high.operator === '>' || high.operator === '>=' || high.operator === '=';
  if (sign < 0) return staysBelow && staysAbove;
  const allows = (fact: Fact, at: 'below' | 'equal' | 'above') => admitted[fact.operator].includes(at);
  return !(['below', 'equal', 'above'] as const).some((at) => allows(low, at) && allows(high, at));
}

const admitted: Readonly<Record<CompareOperator, readonly ('below' | 'equal' | 'above')[]>> = {
  '=': ['equal'],
  '!=': ['below', 'above'],
  '<': ['below'],
  '<=': ['below', 'equal'],
  '>': ['above'],
  '>=': ['equal', 'above'],
};
