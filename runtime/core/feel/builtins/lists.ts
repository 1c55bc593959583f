import { order, same, scalarKey } from '../evaluate/compare.js';
import { isList, kindOf } from '../evaluate/kind.js';
import { asInteger } from '../number.js';
import { FeelFunction, type FeelNumber, type FeelValue } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 §10.3.4.4. */
type List = readonly FeelValue[];
const list = (value: FeelValue | undefined): List => value as List;

/** Lists given one by one are one list. */
const gather = (args: List): List => (args.length === 1 && isList(args[0] as FeelValue) ? list(args[0]) : args);

export const overList =
  (compute: (items: List, call: Call) => FeelValue): Apply =>
  (args, call) => {
    const items = gather(args);
    call.run.tick(items.length, call.span);
    return compute(items, call);
  };

const extreme = (sign: 1 | -1) =>
  overList((items, call) => {
    if (items.length === 0) return null;
    let best = items[0] as FeelValue;
    for (const item of items) {
      if (item === null) return null;
      const ordered = order(item, best);
      if (ordered === null)
        return fail(call, 'NOT_COMPARABLE', {
          operator: sign > 0 ? 'max' : 'min',
          left: kindOf(item),
          right: kindOf(best),
        });
      if (ordered * sign > 0) best = item;
    }
    return best;
  });

/** Kleene's and (decisive false) and or (decisive true) over a list (Table 74). */
const fold = (decisive: boolean) =>
  overList((items, call) => {
    if (items.includes(decisive)) return decisive;
    const odd = items.find((item) => typeof item !== 'boolean');
    if (odd === undefined) return !decisive;
    return odd === null ? null : fail(call, 'WRONG_TYPE', { operator: decisive ? 'any' : 'all', right: kindOf(odd) });
  });

/** Index from 0 of a position from 1, or from the end where negative; null with a problem outside. */
function indexOfPosition(position: FeelValue | undefined, length: number, call: Call): number | null {
  const at = asInteger(position as FeelNumber);
  const index = at === null || at === 0 ? -1 : at > 0 ? at - 1 : length + at;
  if (index >= 0 && index < length) return index;
  return fail(call, 'INDEX_OUT_OF_RANGE', { index: String(position), length });
}

function sublist([values, start, length]: List, call: Call): FeelValue {
  const items = list(values);
  const from = indexOfPosition(start, items.length, call);
  if (from === null) return null;
  const count = length === null || length === undefined ? items.length - from : asInteger(length as FeelNumber);
  if (count === null || count < 0 || from + count > items.length) {
    return fail(call, 'BAD_VALUE', { name: 'length', value: String(length) });
  }
  return items.slice(from, from + count);
}

function replaceItem([values, where, item = null]: List, call: Call): FeelValue {
  const items = list(values);
  call.run.tick(items.length, call.span);
  if (where instanceof FeelFunction) {
    return items.map((old) => (call.invoke(where, [old, item]) === true ? item : old));
  }
  const at = indexOfPosition(where, items.length, call);
  return at === null ? null : items.with(at, item);
}

/** Keeps the first of equal items; scalars by a key, the rest by comparing. */
function distinct(items: List, call: Call): List {
  const keys = new Set<string>();
  const others: FeelValue[] = [];
  return items.filter((item) => {
    const key = scalarKey(item);
    if (key !== null) return keys.size !== keys.add(key).size;
    call.run.tick(others.length, call.span);
    if (others.some((other) => same(other, item, call.run, call.span))) return false;
    others.push(item);
    return true;
  });
}

function flatten(items: List, call: Call, depth = 0): List {
  call.run.tick(items.length, call.span);
  if (depth > 200) call.run.halt('NESTED_TOO_DEEP', call.span, { limit: 200 });
  return items.flatMap((item) => (isList(item) ? flatten(item, call, depth + 1) : [item]));
}

function concatenate(args: List, call: Call): FeelValue {
  const lists = args.map((arg) => (isList(arg) ? arg : [arg]));
  for (const part of lists) call.run.tick(part.length, call.span);
  return lists.flat();
}

