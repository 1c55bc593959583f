/** Values as the MongoDB shell writes them, for error messages and index names. */
import {
  Binary,
  BSONRegExp,
  type BsonValue,
  Decimal128,
  Double,
  isDocument,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UNDEFINED,
} from '../bson/value.js';

const MAX_DEPTH = 5;

export function literal(value: BsonValue, depth = 0): string {
  if (depth > MAX_DEPTH) return '...';
  if (isDocument(value)) {
    if (value.size === 0) return '{}';
    return `{ ${[...value].map(([key, field]) => `${key}: ${literal(field, depth + 1)}`).join(', ')} }`;
  }
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[ ${value.map((item) => literal(item, depth + 1)).join(', ')} ]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return literalObject(value);
  return String(value);
}

function literalObject(value: object): string {
  if (value instanceof Double) return value.value.toFixed(1);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Decimal128) return `NumberDecimal('${value.toString()}')`;
  if (value instanceof Binary) return `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return `Timestamp(${value.getHighBits() >>> 0}, ${value.getLowBits() >>> 0})`;
  if (value instanceof MinKey) return 'MinKey';
  if (value instanceof MaxKey) return 'MaxKey';
  return value === UNDEFINED ? 'undefined' : Object.prototype.toString.call(value);
}
