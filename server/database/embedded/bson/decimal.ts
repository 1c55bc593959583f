/** Exact comparison of numbers of every type: Decimal128 and Double as fractions of whole numbers. */
import { type Decimal128, Double } from './value.js';

/** mantissa × 2^two × 10^ten */
interface Exact {
  readonly mantissa: bigint;
  readonly two: number;
  readonly ten: number;
}

/** The nearest Double of a number of any type. */
export function toNumber(value: number | bigint | Double | Decimal128): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (typeof value === 'bigint') return Number(value);
  return decimalToNumber(value);
}

function decimalToNumber(value: Decimal128): number {
  const text = value.toString();
  if (text === 'NaN') return Number.NaN;
  if (text.endsWith('Infinity')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

function exactDecimal(value: Decimal128): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction);
  return { mantissa: sign ? -digits : digits, two: 0, ten: Number(exponent) - fraction.length };
}

const doubleView = new DataView(new ArrayBuffer(8));

function exactDouble(value: number): Exact {
  doubleView.setFloat64(0, value);
  const bits = doubleView.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -mantissa : mantissa, two: Math.max(exponent, 1) - 1075, ten: 0 };
}

function exactOf(value: number | bigint | Decimal128): Exact | undefined {
  if (typeof value === 'bigint') return { mantissa: value, two: 0, ten: 0 };
  if (typeof value === 'number') return Number.isFinite(value) ? exactDouble(value) : undefined;
  return exactDecimal(value);
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Compares two finite numbers exactly; one that is not finite is compared as a Double. */
function compareExactly(left: number | bigint | Decimal128, right: number | bigint | Decimal128): number {
  const a = exactOf(left);
  const b = exactOf(right);
  if (!a || !b) return compareDoubles(toNumber(left), toNumber(right));
  const two = Math.min(a.two, b.two);
  const ten = Math.min(a.ten, b.ten);
  const scale = (x: Exact) => x.mantissa * 2n ** BigInt(x.two - two) * 10n ** BigInt(x.ten - ten);
  return sign(scale(a) - scale(b));
}

/** NaN equals itself and comes before every other number. */
function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** `floor(value - base)` and whether anything is left after it; both numbers are finite. */
export function remainder(
  value: Decimal128,
  base: number,
): { readonly floor: bigint; readonly exact: boolean } | undefined {
  const a = exactDecimal(value);
  if (!a) return undefined;
  const b = exactDouble(base);
  const two = Math.min(0, b.two);
  const ten = Math.min(0, a.ten);
  const unit = 2n ** BigInt(-two) * 10n ** BigInt(-ten);
  const difference =
    a.mantissa * 10n ** BigInt(a.ten - ten) * 2n ** BigInt(-two) -
    b.mantissa * 2n ** BigInt(b.two - two) * 10n ** BigInt(-ten);
  const quotient = difference / unit;
  const rest = difference % unit;
  return { floor: rest < 0n ? quotient - 1n : quotient, exact: rest === 0n };
}

export function compareNumbers(
  left: number | bigint | Double | Decimal128,
  right: number | bigint | Double | Decimal128,
): number {
  const a = left instanceof Double ? left.value : left;
  const b = right instanceof Double ? right.value : right;
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  return compareExactly(a, b);
}
