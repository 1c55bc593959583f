/** The operators that test one value. Comparison is within a type's bracket: `{$gt: 5}` never finds a string. */
import { type CompareStrings, compareValues, typeOrder } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { encodeKey } from '../bson/key-string.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  type BsonDocument,
  type BsonValue,
  bsonType,
  isDocument,
  isNumeric,
  isTypeNumber,
  MaxKey,
  type Maybe,
  MinKey,
  TYPE_NUMBERS,
  UNDEFINED,
} from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import type { LeafMode, LeafTest } from './path.js';
import { compileRegex, regexOf } from './regex.js';

export interface QueryContext {
  readonly compareStrings: CompareStrings;
  /** Strings are compared by a collation, not by their bytes. */
  readonly custom: boolean;
  readonly expression: ((expression: BsonValue) => (document: BsonDocument) => boolean) | undefined;
  readonly compile: (query: BsonDocument) => (document: BsonDocument) => boolean;
  readonly predicate: (operators: BsonDocument) => (value: BsonValue) => boolean;
}

export interface LeafOperator {
  readonly test: LeafTest;
  readonly mode: LeafMode;
  readonly negated?: boolean;
}

type Factory = (operand: BsonValue, context: QueryContext, siblings: BsonDocument) => LeafOperator;

const each = (test: LeafTest): LeafOperator => ({ test, mode: 'each' });
const whole = (test: LeafTest): LeafOperator => ({ test, mode: 'whole' });

const FACTORIES: ReadonlyMap<string, Factory> = new Map<string, Factory>([
  ['$eq', (operand, context) => each(equals(operand, context))],
  ['$ne', (operand, context) => ({ ...each(equals(noRegex(operand, '$ne'), context)), negated: true })],
  ['$gt', (operand, context) => each(ordered(operand, context, (order) => order > 0))],
  ['$gte', (operand, context) => each(ordered(operand, context, (order) => order >= 0))],
  ['$lt', (operand, context) => each(ordered(operand, context, (order) => order < 0))],
  ['$lte', (operand, context) => each(ordered(operand, context, (order) => order <= 0))],
  ['$in', (operand, context) => each(isIn('$in', operand, context))],
  ['$nin', (operand, context) => ({ ...each(isIn('$nin', operand, context)), negated: true })],
  ['$exists', (operand) => ({ ...whole((value) => value !== undefined), negated: !isTrue(operand) })],
  ['$type', (operand) => each(hasType(operand))],
  ['$size', (operand) => whole(hasSize(operand))],
  ['$mod', (operand) => each(modulo(operand))],
  ['$regex', (operand, _, siblings) => each(matchesRegex(operand, siblings))],
  ['$elemMatch', (operand, context) => whole(elementMatches(operand, context))],
  ['$bitsAllSet', (operand) => each(bits('$bitsAllSet', operand, (value, mask) => (value & mask) === mask))],
  ['$bitsAllClear', (operand) => each(bits('$bitsAllClear', operand, (value, mask) => (value & mask) === 0n))],
  ['$bitsAnySet', (operand) => each(bits('$bitsAnySet', operand, (value, mask) => (value & mask) !== 0n))],
  ['$bitsAnyClear', (operand) => each(bits('$bitsAnyClear', operand, (value, mask) => (value & mask) !== mask))],
]);

const REFUSED = new Set([
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$jsonSchema',
  '$expr',
  '$text',
  '$where',
]);

export function leafOperator(
  name: string,
  operand: BsonValue,
  siblings: BsonDocument,
  context: QueryContext,
): LeafOperator {
  const factory = FACTORIES.get(name);
  if (factory) return factory(operand, context, siblings);
  if (REFUSED.has(name)) throw notSupported(name);
  if (name === '$options') throw new CommandError('BadValue', '$options needs a $regex');
  throw new CommandError('BadValue', `unknown operator: ${name}`);
}

function equals(operand: BsonValue, { compareStrings }: QueryContext): LeafTest {
  if (operand === UNDEFINED) throw new CommandError('BadValue', 'cannot compare to undefined');
  if (operand === null) return (value) => value === undefined || value === null || value === UNDEFINED;
  return (value) => value !== undefined && compareValues(value, operand, compareStrings) === 0;
}

