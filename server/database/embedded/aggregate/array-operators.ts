/** Manual: "Array", "Set" and "Object" expression operators. */
import { compareValues, equalValues } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { encodeKey } from '../bson/key-string.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric, type Maybe, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compareBySort, parseSort } from '../query/sort.js';
import { compareMaybe } from './conditional-operators.js';
import { checkVariableName, type Evaluator, type Scope, withNames, withVariable } from './environment.js';
import { isNullish, isTruthy, namedOperands, type Operator, ofNamed, ofValue, ofValues } from './operator.js';

const MANY = { min: 0, max: Number.POSITIVE_INFINITY };

function demandArray(value: Maybe, name: string, code = 28689): BsonValue[] {
  if (!Array.isArray(value)) throw new CommandError(code, `${name} requires an array, but got ${typeName(value)}`);
  return value;
}

export function integer(value: Maybe, name: string, code = 28690): number {
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(code, `${name} requires a whole number, but got ${typeName(value)}`);
  return toNumber(value);
}

const overArray = (compute: (array: BsonValue[], scope: Scope) => Maybe, code?: number): Operator =>
  ofValue((value, scope, name) => (isNullish(value) ? null : compute(demandArray(value, name, code), scope)));

function arrayElemAt(array: Maybe, index: Maybe): Maybe {
  if (isNullish(array) || isNullish(index)) return null;
  return demandArray(array, '$arrayElemAt').at(integer(index, '$arrayElemAt', 28691));
}

function concatArrays(values: readonly Maybe[]): Maybe {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => demandArray(value, '$concatArrays', 28664));
}

/** `$filter` and `$map` bind each element to a variable, `this` unless named. */
function elementScope(operand: BsonDocument, scope: Scope): { inner: Scope; variable: string } {
  const given = operand.get('as');
  if (given !== undefined && typeof given !== 'string') throw new CommandError(28649, "'as' must be a string");
  const variable = given ?? 'this';
  checkVariableName(variable);
  return { inner: withNames(scope, [variable]), variable };
}

const filter: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$filter', { required: ['input', 'cond'], optional: ['as', 'limit'] });
  const { inner, variable } = elementScope(named, scope);
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const test = inner.compile(named.get('cond') as BsonValue, inner);
  const limit = named.has('limit') ? scope.compile(named.get('limit') as BsonValue, scope) : undefined;
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    const most = limit?.(environment);
    const max = isNullish(most) ? Number.POSITIVE_INFINITY : integer(most, '$filter', 327391);
    if (max < 1) throw new CommandError(327392, `$filter: limit must be greater than 0: ${max}`);
    const kept: BsonValue[] = [];
    for (const element of demandArray(array, '$filter', 28651)) {
      if (isTruthy(test(withVariable(environment, variable, element)))) kept.push(element);
      if (kept.length >= max) break;
    }
    return kept;
  };
};

const map: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$map', { required: ['input', 'in'], optional: ['as'] });
  const { inner, variable } = elementScope(named, scope);
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const body = inner.compile(named.get('in') as BsonValue, inner);
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    return demandArray(array, '$map', 16883).map(
      (element) => body(withVariable(environment, variable, element)) ?? null,
    );
  };
};

const reduce: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$reduce', { required: ['input', 'initialValue', 'in'] });
  const inner = withNames(scope, ['this', 'value']);
  const [input, initial] = ['input', 'initialValue'].map((field) =>
    scope.compile(named.get(field) as BsonValue, scope),
  ) as [Evaluator, Evaluator];
  const body = inner.compile(named.get('in') as BsonValue, inner);
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    let value = initial(environment);
    for (const element of demandArray(array, '$reduce', 40080))
      value = body(withVariable(withVariable(environment, 'this', element), 'value', value));
    return value;
  };
};

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

const sortArray: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$sortArray', { required: ['input', 'sortBy'] });
  const sortBy = named.get('sortBy') as BsonValue;
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const compare = elementOrder(sortBy, scope);
  return (environment) => {
    const array = input(environment);
    return isNullish(array) ? null : [...demandArray(array, '$sortArray', 2942504)].sort(compare);
  };
};

function elementOrder(sortBy: BsonValue, scope: Scope): (a: BsonValue, b: BsonValue) => number {
  if (isDocument(sortBy)) {
    const compare = compareBySort(parseSort(sortBy), scope.compareStrings);
    const asDocument = (value: BsonValue): BsonDocument => (isDocument(value) ? value : new Map());
    return (a, b) => compare(asDocument(a), asDocument(b));
  }
  const direction = isNumeric(sortBy) ? toNumber(sortBy) : 0;
  if (direction !== 1 && direction !== -1)
    throw new CommandError(2942507, '$sortArray: sortBy must be 1, -1 or a sort specification');
  return (a, b) => direction * compareValues(a, b, scope.compareStrings);
}

/** Values without their equals; the first of each stays. */
export class ValueSet {
  readonly #found = new Map<string, BsonValue[]>();
  readonly values: BsonValue[] = [];

  constructor(values: Iterable<BsonValue> = []) {
    for (const value of values) this.add(value);
  }

  has(value: BsonValue): boolean {
    return this.#same(value).some((other) => equalValues(other, value));
  }

