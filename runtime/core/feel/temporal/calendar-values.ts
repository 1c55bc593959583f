import { civilFromDays, daysFromCivil, daysInMonth } from './civil.js';
import { offsetAt } from './zones.js';

/** A calendar date without a zone. */
export class FeelDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}
}

/** A time of day; `offsetSeconds` or `zone` (never both) where the source gives one. */
export class FeelTime {
  constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nanos: number,
    readonly offsetSeconds: number | null,
    readonly zone: string | null,
  ) {}
}

/** A date with a time of day. */
export class FeelDateTime {
  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}
}

/** Years that FEEL can write (DMN 1.5 §10.3.2.3.5). */
const maxYear = 999_999_999;

/** The date, or null where the calendar has no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > maxYear) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return new FeelDate(year, month, day);
}

export const epochDay = (date: FeelDate): number => daysFromCivil(date.year, date.month, date.day);

export function dateFromEpochDay(days: number): FeelDate | null {
  const { year, month, day } = civilFromDays(days);
  return makeDate(year, month, day);
}

/** Adds months; a day the target month lacks becomes its last (as XML Schema 1.1 §E.3.3 says). */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Monday is 1. */
export const weekday = (date: FeelDate): number => ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;

export const secondOfDay = (time: FeelTime): number => time.hour * 3600 + time.minute * 60 + time.second;

/** The same offset or zone with another clock reading; `seconds` may lie outside the day and wraps. */
export function timeFromSecond(seconds: number, nanos: number, like: FeelTime): FeelTime {
  const s = ((seconds % 86400) + 86400) % 86400;
  return new FeelTime(Math.floor(s / 3600), Math.floor((s % 3600) / 60), s % 60, nanos, like.offsetSeconds, like.zone);
}

export const midnight = new FeelTime(0, 0, 0, 0, null, null);

/** A value without zone is read in China's time when it meets one that has a zone. */
export const chinaZone = 'Asia/Shanghai';

/** Seconds since 1970-01-01T00:00:00Z of a date and time. */
export function epochSecond(value: FeelDateTime): number {
  const local = epochDay(value.date) * 86400 + secondOfDay(value.time);
  return local - offsetOf(value.time, local);
}

export function offsetOf(time: FeelTime, localSecond: number): number {
  return time.offsetSeconds ?? offsetAt(time.zone ?? chinaZone, localSecond, 'local');
}

/** The date and time at an instant, in the zone or offset of `like`. */
export function dateTimeFromEpochSecond(second: number, nanos: number, like: FeelTime): FeelDateTime | null {
  const offset = like.offsetSeconds ?? offsetAt(like.zone ?? chinaZone, second, 'utc');
  return dateTimeFromLocalSecond(second + offset, nanos, like);
}

function dateTimeFromLocalSecond(local: number, nanos: number, like: FeelTime): FeelDateTime | null {
  const day = Math.floor(local / 86400);
  const date = dateFromEpochDay(day);
  return date && new FeelDateTime(date, timeFromSecond(local - day * 86400, nanos, like));
}

/** Seconds of the day in UTC for comparing times; without zone: in China's time. */
export function utcSecondOfDay(time: FeelTime): number {
  return secondOfDay(time) - offsetOf(time, secondOfDay(time));
}

export const isZoned = (time: FeelTime): boolean => time.offsetSeconds !== null || time.zone !== null;
