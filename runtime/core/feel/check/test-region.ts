import { kindOf } from '../evaluate/kind.js';
import type { CompareOperator, Node } from '../parse/ast.js';
import { parseTests } from '../parse/parse.js';
import type { FeelValue } from '../values.js';
import { constantOf } from './facts.js';

/** A stretch of an ordered type; an end that is null is unbounded. */
export interface Interval {
  readonly low: FeelValue;
  readonly lowIncluded: boolean;
  readonly high: FeelValue;
  readonly highIncluded: boolean;
}

/** The values that pass unary tests: all, stretches of an ordered type, or texts and truth values named one by one. */
export type TestRegion =
  | { readonly kind: 'all' }
  | { readonly kind: 'intervals'; readonly intervals: readonly Interval[] }
  | { readonly kind: 'points'; readonly points: readonly FeelValue[]; readonly negated: boolean };

/** What unary tests admit, where they only compare with constants; null where that cannot be told from the source. */
export function testRegion(source: string, names: readonly string[] = []): TestRegion | null {
  const text = source.trim();
  if (text === '' || text === '-') return { kind: 'all' };
  const parsed = parseTests(text, names);
  if (!parsed.ok) return null;
  const { tests, negated } = parsed.value;
  if (tests === null) return { kind: 'all' };
  const points = tests.map(constantOf);
  if (points.every((point) => point !== undefined && isPoint(point))) {
    return { kind: 'points', points: points as readonly FeelValue[], negated };
  }
  if (negated) return null;
  const intervals = tests.map(intervalOf);
  return intervals.every((interval) => interval !== null) ? { kind: 'intervals', intervals } : null;
}

const isPoint = (value: FeelValue): boolean => typeof value === 'string' || typeof value === 'boolean';
const isOrderedConstant = (value: FeelValue | undefined): value is FeelValue =>
  value !== undefined && !isPoint(value) && kindOf(value) !== 'null';

function intervalOf(node: Node): Interval | null {
  if (node.kind === 'compare test') {
    const bound = constantOf(node.value);
    return isOrderedConstant(bound) ? compared(node.operator, bound) : null;
  }
  if (node.kind === 'range') {
    const [low, high] = [constantOf(node.start), constantOf(node.end)];
    if (!isOrderedConstant(low) || !isOrderedConstant(high)) return null;
    return { low, lowIncluded: node.startIncluded, high, highIncluded: node.endIncluded };
  }
  const value = constantOf(node);
  return isOrderedConstant(value) ? { low: value, lowIncluded: true, high: value, highIncluded: true } : null;
}

function compared(operator: CompareOperator, bound: FeelValue): Interval | null {
  switch (operator) {
    case '<':
    case '<=':
      return { low: null, lowIncluded: false, high: bound, highIncluded: operator === '<=' };
    case '>':
    case '>=':
      return { low: bound, lowIncluded: operator === '>=', high: null, highIncluded: false };
    case '=':
      return { low: bound, lowIncluded: true, high: bound, highIncluded: true };
    case '!=':
      return null;
  }
}
