/**
 * How BSON looks in memory. Types survive a round trip (D18): a number that is a whole 32-bit value is an Int32, every
 * other number a Double, a Double that happens to be such a whole value stays wrapped, and a Long is a bigint. Documents
 * are Maps, which keep the order of keys like "10" and cannot be polluted through `__proto__`.
 */
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

export { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp };

/** BSON type 6, deprecated: read and written back as it came. */
export class BsonUndefined {
  readonly kind = 'undefined';
}
export const UNDEFINED = new BsonUndefined();

/** A document whose bytes are passed on untouched. */
export class RawDocument {
  constructor(readonly bytes: Buffer) {}
}

export type BsonDocument = Map<string, BsonValue>;
export type BsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | BsonDocument
  | BsonValue[]
  | Double
  | ObjectId
  | Binary
  | Decimal128
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | MinKey
  | MaxKey
  | BsonUndefined;

/** A value, or nothing at all: a missing field is not a null. */
export type Maybe = BsonValue | undefined;

export function isDocument(value: unknown): value is BsonDocument {
  return value instanceof Map;
}

export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** A Double, wrapped only where a bare number would read as an Int32. */
export function toDouble(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

export function isNumeric(value: unknown): value is number | bigint | Double | Decimal128 {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal128
  );
}

/** BSON type numbers (manual: "BSON Types"). */
export function bsonType(value: BsonValue): number {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 16 : 1;
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'bigint':
      return 18;
    default:
      return value === null ? 10 : objectType(value);
  }
}

function objectType(value: object): number {
  if (value instanceof Map) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Date) return 9;
  if (value instanceof Double) return 1;
  if (value instanceof Binary) return 5;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Timestamp) return 17;
  if (value instanceof BSONRegExp) return 11;
  if (value instanceof BSONSymbol) return 14;
  if (value instanceof Code) return value.scope ? 15 : 13;
  if (value instanceof MinKey) return -1;
  if (value instanceof MaxKey) return 127;
  if (value instanceof BsonUndefined) return 6;
  throw new Error(`Expected a BSON value, but got ${Object.prototype.toString.call(value)}`);
}

const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
]);
export const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map(
  [...TYPE_NAMES].map(([number, name]) => [name, number]),
);

/** The alias that `$type` takes and gives. */
export function typeName(value: Maybe): string {
  return value === undefined ? 'missing' : (TYPE_NAMES.get(bsonType(value)) ?? 'unknown');
}

export function isTypeNumber(number: number): boolean {
  return TYPE_NAMES.has(number);
}

export function doc(entries: Readonly<Record<string, Maybe>>): BsonDocument {
  const result: BsonDocument = new Map();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result.set(key, value);
  return result;
}
