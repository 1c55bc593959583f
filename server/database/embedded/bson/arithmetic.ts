/**
 * Numbers computed with as MongoDB does (D18): Int32 and Int32 give an Int32, or a Long where they do not fit; a Double
 * makes the result a Double. Arithmetic on Decimal128 is refused, since an inexact result would be a wrong one.
 */
import { CommandError } from '../errors.js';
import { toNumber } from './decimal.js';
import { Decimal128, type Double, isInt32, toDouble } from './value.js';

export type Numeric = number | bigint | Double | Decimal128;

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

export function fitsLong(value: bigint): boolean {
  return value >= MIN_LONG && value <= MAX_LONG;
}

export function isWholeType(value: Numeric): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && isInt32(value));
}

export function refuseDecimal(value: Numeric, what: string): void {
  if (value instanceof Decimal128)
    throw new CommandError('NotImplemented', `${what} on Decimal128 is not supported by the embedded store`);
}

interface Operation {
  readonly name: string;
  readonly whole: (a: bigint, b: bigint) => bigint;
  readonly double: (a: number, b: number) => number;
}

const ADD: Operation = { name: 'Addition', whole: (a, b) => a + b, double: (a, b) => a + b };
const SUBTRACT: Operation = { name: 'Subtraction', whole: (a, b) => a - b, double: (a, b) => a - b };
const MULTIPLY: Operation = { name: 'Multiplication', whole: (a, b) => a * b, double: (a, b) => a * b };

/** `undefined` where two whole numbers leave the range of a Long. */
function compute(operation: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  refuseDecimal(a, operation.name);
  refuseDecimal(b, operation.name);
  if (!isWholeType(a) || !isWholeType(b)) return toDouble(operation.double(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const result = operation.double(a, b);
    if (isInt32(result)) return result;
    if (Object.is(result, -0)) return 0;
  }
  const exact = operation.whole(BigInt(a), BigInt(b));
  return fitsLong(exact) ? exact : undefined;
}

export const add = (a: Numeric, b: Numeric): Numeric | undefined => compute(ADD, a, b);
const subtract = (a: Numeric, b: Numeric): Numeric | undefined => compute(SUBTRACT, a, b);
export const multiply = (a: Numeric, b: Numeric): Numeric | undefined => compute(MULTIPLY, a, b);

/** In expressions a Long that overflows becomes a Double (manual: "$add", "$multiply"). */
export const addOrDouble = (a: Numeric, b: Numeric): Numeric => add(a, b) ?? toDouble(toNumber(a) + toNumber(b));
export const subtractOrDouble = (a: Numeric, b: Numeric): Numeric =>
  subtract(a, b) ?? toDouble(toNumber(a) - toNumber(b));
export const multiplyOrDouble = (a: Numeric, b: Numeric): Numeric =>
  multiply(a, b) ?? toDouble(toNumber(a) * toNumber(b));

/** A whole number in the narrowest of Int32 and Long. */
export function wholeNumber(value: bigint): number | bigint {
  return value >= -2147483648n && value <= 2147483647n ? Number(value) : value;
}
