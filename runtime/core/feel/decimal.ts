/** Digits of IEEE 754-2008 Decimal128 (DMN 1.5 §10.3.2.3.1). */
const precision = 34;
const maxExponent = 6144;
const maxScale = 6176;

/**
 * A number that is no safe integer: coefficient × 10^-scale. Canonical: the coefficient is not divisible by ten, and is a
 * JS number where it is a safe integer. Money thus stays clear of big integers.
 */
export class FeelDecimal {
  constructor(
    readonly coefficient: number | bigint,
    readonly scale: number,
  ) {}

  /** Plain notation; with an exponent beyond 34 places. */
  toString(): string {
    const sign = this.coefficient < 0 ? '-' : '';
    const digits = String(this.coefficient).replace('-', '');
    const exponent = digits.length - 1 - this.scale;
    if (Math.abs(exponent) >= precision) {
      const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
      return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? '' : '+'}${exponent}`;
    }
    if (this.scale <= 0) return sign + digits + '0'.repeat(-this.scale);
    const padded = digits.padStart(this.scale + 1, '0');
    return `${sign}${padded.slice(0, -this.scale)}.${padded.slice(-this.scale)}`;
  }
}

const smallPowers = Array.from({ length: 16 }, (_, i) => 10 ** i);
const bigPowers: bigint[] = [];

/** 10^n as a JS number, for n up to 15. */
export const smallPower = (n: number): number => smallPowers[n] ?? Number.NaN;

/** 10^n as a big integer; the usual ones are kept. */
export function bigPower(n: number): bigint {
  if (n > 200) return 10n ** BigInt(n);
  bigPowers[n] ??= 10n ** BigInt(n);
  return bigPowers[n] as bigint;
}

const limit = bigPower(precision);
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** The number coefficient × 10^-scale in canonical form, rounded half-even to 34 digits; null beyond the exponents. */
export function makeNumber(coefficient: number | bigint, scale: number): number | FeelDecimal | null {
  if (typeof coefficient === 'number') return makeSmall(coefficient, scale);
  if (coefficient <= maxSafe && coefficient >= -maxSafe) return makeSmall(Number(coefficient), scale);
  return makeBig(coefficient, scale);
}

/** As `makeNumber`, for a safe integer. */
export function makeSmall(coefficient: number, scale: number): number | FeelDecimal | null {
  if (coefficient === 0 || scale === 0) return coefficient + 0;
  let [digits, places] = [coefficient, scale];
  if (places < 0 && places >= -15) {
    const whole = digits * smallPower(-places);
    if (Number.isSafeInteger(whole)) return whole;
  }
  while (digits % 10 === 0 && places !== 0) {
    digits /= 10;
    places--;
  }
  if (places === 0) return digits;
  if (places < 0 || places > maxScale - 40) return bounded(digits, places);
  return new FeelDecimal(digits, places);
}

function bounded(coefficient: number | bigint, scale: number): number | FeelDecimal | null {
  if (scale < 6000 && scale > -6000) return new FeelDecimal(coefficient, scale);
  const exponent = digitCount(coefficient) - 1 - scale;
  if (exponent > maxExponent) return null;
  return exponent < -maxScale ? 0 : new FeelDecimal(coefficient, scale);
}

function makeBig(coefficient: bigint, scale: number): number | FeelDecimal | null {
  let [digits, places] = [coefficient, scale];
  if (digits >= limit || digits <= -limit) {
    const extra = extraDigits(digits);
    digits = roundedQuotient(digits, bigPower(extra), 'halfEven');
    places -= extra;
  }
  if (digits % 10n === 0n && digits !== 0n) {
    while (digits % 100_000_000n === 0n) {
      digits /= 100_000_000n;
      places -= 8;
    }
    while (digits % 10n === 0n) {
      digits /= 10n;
      places--;
    }
  }
  const isSmall = digits <= maxSafe && digits >= -maxSafe;
  return isSmall ? makeSmall(Number(digits), places) : bounded(digits, places);
}

/** How many digits there are beyond the precision; the usual few are found by comparing. */
function extraDigits(digits: bigint): number {
  const size = digits < 0n ? -digits : digits;
  for (let extra = 1; extra <= 5; extra++) if (size < bigPower(precision + extra)) return extra;
  return digitCount(digits) - precision;
}

/** How many decimal digits a coefficient has. */
export function digitCount(coefficient: number | bigint): number {
  return String(coefficient).length - (coefficient < 0 ? 1 : 0);
}

export type Rounding = 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven' | 'floor' | 'ceiling';

/** dividend / divisor (positive), rounded to a whole number. */
export function roundedQuotient(dividend: bigint, divisor: bigint, how: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const half = twice === divisor ? 0 : twice > divisor ? 1 : -1;
  const negative = dividend < 0n;
  return goesAway(how, half, negative, quotient % 2n !== 0n) ? quotient + (negative ? -1n : 1n) : quotient;
}

/** Whether an inexact quotient is rounded away from zero; `half` compares the rest with one half. */
function goesAway(how: Rounding, half: number, negative: boolean, odd: boolean): boolean {
  switch (how) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'halfUp':
      return half >= 0;
    case 'halfDown':
      return half > 0;
    case 'halfEven':
      return half > 0 || (half === 0 && odd);
  }
}
