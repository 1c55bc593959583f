import { kindOf } from '../evaluate/kind.js';
import { add, compareNumbers, divide, isNumber, multiply, squareRoot, subtract, sumOf } from '../number.js';
import type { FeelNumber } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';
import { overList } from './lists.js';

/** DMN 1.5 §10.3.4.4, over numbers. */
const overNumbers = (
  compute: (items: readonly FeelNumber[], call: Call) => FeelNumber | null | readonly FeelNumber[],
): Apply =>
  overList((items, call) => {
    for (const item of items) {
      if (item === null) return null;
      if (!isNumber(item)) return fail(call, 'WRONG_TYPE', { operator: 'number', right: kindOf(item) });
    }
    return compute(items as readonly FeelNumber[], call);
  });

type Maybe = FeelNumber | null;
const plus = (a: Maybe, b: Maybe): Maybe => (a === null || b === null ? null : add(a, b));
const over = (a: Maybe, b: Maybe): Maybe => (a === null || b === null ? null : divide(a, b));

const sum = sumOf;
const mean = (items: readonly FeelNumber[]): Maybe => over(sum(items), items.length);
const sorted = (items: readonly FeelNumber[]): readonly FeelNumber[] => items.toSorted(compareNumbers);
const nullIfEmpty =
  (compute: (items: readonly FeelNumber[]) => Maybe) =>
  (items: readonly FeelNumber[]): Maybe =>
    items.length === 0 ? null : compute(items);

function median(items: readonly FeelNumber[]): Maybe {
  const ordered = sorted(items);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? null;
  return ordered.length % 2 === 1 ? upper : over(plus(ordered[middle - 1] ?? null, upper), 2);
}

/** Of a sample: divided by one less than the count. */
function deviation(items: readonly FeelNumber[]): Maybe {
  const middle = mean(items);
  if (middle === null || items.length < 2) return null;
  const squares = items.map((item) => {
    const distance = subtract(item, middle);
    return distance === null ? null : multiply(distance, distance);
  });
  const variance = over(squares.reduce<Maybe>(plus, 0), items.length - 1);
  return variance === null ? null : squareRoot(variance);
}

/** The most frequent, ascending. */
function mode(items: readonly FeelNumber[]): readonly FeelNumber[] {
  const counts = new Map<string, { value: FeelNumber; times: number }>();
  for (const value of items) {
    const entry = counts.get(String(value)) ?? { value, times: 0 };
    entry.times++;
    counts.set(String(value), entry);
  }
  const most = Math.max(0, ...[...counts.values()].map((entry) => entry.times));
  return sorted([...counts.values()].filter((entry) => entry.times === most).map((entry) => entry.value));
}

const product = (items: readonly FeelNumber[]): Maybe =>
  items.reduce<Maybe>((total, item) => (total === null ? null : multiply(total, item)), 1);

const variadic = (name: string, apply: Apply, returns = 'number'): Builtin =>
  define(name, ['list: list', apply, returns], ['list...: any!', apply, returns]);

export const statisticFunctions: readonly Builtin[] = [
  variadic('sum', overNumbers(nullIfEmpty(sum))),
  variadic('mean', overNumbers(nullIfEmpty(mean))),
  variadic('product', overNumbers(nullIfEmpty(product))),
  variadic('median', overNumbers(nullIfEmpty(median))),
  variadic('stddev', overNumbers(deviation)),
  variadic('mode', overNumbers(mode), 'list of number'),
];
