import { Decimal } from 'decimal.js';
import type { FeelNumber } from './values.js';

/** Decimal128 (DMN 1.5 §10.3.2.3.1): 34 digits, half-even, exponents of IEEE 754-2008. */
const Exact = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -34,
  toExpPos: 34,
});

const big = (value: FeelNumber): Decimal => (typeof value === 'number' ? new Exact(value) : value);

export const isNumber = (value: unknown): value is FeelNumber => typeof value === 'number' || value instanceof Decimal;

/** Brings a result into canonical form; null where it is not a finite number. */
export function canonical(value: Decimal): FeelNumber | null {
  if (!value.isFinite()) return null;
  if (!value.isInteger()) return value;
  const plain = value.toNumber();
  return Number.isSafeInteger(plain) ? plain + 0 : value;
}

/** The exact decimal that a finite JS number shows (0.1 is 0.1); null for NaN and infinities. */
export function fromJsNumber(value: number): FeelNumber | null {
  if (Number.isSafeInteger(value)) return value + 0;
  return Number.isFinite(value) ? canonical(new Exact(value)) : null;
}

/** Reads digits with an optional point and exponent, rounded to 34 digits; null where the text is no number. */
export function parseNumber(text: string): FeelNumber | null {
  if (!/^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,5})?$/.test(text)) return null;
  if (text.length <= 15 && /^-?\d+$/.test(text)) return Number(text) + 0;
  return canonical(new Exact(text).plus(0));
}

/** Plain notation, or with an exponent beyond 34 places. */
export function formatNumber(value: FeelNumber): string {
  return typeof value === 'number' ? String(value) : value.toString();
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return canonical(big(a).plus(b));
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return canonical(big(a).minus(b));
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return canonical(big(a).times(b));
}

/** Null for a division by zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number' && a % b === 0) return a / b + 0;
  return canonical(big(a).div(b));
}

export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return canonical(big(a).pow(b));
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.neg();
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -b.cmp(a);
  return a.cmp(b);
}

/** Result takes the sign of the divisor: a - b * floor(a / b). Null for a zero divisor. */
export function modulo(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  const rest = canonical(big(a).mod(b));
  if (rest === null || rest === 0) return rest;
  return compareNumbers(rest, 0) < 0 === compareNumbers(b, 0) < 0 ? rest : add(rest, b);
}

export const roundings = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  halfUp: Decimal.ROUND_HALF_UP,
  halfDown: Decimal.ROUND_HALF_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
} as const;

/** Rounds to `scale` decimal places (negative: to tens, hundreds …). */
export function roundTo(value: FeelNumber, scale: number, how: keyof typeof roundings): FeelNumber | null {
  if (typeof value === 'number' && scale >= 0) return value;
  if (scale >= 0) return canonical(big(value).toDecimalPlaces(scale, roundings[how]));
  const unit = new Exact(10).pow(-scale);
  const shifted = canonical(big(value).div(unit).toDecimalPlaces(0, roundings[how]).times(unit));
  return shifted;
}

export const squareRoot = (value: FeelNumber): FeelNumber | null => canonical(big(value).sqrt());
export const naturalLogarithm = (value: FeelNumber): FeelNumber | null => canonical(big(value).ln());
export const exponential = (value: FeelNumber): FeelNumber | null => canonical(big(value).exp());
export const absolute = (value: FeelNumber): FeelNumber => (typeof value === 'number' ? Math.abs(value) : value.abs());

/** The value where it is a safe integer, else null. */
export const asInteger = (value: FeelNumber): number | null => (typeof value === 'number' ? value : null);

/** A JS number where it shows exactly the same decimal, else null. */
export function asJsNumber(value: FeelNumber): number | null {
  if (typeof value === 'number') return value;
  const plain = value.toNumber();
  return Number.isFinite(plain) && new Exact(plain).eq(value) ? plain : null;
}
