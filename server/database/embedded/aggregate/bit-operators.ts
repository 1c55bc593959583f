/** Manual: "Bitwise Operators", and the operators that look at how values are stored. */
import { encodeDocument } from '../bson/encode.js';
import { Binary, isDocument, isInt32, type Maybe, Timestamp, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { MANY } from './array-kit.js';
import { isNullish, type Operator, ofValue, ofValues } from './operator.js';

type Whole = number | bigint;

function whole(value: Maybe, name: string): Whole {
  if (typeof value === 'bigint' || (typeof value === 'number' && isInt32(value))) return value;
  throw new CommandError('TypeMismatch', `${name} only supports int and long operands, not ${typeName(value)}.`);
}

/** Int32s give an Int32; one Long makes the result a Long. */
function bitwise(start: number, combine: (a: bigint, b: bigint) => bigint): Operator {
  return ofValues(MANY, (values, _, name) => {
    if (values.some(isNullish)) return null;
    const numbers = values.map((value) => whole(value, name));
    const result = numbers.reduce<bigint>((a, b) => combine(a, BigInt(b)), BigInt(start));
    return numbers.some((number) => typeof number === 'bigint') ? BigInt.asIntN(64, result) : Number(result);
  });
}

function bitNot(value: Maybe, name: string): Maybe {
  if (isNullish(value)) return null;
  const number = whole(value, name);
  return typeof number === 'bigint' ? ~number : ~number;
}

function binarySize(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Binary) return value.length();
  throw new CommandError(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
}

function bsonSize(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (isDocument(value)) return encodeDocument(value).length;
  throw new CommandError(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
}

const ofTimestamp = (read: (timestamp: Timestamp) => number, code: number): Operator =>
  ofValue((value, _, name) => {
    if (isNullish(value)) return null;
    if (value instanceof Timestamp) return BigInt(read(value));
    throw new CommandError(code, `Argument to ${name} must be a timestamp, but is ${typeName(value)}`);
  });

export const BITS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$bitAnd', bitwise(-1, (a, b) => a & b)],
  ['$bitOr', bitwise(0, (a, b) => a | b)],
  ['$bitXor', bitwise(0, (a, b) => a ^ b)],
  ['$bitNot', ofValue((value, _, name) => bitNot(value, name))],
  ['$binarySize', ofValue(binarySize)],
  ['$bsonSize', ofValue(bsonSize)],
  ['$tsSecond', ofTimestamp((timestamp) => timestamp.getHighBitsUnsigned(), 5687301)],
  ['$tsIncrement', ofTimestamp((timestamp) => timestamp.getLowBitsUnsigned(), 5687302)],
]);