/** Merge sort: as many calls of `precedes` as needed, and any answers of it still end. */
function sort([values, precedes]: List, call: Call): FeelValue {
  const items = list(values);
  call.run.tick(items.length, call.span);
  const before = (a: FeelValue, b: FeelValue): boolean =>
    precedes instanceof FeelFunction ? call.invoke(precedes, [a, b]) === true : (order(a, b) ?? 0) < 0;
  if (!precedes && items.some((item) => order(item, items[0] as FeelValue) === null)) {
    return fail(call, 'NOT_COMPARABLE', { operator: 'sort', left: kindOf(items[0] ?? null), right: 'any' });
  }
  return mergeSort(items, before);
}

function mergeSort(items: List, before: (a: FeelValue, b: FeelValue) => boolean): List {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const [left, right] = [mergeSort(items.slice(0, middle), before), mergeSort(items.slice(middle), before)];
  const merged: FeelValue[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as FeelValue, right[j] as FeelValue];
    if (before(b, a)) {
      merged.push(b);
      j++;
    } else {
      merged.push(a);
      i++;
    }
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

const ticked =
  (compute: (items: List, args: List, call: Call) => FeelValue): Apply =>
  (args, call) => {
    call.run.tick(list(args[0]).length, call.span);
    return compute(list(args[0]), args, call);
  };

export const listFunctions: readonly Builtin[] = [
  define('list contains', [
    'list: list, element: any!',
    ticked((items, [, element = null], call) => items.some((item) => same(item, element, call.run, call.span))),
    'boolean',
  ]),
  define(
    'list replace',
    ['list: list, position: number, newItem: any!', replaceItem, 'list'],
    ['list: list, match: function, newItem: any!', replaceItem, 'list'],
  ),
  define('count', ['list: list', ([items]) => list(items).length, 'number']),
  define('min', ['list: list', extreme(-1), 'element'], ['list...: any!', extreme(-1), 'element']),
  define('max', ['list: list', extreme(1), 'element'], ['list...: any!', extreme(1), 'element']),
  define('all', ['list: list', fold(false), 'boolean'], ['list...: any!', fold(false), 'boolean']),
  define('any', ['list: list', fold(true), 'boolean'], ['list...: any!', fold(true), 'boolean']),
  define('and', ['list: list', fold(false), 'boolean'], ['list...: any!', fold(false), 'boolean']),
  define('or', ['list: list', fold(true), 'boolean'], ['list...: any!', fold(true), 'boolean']),
  define('sublist', ['list: list, start position: number, length?: number', sublist, 'list']),
  define('append', [
    'list: list!, item...: any!',
    ([items, ...more], call) => concatenate([items ?? null, more], call),
    'list',
  ]),
  define('concatenate', ['list...: list', concatenate, 'list']),
  define('insert before', [
    'list: list, position: number, newItem: any!',
    ticked((items, [, position, item = null], call) => {
      const at = indexOfPosition(position, items.length, call);
      return at === null ? null : items.toSpliced(at, 0, item);
    }),
    'list',
  ]),
  define('remove', [
    'list: list, position: number',
    ticked((items, [, position], call) => {
      const at = indexOfPosition(position, items.length, call);
      return at === null ? null : items.toSpliced(at, 1);
    }),
    'list',
  ]),
  define('reverse', ['list: list', ticked((items) => items.toReversed()), 'list']),
  define('index of', [
    'list: list, match: any!',
    ticked((items, [, match = null], call) =>
      items.flatMap((item, i) => (same(item, match, call.run, call.span) ? [i + 1] : [])),
    ),
    'list of number',
  ]),
  define('union', ['list...: list', (args, call) => distinct(list(concatenate(args, call)), call), 'list']),
  define('distinct values', ['list: list', ticked((items, _args, call) => distinct(items, call)), 'list']),
  define('flatten', ['list: list', ([items], call) => flatten(list(items), call), 'list']),
  define('sort', ['list: list, precedes?: function', sort, 'list']),
];