function noRegex(operand: BsonValue, name: string): BsonValue {
  if (operand instanceof BSONRegExp) throw new CommandError('BadValue', `Can't have regex as arg to ${name}.`);
  return operand;
}

function ordered(operand: BsonValue, context: QueryContext, accepts: (order: number) => boolean): LeafTest {
  if (operand instanceof BSONRegExp)
    throw new CommandError('BadValue', "Can't have RegEx as arg to predicate over field.");
  if (operand === UNDEFINED) throw new CommandError('BadValue', 'cannot compare to undefined');
  if (operand === null) return accepts(0) ? equals(null, context) : () => false;
  if (operand instanceof MinKey || operand instanceof MaxKey)
    return (value) => value !== undefined && accepts(compareValues(value, operand, context.compareStrings));
  const order = typeOrder(operand);
  const isNaNOperand = isNumeric(operand) && Number.isNaN(toNumber(operand));
  return (value) => {
    if (value === undefined || typeOrder(value) !== order) return false;
    // NaN is neither less nor greater than a number, only equal to itself.
    const isNaNValue = isNumeric(value) && Number.isNaN(toNumber(value));
    if (isNaNOperand !== isNaNValue) return false;
    return accepts(compareValues(value, operand, context.compareStrings));
  };
}

/** Long lists are looked up by key rather than compared one by one. */
const LOOKUP_FROM = 16;

function isIn(name: string, operand: BsonValue, context: QueryContext): LeafTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${name} needs an array`);
  const tests: LeafTest[] = [];
  const values: BsonValue[] = [];
  for (const item of operand) {
    if (isDocument(item) && item.keys().next().value?.startsWith('$') && !item.has('$ref'))
      throw new CommandError('BadValue', `cannot nest $ under ${name}`);
    const regex = regexOf(item);
    if (regex) tests.push(matchesRegex(item, new Map()));
    else if (item === null) tests.push(equals(null, context));
    else values.push(item);
  }
  if (values.length < LOOKUP_FROM || context.custom) tests.push(...values.map((value) => equals(value, context)));
  else tests.push(lookup(values, context));
  return (value) => tests.some((test) => test(value));
}

function lookup(values: readonly BsonValue[], context: QueryContext): LeafTest {
  const keys = new Map<string, BsonValue[]>();
  for (const value of values) {
    const key = encodeKey([value]).bytes.toString('latin1');
    keys.set(key, [...(keys.get(key) ?? []), value]);
  }
  return (value) => {
    if (value === undefined) return false;
    const same = keys.get(encodeKey([value]).bytes.toString('latin1'));
    return same?.some((other) => compareValues(value, other, context.compareStrings) === 0) ?? false;
  };
}

function isTrue(operand: BsonValue): boolean {
  return (
    operand !== false && operand !== null && operand !== UNDEFINED && !(isNumeric(operand) && toNumber(operand) === 0)
  );
}

function hasType(operand: BsonValue): LeafTest {
  const wanted = new Set<number>();
  for (const item of Array.isArray(operand) ? operand : [operand]) for (const type of typesOf(item)) wanted.add(type);
  if (wanted.size === 0) throw new CommandError('FailedToParse', '$type must match at least one type');
  return (value) => value !== undefined && wanted.has(bsonType(value));
}

function typesOf(item: BsonValue): number[] {
  if (item === 'number') return [1, 16, 18, 19];
  const number = typeof item === 'string' ? TYPE_NUMBERS.get(item) : isNumeric(item) ? toNumber(item) : undefined;
  if (number === undefined || !isTypeNumber(number))
    throw new CommandError(
      'BadValue',
      typeof item === 'string' ? `Unknown type name alias: ${item}` : 'Invalid numerical type code',
    );
  return [number];
}

function wholeNumber(operand: BsonValue, what: string): number {
  if (!isNumeric(operand)) throw new CommandError('BadValue', `${what} needs a number`);
  const number = toNumber(operand);
  if (!Number.isInteger(number)) throw new CommandError('BadValue', `${what} must be a whole number`);
  return number;
}

function hasSize(operand: BsonValue): LeafTest {
  const size = wholeNumber(operand, '$size');
  if (size < 0) throw new CommandError('BadValue', '$size may not be negative');
  return (value) => Array.isArray(value) && value.length === size;
}

/** Divisor and remainder are cut to whole numbers, as is the value tested (manual: "$mod"). */
function modulo(operand: BsonValue): LeafTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length !== 2)
    throw new CommandError('BadValue', `malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, rest] = operand.map((item) => {
    const whole = truncated(item);
    if (whole === undefined) throw new CommandError('BadValue', 'malformed mod, divisor and remainder must be numbers');
    return whole;
  }) as [bigint, bigint];
  if (divisor === 0n) throw new CommandError('BadValue', 'divisor cannot be 0');
  return (value) => {
    const number = truncated(value);
    return number !== undefined && number % divisor === rest;
  };
}

