/** BSON comparison order (manual: "Comparison/Sort Order"). */
import { compareNumbers } from './decimal.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  type BsonDocument,
  BsonUndefined,
  type BsonValue,
  Code,
  type Decimal128,
  Double,
  isDocument,
  isNumeric,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from './value.js';

/** Compares two strings; the default is by their UTF-8 bytes, a collation brings its own. */
export type CompareStrings = (a: string, b: string) => number;

/** UTF-16 order is not UTF-8 order for characters beyond U+FFFF, which occur in Chinese names. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x === y) continue;
    const surrogateX = x >= 0xd800 && x <= 0xdfff;
    const surrogateY = y >= 0xd800 && y <= 0xdfff;
    if (surrogateX !== surrogateY) return surrogateX ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** The place of a type in the order; numbers share one, as do strings and symbols. */
export function typeOrder(value: BsonValue): number {
  switch (typeof value) {
    case 'string':
      return 15;
    case 'number':
    case 'bigint':
      return 10;
    case 'boolean':
      return 40;
    default:
      return value === null ? 5 : objectOrder(value);
  }
}

function objectOrder(value: object): number {
  if (value instanceof Map) return 20;
  if (value instanceof ObjectId) return 35;
  if (value instanceof Date) return 45;
  if (Array.isArray(value)) return 25;
  if (isNumeric(value)) return 10;
  if (value instanceof Binary) return 30;
  if (value instanceof BsonUndefined) return 0;
  if (value instanceof MinKey) return -1;
  if (value instanceof MaxKey) return 127;
  if (value instanceof Timestamp) return 47;
  if (value instanceof BSONRegExp) return 50;
  if (value instanceof BSONSymbol) return 15;
  if (value instanceof Code) return value.scope ? 65 : 60;
  throw new Error(`Expected a BSON value, but got ${Object.prototype.toString.call(value)}`);
}

export function compareValues(a: BsonValue, b: BsonValue, compareStrings: CompareStrings = compareUtf8): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'number' && typeof b === 'number' && a === b) return 0;
  const order = typeOrder(a);
  const difference = order - typeOrder(b);
  if (difference !== 0) return Math.sign(difference);
  switch (order) {
    case 10:
      return compareNumbers(a as Double, b as Double);
    case 15:
      return compareStrings(textOf(a), textOf(b));
    case 20:
      return compareDocuments(a as BsonDocument, b as BsonDocument, compareStrings);
    case 25:
      return compareArrays(a as BsonValue[], b as BsonValue[], compareStrings);
    case 30:
      return compareBinary(a as Binary, b as Binary);
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return Math.sign((a as Date).getTime() - (b as Date).getTime());
    case 47:
      return (a as Timestamp).compare(b as Timestamp);
    default:
      return compareRare(a, b, compareStrings);
  }
}

function compareRare(a: BsonValue, b: BsonValue, compareStrings: CompareStrings): number {
  if (a instanceof BSONRegExp && b instanceof BSONRegExp)
    return compareUtf8(a.pattern, b.pattern) || compareUtf8(a.options, b.options);
  if (a instanceof Code && b instanceof Code) {
    const byCode = compareUtf8(a.code, b.code);
    if (byCode !== 0 || !a.scope || !b.scope) return byCode;
    return compareDocuments(a.scope as unknown as BsonDocument, b.scope as unknown as BsonDocument, compareStrings);
  }
  return 0;
}

function textOf(value: BsonValue): string {
  return value instanceof BSONSymbol ? value.value : (value as string);
}

function compareDocuments(a: BsonDocument, b: BsonDocument, compareStrings: CompareStrings): number {
  const right = b.entries();
  for (const [key, value] of a) {
    const next = right.next();
    if (next.done) return 1;
    const [otherKey, other] = next.value;
    const byType = Math.sign(typeOrder(value) - typeOrder(other));
    if (byType !== 0) return byType;
    const byName = compareUtf8(key, otherKey);
    if (byName !== 0) return byName;
    const byValue = compareValues(value, other, compareStrings);
    if (byValue !== 0) return byValue;
  }
  return right.next().done ? 0 : -1;
}

function compareArrays(a: readonly BsonValue[], b: readonly BsonValue[], compareStrings: CompareStrings): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const result = compareValues(a[index] as BsonValue, b[index] as BsonValue, compareStrings);
    if (result !== 0) return result;
  }
  return Math.sign(a.length - b.length);
}

/** By length, then subtype, then bytes. */
function compareBinary(a: Binary, b: Binary): number {
  return (
    Math.sign(a.position - b.position) ||
    Math.sign(a.sub_type - b.sub_type) ||
    Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position))
  );
}

export function equalValues(a: BsonValue, b: BsonValue, compareStrings?: CompareStrings): boolean {
  return compareValues(a, b, compareStrings) === 0;
}

/** Same bytes, not only the same place in the order: 1 and 1.0 differ here. */
export function identicalValues(a: BsonValue | undefined, b: BsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isDocument(a) && isDocument(b)) {
    if (a.size !== b.size) return false;
    const right = b.entries();
    for (const [key, value] of a) {
      const [otherKey, other] = right.next().value as [string, BsonValue];
      if (key !== otherKey || !identicalValues(value, other)) return false;
    }
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => identicalValues(value, b[index]));
  if (typeof a !== typeof b || a instanceof Double !== b instanceof Double) return false;
  if (isNumeric(a))
    return (a as Decimal128).constructor === (b as Decimal128).constructor && identicalNumbers(a, b as Double);
  return compareValues(a, b) === 0;
}

function identicalNumbers(a: number | bigint | Double | Decimal128, b: number | bigint | Double | Decimal128): boolean {
  if (typeof a === 'object' && 'bytes' in a && typeof b === 'object' && 'bytes' in b)
    return Buffer.compare(a.bytes, b.bytes) === 0;
  return Object.is(a instanceof Double ? a.value : a, b instanceof Double ? b.value : b);
}
