/** Manual: "Type Expression Operators". */
import { fitsLong } from '../bson/arithmetic.js';
import { toNumber } from '../bson/decimal.js';
import {
  Binary,
  type BsonValue,
  Decimal128,
  Double,
  isInt32,
  isNumeric,
  type Maybe,
  ObjectId,
  Timestamp,
  toDouble,
  typeName,
} from '../bson/value.js';
import { CommandError } from '../errors.js';
import { isNullish, isTruthy, namedOperands, type Operator, ofValue } from './operator.js';

type Convert = (value: BsonValue) => BsonValue;

function failure(value: BsonValue, target: string, why = ''): CommandError {
  return new CommandError(
    'ConversionFailure',
    `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value${why}`,
  );
}

function wholeOf(value: BsonValue, target: string): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return value;
  if (value instanceof Date) return BigInt(value.getTime());
  if (isNumeric(value)) {
    if (value instanceof Decimal128 && /^-?\d+$/.test(value.toString())) return BigInt(value.toString());
    const number = toNumber(value);
    if (!Number.isFinite(number)) throw failure(value, target, ': it is not finite');
    return BigInt(Math.trunc(number));
  }
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return BigInt(value.replace('+', ''));
  throw failure(value, target);
}

const toInt: Convert = (value) => {
  if (value instanceof Date) throw failure(value, 'int');
  const whole = wholeOf(value, 'int');
  if (whole < -2147483648n || whole > 2147483647n) throw failure(value, 'int', ': it would overflow');
  return Number(whole);
};

const toLong: Convert = (value) => {
  const whole = wholeOf(value, 'long');
  if (!fitsLong(whole)) throw failure(value, 'long', ': it would overflow');
  return whole;
};

const toDoubleValue: Convert = (value) => {
  if (typeof value === 'boolean') return new Double(value ? 1 : 0);
  if (isNumeric(value)) return toDouble(toNumber(value));
  if (value instanceof Date) return toDouble(value.getTime());
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value))
    return toDouble(Number(value));
  throw failure(value, 'double');
};

const toDecimal: Convert = (value) => {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (typeof value === 'bigint' || (typeof value === 'number' && isInt32(value)))
    return Decimal128.fromString(String(value));
  // Manual: "$toDecimal": a Double is taken with fifteen digits.
  if (isNumeric(value)) return Decimal128.fromString(String(Number(toNumber(value).toPrecision(15))));
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value))
    return Decimal128.fromString(value);
  throw failure(value, 'decimal');
};

const toText: Convert = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Decimal128) return value.toString();
  if (isNumeric(value)) return textOfNumber(toNumber(value));
  if (value instanceof Binary && value.sub_type === 4) return value.toUUID().toString();
  throw failure(value, 'string');
};

function textOfNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'Infinity' : '-Infinity';
}

const toDate: Convert = (value) => {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date((value.getHighBits() >>> 0) * 1000);
  if (typeof value === 'bigint' || (isNumeric(value) && !(typeof value === 'number' && isInt32(value))))
    return dateOf(toNumber(value as number), value);
  if (typeof value === 'string') return parseDate(value, () => failure(value, 'date'));
  throw failure(value, 'date');
};

function dateOf(ms: number, value: BsonValue): Date {
  const date = new Date(Math.trunc(ms));
  if (Number.isNaN(date.getTime())) throw failure(value, 'date');
  return date;
}

/** ISO 8601; without an offset it is UTC. */
export function parseDate(text: string, fail: () => CommandError): Date {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  if (!match) throw fail();
  const [, day, time = '00:00:00', zone = 'Z'] = match;
  const date = new Date(`${day}T${time}${zone}`);
  if (Number.isNaN(date.getTime())) throw fail();
  return date;
}

const toObjectId: Convert = (value) => {
  if (value instanceof ObjectId) return value;
  if (typeof value === 'string' && /^[0-9a-fA-F]{24}$/.test(value)) return ObjectId.createFromHexString(value);
  throw failure(value, 'objectId');
};

const toBool: Convert = (value) => isTruthy(value);

const TARGETS: ReadonlyMap<BsonValue, Convert> = new Map<BsonValue, Convert>([
  ['double', toDoubleValue],
  [1, toDoubleValue],
  ['string', toText],
  [2, toText],
  ['objectId', toObjectId],
  [7, toObjectId],
  ['bool', toBool],
  [8, toBool],
  ['date', toDate],
  [9, toDate],
  ['int', toInt],
  [16, toInt],
  ['long', toLong],
  [18, toLong],
  ['decimal', toDecimal],
  [19, toDecimal],
]);

const simple = (convert: Convert): Operator => ofValue((value) => (isNullish(value) ? null : convert(value)));

const convert: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$convert', { required: ['input', 'to'], optional: ['onError', 'onNull'] });
  const part = (field: string) => (named.has(field) ? scope.compile(named.get(field) as BsonValue, scope) : undefined);
  const [input, to, onError, onNull] = [part('input'), part('to'), part('onError'), part('onNull')];
  return (environment) => {
    const value: Maybe = input?.(environment);
    const wanted = to?.(environment);
    if (isNullish(value)) return onNull ? onNull(environment) : null;
    if (isNullish(wanted)) return null;
    const target = TARGETS.get(isNumeric(wanted) ? toNumber(wanted) : wanted);
    if (!target) throw new CommandError('BadValue', `Unknown type name: ${String(wanted)}`);
    try {
      return target(value);
    } catch (error) {
      if (onError && error instanceof CommandError && error.code === 241) return onError(environment);
      throw error;
    }
  };
};

export const CONVERSIONS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$type', ofValue(typeName)],
  ['$toInt', simple(toInt)],
  ['$toLong', simple(toLong)],
  ['$toDouble', simple(toDoubleValue)],
  ['$toDecimal', simple(toDecimal)],
  ['$toString', simple(toText)],
  ['$toDate', simple(toDate)],
  ['$toObjectId', simple(toObjectId)],
  ['$toBool', simple(toBool)],
  ['$convert', convert],
]);