  add(value: BsonValue): boolean {
    const same = this.#same(value);
    if (same.some((other) => equalValues(other, value))) return false;
    same.push(value);
    this.values.push(value);
    return true;
  }

  #same(value: BsonValue): BsonValue[] {
    const key = encodeKey([value]).bytes.toString('latin1');
    const same = this.#found.get(key) ?? [];
    this.#found.set(key, same);
    return same;
  }
}

const ofSets = (compute: (sets: readonly ValueSet[]) => Maybe, arity = MANY): Operator =>
  ofValues(arity, (values, _, name) =>
    values.some(isNullish) ? null : compute(values.map((value) => new ValueSet(demandArray(value, name, 17043)))),
  );

function contains(outer: ValueSet, inner: ValueSet): boolean {
  return inner.values.every((value) => outer.has(value));
}

const PAIR = { min: 2, max: 2 };

function objectToArray(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (!isDocument(value))
    throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([k, v]) =>
      new Map<string, BsonValue>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function arrayToObject(array: BsonValue[]): Maybe {
  const result: BsonDocument = new Map();
  for (const item of array) {
    const [key, value] = Array.isArray(item) ? item : isDocument(item) ? [item.get('k'), item.get('v')] : [];
    if (typeof key !== 'string' || value === undefined)
      throw new CommandError(40398, '$arrayToObject requires pairs of a string and a value');
    result.set(key, value);
  }
  return result;
}

export function mergeObjects(values: readonly Maybe[]): BsonDocument {
  const result: BsonDocument = new Map();
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      throw new CommandError(40400, `$mergeObjects requires object inputs, but got ${typeName(value)}`);
    for (const [key, field] of value) result.set(key, field);
  }
  return result;
}

const getField: Operator = (operand, scope) => {
  const named =
    isDocument(operand) && operand.has('field')
      ? namedOperands(operand, '$getField', { required: ['field'], optional: ['input'] })
      : undefined;
  const field = scope.compile(named ? (named.get('field') as BsonValue) : operand, scope);
  const input = scope.compile(named?.get('input') ?? '$$CURRENT', scope);
  return (environment) => {
    const name = field(environment);
    if (typeof name !== 'string')
      throw new CommandError(5654602, '$getField requires field to evaluate to type String');
    const value = input(environment);
    return isDocument(value) ? value.get(name) : isNullish(value) ? null : undefined;
  };
};

function setField(values: (name: string) => Maybe): Maybe {
  const [field, input, value] = [values('field'), values('input'), values('value')];
  if (typeof field !== 'string') throw new CommandError(4161107, '$setField requires field to evaluate to a string');
  if (isNullish(input)) return null;
  if (!isDocument(input)) throw new CommandError(4161105, '$setField requires input to evaluate to an object');
  const result = new Map(input);
  if (value === undefined) result.delete(field);
  else result.set(field, value);
  return result;
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
  ['$arrayToObject', overArray(arrayToObject, 40386)],
  ['$concatArrays', ofValues(MANY, concatArrays)],
  ['$filter', filter],
  ['$map', map],
  ['$reduce', reduce],
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
  ['$objectToArray', ofValue(objectToArray)],
  ['$mergeObjects', ofValues(MANY, mergeObjectsOf)],
  ['$range', ofValues({ min: 2, max: 3 }, range)],
  ['$reverseArray', overArray((array) => [...array].reverse(), 34435)],
  ['$size', ofValue((value) => demandArray(value, '$size', 17124).length)],
  ['$slice', ofValues({ min: 2, max: 3 }, slice)],
  ['$sortArray', sortArray],
  ['$zip', zip],
  [
    '$setUnion',
    ofSets((sets) => new ValueSet(sets.flatMap((set) => set.values)).values.sort((a, b) => compareValues(a, b))),
  ],
  [
    '$setIntersection',
    ofSets(([first, ...rest]) =>
      (first?.values ?? []).filter((value) => rest.every((set) => set.has(value))).sort((a, b) => compareValues(a, b)),
    ),
  ],
  ['$setDifference', ofSets(([a, b]) => a?.values.filter((value) => !b?.has(value)), PAIR)],
  [
    '$setEquals',
    ofSets(
      ([first, ...rest]) => rest.every((set) => first !== undefined && contains(first, set) && contains(set, first)),
      { min: 2, max: Number.POSITIVE_INFINITY },
    ),
  ],
  ['$setIsSubset', ofSets(([a, b]) => contains(b as ValueSet, a as ValueSet), PAIR)],
  ['$anyElementTrue', ofValue((value) => demandArray(value, '$anyElementTrue', 17041).some(isTruthy))],
  ['$allElementsTrue', ofValue((value) => demandArray(value, '$allElementsTrue', 17040).every(isTruthy))],
  ['$getField', getField],
  ['$setField', ofNamed({ required: ['field', 'input', 'value'] }, setField)],
  ['$unsetField', ofNamed({ required: ['field', 'input'] }, setField)],
  ['$min', ofValues(MANY, (values, scope) => extreme(values, scope, -1))],
  ['$max', ofValues(MANY, (values, scope) => extreme(values, scope, 1))],
]);

function mergeObjectsOf(values: readonly Maybe[]): Maybe {
  const [only] = values;
  return mergeObjects(values.length === 1 && Array.isArray(only) ? only : values);
}
