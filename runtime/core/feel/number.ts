import { Decimal } from 'decimal.js';
import {
  bigPower,
  digitCount,
  FeelDecimal,
  makeNumber,
  makeSmall,
  type Rounding,
  roundedQuotient,
  smallPower,
} from './decimal.js';
import type { FeelNumber } from './values.js';

/** Only for roots, logarithms and powers; the four operations are here. */
const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, maxE: 6144, minE: -6176 });

const coefficientOf = (value: FeelNumber): number | bigint => (typeof value === 'number' ? value : value.coefficient);
const scaleOf = (value: FeelNumber): number => (typeof value === 'number' ? 0 : value.scale);
const decimalOf = (value: FeelNumber): Decimal => new Exact(String(value));
const fromDecimal = (value: Decimal): FeelNumber | null => parseNumber(value.toString());

export const isNumber = (value: unknown): value is FeelNumber =>
  typeof value === 'number' || value instanceof FeelDecimal;

/** The exact decimal that a finite JS number shows (0.1 is 0.1); null for NaN and infinities. */
export function fromJsNumber(value: number): FeelNumber | null {
  if (Number.isSafeInteger(value)) return value + 0;
  return Number.isFinite(value) ? parseNumber(String(value)) : null;
}

/** Reads digits with an optional point and exponent, rounded to 34 digits; null where the text is no number. */
export function parseNumber(text: string): FeelNumber | null {
  const match = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,5}))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return null;
  const coefficient = digits.length <= 15 ? Number(digits) : BigInt(digits);
  return makeNumber(sign ? -coefficient : coefficient, fraction.length - Number(exponent));
}

/** Plain notation, or with an exponent beyond 34 places. */
export const formatNumber = (value: FeelNumber): string => String(value);

/** Coefficients brought to the larger of two scales; small ones stay small where they can. */
function aligned(a: FeelNumber, b: FeelNumber): readonly [number | bigint, number | bigint, number] {
  const [sa, sb] = [scaleOf(a), scaleOf(b)];
  const [ca, cb] = [coefficientOf(a), coefficientOf(b)];
  if (sa === sb) return [ca, cb, sa];
  return sa < sb ? [shifted(ca, sb - sa), cb, sb] : [ca, shifted(cb, sa - sb), sa];
}

function shifted(coefficient: number | bigint, places: number): number | bigint {
  if (typeof coefficient === 'number' && places <= 15) {
    const product = coefficient * smallPower(places);
    if (Number.isSafeInteger(product)) return product;
  }
  return BigInt(coefficient) * bigPower(places);
}

/** Scales so far apart that the smaller number cannot reach the last of 34 digits. */
const isFarApart = (a: FeelNumber, b: FeelNumber): boolean => Math.abs(scaleOf(a) - scaleOf(b)) > 200;

const larger = (a: FeelNumber, b: FeelNumber): 'a' | 'b' => (exponentOf(a) > exponentOf(b) ? 'a' : 'b');
const exponentOf = (value: FeelNumber): number =>
  value === 0 ? Number.NEGATIVE_INFINITY : digitCount(coefficientOf(value)) - scaleOf(value);

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [ca, cb] = [coefficientOf(a), coefficientOf(b)];
  if (typeof ca === 'number' && typeof cb === 'number') {
    const [sa, sb] = [scaleOf(a), scaleOf(b)];
    const [left, right] = [ca * raise(sb - sa), cb * raise(sa - sb)];
    const sum = left + right;
    const isExact = Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(sum);
    if (isExact) return makeSmall(sum, Math.max(sa, sb));
  }
  return addBig(a, b);
}

/** 10^n, 1 for negative n, NaN beyond what a JS number holds. */
const raise = (n: number): number => (n <= 0 ? 1 : smallPower(n));

function addBig(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (isFarApart(a, b)) return larger(a, b) === 'a' ? a : b;
  const [ca, cb, scale] = aligned(a, b);
  return makeNumber(BigInt(ca) + BigInt(cb), scale);
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : new FeelDecimal(-a.coefficient, a.scale);
}

export const subtract = (a: FeelNumber, b: FeelNumber): FeelNumber | null => add(a, negate(b));

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const [ca, cb] = [coefficientOf(a), coefficientOf(b)];
  const scale = scaleOf(a) + scaleOf(b);
  if (typeof ca === 'number' && typeof cb === 'number') {
    const product = ca * cb;
    if (Number.isSafeInteger(product)) return makeNumber(product + 0, scale);
  }
  return makeNumber(BigInt(ca) * BigInt(cb), scale);
}

