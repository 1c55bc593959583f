/** Manual: "Array Expression Operators"; those that run an expression for each element are in `element-operators`. */
import { compareValues } from '../bson/compare.js';
import type { BsonValue, Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { demandArray, integer, MANY, overArray } from './array-kit.js';
import { compareMaybe } from './conditional-operators.js';
import type { Scope } from './environment.js';
import { isNullish, isTruthy, type Operator, ofNamed, ofValue, ofValues } from './operator.js';

function arrayElemAt(array: Maybe, index: Maybe): Maybe {
  if (isNullish(array) || isNullish(index)) return null;
  return demandArray(array, '$arrayElemAt').at(integer(index, '$arrayElemAt', 28691));
}

function concatArrays(values: readonly Maybe[]): Maybe {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => demandArray(value, '$concatArrays', 28664));
}

function indexOfArray([array, wanted, from = 0, to]: readonly Maybe[], scope: Scope): Maybe {
  if (isNullish(array)) return null;
  const items = demandArray(array, '$indexOfArray', 40090);
  const end = isNullish(to) ? items.length : Math.min(items.length, integer(to, '$indexOfArray', 40096));
  for (let index = integer(from, '$indexOfArray', 40096); index < end; index++)
    if (compareMaybe(items[index], wanted, scope) === 0) return index;
  return -1;
}

const MAX_RANGE = 1_000_000;

function range([start, end, step = 1]: readonly Maybe[]): Maybe {
  const [from, to, by] = [
    integer(start, '$range', 34444),
    integer(end, '$range', 34446),
    integer(step, '$range', 34448),
  ];
  if (by === 0) throw new CommandError(34449, '$range requires a non-zero step value');
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > MAX_RANGE)
    throw new CommandError(
      'ExceededMemoryLimit',
      `$range would give ${length} values; at most ${MAX_RANGE} are allowed`,
    );
  return Array.from({ length }, (_, index) => from + index * by);
}

function slice([array, a, b]: readonly Maybe[]): Maybe {
  if (isNullish(array) || isNullish(a)) return null;
  const items = demandArray(array, '$slice', 28724);
  const first = integer(a, '$slice', 28725);
  if (b === undefined) return first < 0 ? items.slice(first) : items.slice(0, first);
  if (isNullish(b)) return null;
  const count = integer(b, '$slice', 28727);
  if (count <= 0) throw new CommandError(28729, `Third argument to $slice must be positive: ${count}`);
  const start = first < 0 ? Math.max(0, items.length + first) : first;
  return items.slice(start, start + count);
}

function extreme(values: readonly Maybe[], scope: Scope, sign: 1 | -1): Maybe {
  const [only] = values;
  const items = values.length === 1 && Array.isArray(only) ? only : values;
  let best: Maybe;
  for (const item of items)
    if (!isNullish(item) && (best === undefined || compareValues(item, best, scope.compareStrings) * sign > 0))
      best = item;
  return best ?? null;
}

function firstN(
  values: (name: string) => Maybe,
  name: string,
  pick: (array: BsonValue[], n: number) => BsonValue[],
): Maybe {
  const n = integer(values('n'), name, 5787902);
  if (n < 1) throw new CommandError(5787908, `'n' must be greater than 0, found ${n}`);
  return pick(demandArray(values('input'), name, 5788200), n);
}

const N_FIELDS = { required: ['n', 'input'] };
const isThere = (value: BsonValue) => !isNullish(value);

const zip: Operator = ofNamed({ required: ['inputs'], optional: ['useLongestLength', 'defaults'] }, (values) => {
  const inputs = demandArray(values('inputs'), '$zip', 34461);
  if (inputs.some(isNullish)) return null;
  const arrays = inputs.map((input) => demandArray(input, '$zip', 34468));
  const defaults = values('defaults');
  const lengths = arrays.map((array) => array.length);
  const length = isTruthy(values('useLongestLength')) ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, row) =>
    arrays.map((array, column) => array[row] ?? (Array.isArray(defaults) ? (defaults[column] ?? null) : null)),
  );
});

export const ARRAYS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$arrayElemAt', ofValues(2, ([array, index]) => arrayElemAt(array, index))],
  ['$concatArrays', ofValues(MANY, concatArrays)],
  ['$first', overArray((array) => array[0])],
  ['$last', overArray((array) => array.at(-1))],
  ['$firstN', ofNamed(N_FIELDS, (values, _, name) => firstN(values, name, (array, n) => array.slice(0, n)))],
  ['$lastN', ofNamed(N_FIELDS, (values, _, name) => firstN(values, name, (array, n) => array.slice(-n)))],
  [
    '$maxN',
    ofNamed(N_FIELDS, (values, scope, name) =>
      firstN(values, name, (array, n) =>
        array
          .filter(isThere)
          .sort((a, b) => compareValues(b, a, scope.compareStrings))
          .slice(0, n),
      ),
    ),
  ],
  [
    '$minN',
    ofNamed(N_FIELDS, (values, scope, name) =>
      firstN(values, name, (array, n) =>
        array
          .filter(isThere)
          .sort((a, b) => compareValues(a, b, scope.compareStrings))
          .slice(0, n),
      ),
    ),
  ],
  [
    '$in',
    ofValues(2, ([value, array], scope) =>
      demandArray(array, '$in', 40081).some((item) => compareMaybe(item, value, scope) === 0),
    ),
  ],
  ['$indexOfArray', ofValues({ min: 2, max: 4 }, indexOfArray)],
  ['$isArray', ofValue((value) => Array.isArray(value))],
  ['$range', ofValues({ min: 2, max: 3 }, range)],
  ['$reverseArray', overArray((array) => [...array].reverse(), 34435)],
  ['$size', ofValue((value) => demandArray(value, '$size', 17124).length)],
  ['$slice', ofValues({ min: 2, max: 3 }, slice)],
  ['$zip', zip],
  ['$min', ofValues(MANY, (values, scope) => extreme(values, scope, -1))],
  ['$max', ofValues(MANY, (values, scope) => extreme(values, scope, 1))],
]);