function truncated(value: Maybe): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (!isNumeric(value)) return undefined;
  const number = Math.trunc(toNumber(value));
  return Number.isFinite(number) ? BigInt(number) : undefined;
}

function matchesRegex(operand: BsonValue, siblings: BsonDocument): LeafTest {
  const pattern = operand instanceof BSONRegExp ? operand.pattern : operand;
  if (typeof pattern !== 'string') throw new CommandError('BadValue', '$regex has to be a string');
  const own = operand instanceof BSONRegExp ? operand.options : '';
  const given = siblings.get('$options');
  if (given !== undefined && typeof given !== 'string')
    throw new CommandError('BadValue', '$options has to be a string');
  if (given && own) throw new CommandError(51075, 'options set in both $regex and $options');
  const options = given ?? own;
  const regex = compileRegex(pattern, options);
  const sorted = [...options].sort().join('');
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return value instanceof BSONRegExp && value.pattern === pattern && [...value.options].sort().join('') === sorted;
  };
}

function elementMatches(operand: BsonValue, context: QueryContext): LeafTest {
  if (!isDocument(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const first = operand.keys().next().value;
  const isLogical = first === '$and' || first === '$or' || first === '$nor' || first === '$expr';
  if (first?.startsWith('$') && !isLogical) {
    const predicate = context.predicate(operand);
    return someElement(predicate);
  }
  const filter = context.compile(operand);
  return someElement((element) => elementFilter(filter, element));
}

function someElement(accepts: (element: BsonValue) => boolean): LeafTest {
  return (value, details) => {
    if (!Array.isArray(value)) return false;
    const index = value.findIndex(accepts);
    if (index >= 0 && details) details.index = index;
    return index >= 0;
  };
}

/** Elements that are arrays are seen as documents with their positions as names. */
function elementFilter(filter: (document: BsonDocument) => boolean, element: BsonValue): boolean {
  if (isDocument(element)) return filter(element);
  return Array.isArray(element) && filter(new Map(element.map((item, index) => [String(index), item])));
}

function bits(name: string, operand: BsonValue, accepts: (value: bigint, mask: bigint) => boolean): LeafTest {
  const mask = bitMask(name, operand);
  return (value) => {
    const number = bitsOf(value);
    return number !== undefined && accepts(number, mask);
  };
}

function bitsOf(value: Maybe): bigint | undefined {
  if (value instanceof Binary) return littleEndian(value);
  if (typeof value === 'bigint') return BigInt.asUintN(64, value) | signBits(value);
  if (!isNumeric(value)) return undefined;
  const number = toNumber(value);
  if (!Number.isInteger(number) || Math.abs(number) >= 2 ** 63) return undefined;
  return BigInt.asUintN(64, BigInt(number)) | signBits(BigInt(number));
}

/** A negative number has all bits beyond its 64th set. */
function signBits(value: bigint): bigint {
  return value < 0n ? ((1n << 192n) - 1n) << 64n : 0n;
}

function littleEndian(value: Binary): bigint {
  const bytes = Buffer.from(value.buffer.subarray(0, value.position)).reverse();
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function bitMask(name: string, operand: BsonValue): bigint {
  if (operand instanceof Binary) return littleEndian(operand);
  if (Array.isArray(operand)) {
    let mask = 0n;
    for (const position of operand) {
      const bit = wholeNumber(position, name);
      if (bit < 0) throw new CommandError('BadValue', `${name} positions may not be negative`);
      mask |= 1n << BigInt(Math.min(bit, 255));
    }
    return mask;
  }
  const number = wholeNumber(operand, name);
  if (number < 0) throw new CommandError('FailedToParse', `${name} may not be negative`);
  return typeof operand === 'bigint' ? operand : BigInt(number);
}
