/** Manual: "Set Expression Operators". */
import { compareValues, equalValues } from '../bson/compare.js';
import { encodeKey } from '../bson/key-string.js';
import type { BsonValue, Maybe } from '../bson/value.js';
import { demandArray, MANY } from './array-kit.js';
import { isNullish, isTruthy, type Operator, ofValue, ofValues } from './operator.js';

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

export const SETS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
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
]);