/** Null for a division by zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (a === 0) return 0;
  const [ca, cb] = [coefficientOf(a), coefficientOf(b)];
  const scale = scaleOf(a) - scaleOf(b);
  if (typeof ca === 'number' && typeof cb === 'number' && ca % cb === 0) return makeNumber(ca / cb + 0, scale);
  return (
    divideAtOnce(BigInt(ca), BigInt(cb), scale, 33 - Math.floor(Math.log10(Math.abs(Number(ca) / Number(cb))))) ??
    divideSlowly(ca, cb, scale)
  );
}

const [lowestFull, beyondFull] = [bigPower(33), bigPower(34)];

/** A quotient of exactly 34 digits is rounded by what is left of the division; null where `places` made another number of digits. */
function divideAtOnce(ca: bigint, cb: bigint, scale: number, places: number): FeelNumber | null {
  if (!(places >= 0 && places <= 200)) return null;
  const dividend = (ca < 0n ? -ca : ca) * bigPower(places);
  const divisor = cb < 0n ? -cb : cb;
  const quotient = dividend / divisor;
  if (quotient < lowestFull || quotient >= beyondFull) return null;
  const twice = 2n * (dividend - quotient * divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return makeNumber(ca < 0n === cb < 0n ? rounded : -rounded, scale + places);
}

function divideSlowly(ca: number | bigint, cb: number | bigint, scale: number): FeelNumber | null {
  // Two digits more than the precision, and one that says whether anything was left: rounding once is then exact.
  const places = 36 + roughDigits(cb) - roughDigits(ca);
  const dividend = BigInt(ca) * bigPower(places);
  const divisor = BigInt(cb);
  const quotient = dividend / divisor;
  if (quotient * divisor === dividend) return makeNumber(quotient, scale + places);
  const sticky = dividend < 0n === divisor < 0n ? 1n : -1n;
  return makeNumber(quotient * 10n + sticky, scale + places + 1);
}

/** Right but for one. */
const roughDigits = (coefficient: number | bigint): number => Math.floor(Math.log10(Math.abs(Number(coefficient)))) + 1;

export const power = (a: FeelNumber, b: FeelNumber): FeelNumber | null => fromDecimal(decimalOf(a).pow(decimalOf(b)));

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const rough = roughly(a) - roughly(b);
  // Each is wrong by less than one part in 10^14.
  if (Math.abs(rough) > Math.abs(roughly(a)) * 1e-12) return rough;
  if (isFarApart(a, b)) return larger(a, b) === 'a' ? signOf(a) : -signOf(b);
  const [ca, cb] = aligned(a, b);
  return ca < cb ? -1 : ca > cb ? 1 : 0;
}

const signOf = (value: FeelNumber): number => (coefficientOf(value) < 0 ? -1 : 1);

/** As a double; NaN where the exponent is too large for one, so that no comparison with it decides. */
function roughly(value: FeelNumber): number {
  if (typeof value === 'number') return value;
  const { coefficient, scale } = value;
  if (scale > 0 && scale <= 15) return Number(coefficient) / smallPower(scale);
  return scale > 250 || scale < -250 ? Number.NaN : Number(coefficient) / 10 ** scale;
}

/** Result takes the sign of the divisor: a - b * floor(a / b). Null for a zero divisor. */
export function modulo(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  const [ca, cb, scale] = aligned(a, b);
  const divisor = BigInt(cb);
  const rest = BigInt(ca) % divisor;
  return makeNumber(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest, scale);
}

/** Rounds to `scale` decimal places (negative: to tens, hundreds …). */
export function roundTo(value: FeelNumber, scale: number, how: Rounding): FeelNumber | null {
  const dropped = scaleOf(value) - scale;
  if (dropped <= 0 || value === 0) return value;
  return makeNumber(roundedQuotient(BigInt(coefficientOf(value)), bigPower(dropped), how), scale);
}

export const squareRoot = (value: FeelNumber): FeelNumber | null => fromDecimal(decimalOf(value).sqrt());
export const naturalLogarithm = (value: FeelNumber): FeelNumber | null => fromDecimal(decimalOf(value).ln());
export const exponential = (value: FeelNumber): FeelNumber | null => fromDecimal(decimalOf(value).exp());
export const absolute = (value: FeelNumber): FeelNumber => (compareNumbers(value, 0) < 0 ? negate(value) : value);

/** The value where it is a safe integer, else null. */
export const asInteger = (value: FeelNumber): number | null => (typeof value === 'number' ? value : null);

/** A JS number where it shows exactly the same decimal, else null. */
export function asJsNumber(value: FeelNumber): number | null {
  if (typeof value === 'number') return value;
  const plain = Number(String(value));
  const shown = fromJsNumber(plain);
  return shown !== null && compareNumbers(shown, value) === 0 ? plain : null;
}

/** The sum of a list; amounts of one scale are added as integers. */
export function sumOf(items: readonly FeelNumber[]): FeelNumber | null {
  let scale = 0;
  for (const item of items) scale = Math.max(scale, scaleOf(item));
  let total = 0;
  for (const item of items) {
    const coefficient = coefficientOf(item);
    if (typeof coefficient !== 'number' || scaleOf(item) < 0) return addAll(items);
    const raised = coefficient * raise(scale - scaleOf(item));
    total += raised;
    if (!Number.isSafeInteger(raised) || !Number.isSafeInteger(total)) return addAll(items);
  }
  return makeSmall(total, scale);
}

const addAll = (items: readonly FeelNumber[]): FeelNumber | null =>
  items.reduce<FeelNumber | null>((total, item) => (total === null ? null : add(total, item)), 0);
