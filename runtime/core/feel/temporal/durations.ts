import { add, asInteger, divide, multiply, roundTo, subtract } from '../number.js';
import type { FeelNumber } from '../values.js';

/** A days and time duration: whole seconds (signed) and nanoseconds 0…999999999 added to them. */
export class FeelDaysDuration {
  constructor(
    readonly seconds: number,
    readonly nanos: number,
  ) {}
}

/** A years and months duration, in signed whole months. */
export class FeelMonthsDuration {
  constructor(readonly months: number) {}
}

const billion = 1_000_000_000;

/** Carries nanoseconds into seconds; null beyond what is exact. */
export function makeDays(seconds: number, nanos = 0): FeelDaysDuration | null {
  const carry = Math.floor(nanos / billion);
  const whole = seconds + carry;
  return Number.isSafeInteger(whole) ? new FeelDaysDuration(whole + 0, nanos - carry * billion) : null;
}

export const makeMonths = (months: number): FeelMonthsDuration | null =>
  Number.isSafeInteger(months) ? new FeelMonthsDuration(months + 0) : null;

/** The whole duration in seconds, as an exact number. */
export function totalSeconds(value: FeelDaysDuration): FeelNumber {
  if (value.nanos === 0) return value.seconds;
  return add(value.seconds, divide(value.nanos, billion) ?? 0) ?? 0;
}

/** The duration of so many seconds, cut to nanoseconds. */
export function daysFromSeconds(seconds: FeelNumber): FeelDaysDuration | null {
  if (typeof seconds === 'number') return new FeelDaysDuration(seconds, 0);
  const whole = asInteger(roundTo(seconds, 0, 'floor') ?? seconds);
  if (whole === null) return null;
  const rest = multiply(subtract(seconds, whole) ?? 0, billion) ?? 0;
  return makeDays(whole, asInteger(roundTo(rest, 0, 'floor') ?? 0) ?? 0);
}

/** Sign, and the absolute value split into days, hours, minutes, seconds and nanoseconds. */
export function splitDays(value: FeelDaysDuration) {
  const negative = value.seconds < 0;
  const borrowed = negative && value.nanos > 0;
  const total = negative ? -value.seconds - (borrowed ? 1 : 0) : value.seconds;
  return {
    sign: negative ? -1 : 1,
    days: Math.floor(total / 86400),
    hours: Math.floor((total % 86400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
    nanos: borrowed ? billion - value.nanos : value.nanos,
  };
}
