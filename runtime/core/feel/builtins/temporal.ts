import { formatNumber, isNumber, parseNumber } from '../number.js';
import * as calendar from '../temporal/calendar-values.js';
import { FeelDate, FeelDateTime, FeelTime, makeDate, midnight } from '../temporal/calendar-values.js';
import { FeelDaysDuration, type FeelMonthsDuration, makeMonths } from '../temporal/durations.js';
import { makeTime, parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse.js';
import type { FeelValue } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 §10.3.4.1 and §10.3.4.6. */
const parsed =
  (parse: (text: string) => FeelValue): Apply =>
  ([text], call) =>
    parse(text as string) ?? fail(call, 'BAD_TEMPORAL', { found: String(text).slice(0, 40) });

const bad = (call: Call, args: readonly FeelValue[]): null =>
  fail(call, 'BAD_TEMPORAL', { found: args.map((arg) => (isNumber(arg) ? formatNumber(arg) : '…')).join(', ') });

const whole = (value: FeelValue | undefined): number => (typeof value === 'number' ? value : Number.NaN);

function timeOf([hour, minute, second, offset = null]: readonly FeelValue[], call: Call): FeelValue {
  const args = [hour ?? null, minute ?? null, second ?? null];
  const fraction = isNumber(second ?? null) ? Number(second) : Number.NaN;
  const seconds = Math.floor(fraction);
  const nanos = Math.round((fraction - seconds) * 1e9);
  if (offset !== null && (!(offset instanceof FeelDaysDuration) || Math.abs(offset.seconds) > 64800))
    return bad(call, args);
  return (
    makeTime(whole(hour), whole(minute), seconds, nanos, offset === null ? null : offset.seconds, null) ??
    bad(call, args)
  );
}

/** Where the value is a date, its midnight in UTC (Table 71). */
function toTime([value]: readonly FeelValue[]): FeelValue {
  if (value instanceof FeelTime) return value;
  return value instanceof FeelDateTime ? value.time : new FeelTime(0, 0, 0, 0, 0, null);
}

const toDate = (value: FeelValue | undefined): FeelDate | null => {
  if (value instanceof FeelDate) return value;
  return value instanceof FeelDateTime ? value.date : null;
};

/** Whole months from one day to another; the last counts when its day, and time, are reached. */
export function monthsBetween(from: FeelValue, to: FeelValue): FeelMonthsDuration | null {
  const [start, end] = [toDate(from), toDate(to)];
  if (!start || !end) return null;
  const months = (end.year - start.year) * 12 + (end.month - start.month);
  const clock = (value: FeelValue) => (value instanceof FeelDateTime ? calendar.secondOfDay(value.time) : 0);
  const rest = (end.day - start.day) * 86400 + clock(to) - clock(from);
  if (months > 0 && rest < 0) return makeMonths(months - 1);
  return makeMonths(months < 0 && rest > 0 ? months + 1 : months);
}

/** The instant of the evaluation, on China's clock. */
function now(call: Call): FeelDateTime | null {
  const instant = parseDateTime(call.run.now);
  if (!instant) return fail(call, 'BAD_TEMPORAL', { found: call.run.now.slice(0, 40) });
  const china = new FeelTime(0, 0, 0, 0, null, calendar.chinaZone);
  return calendar.dateTimeFromEpochSecond(calendar.epochSecond(instant), instant.time.nanos, china);
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const dayOfYear = (date: FeelDate): number =>
  calendar.epochDay(date) - calendar.epochDay(new FeelDate(date.year, 1, 1)) + 1;

/** ISO 8601: the week that holds the year's first Thursday is week 1. */
function weekOfYear(date: FeelDate): number {
  const thursday = calendar.dateFromEpochDay(calendar.epochDay(date) - calendar.weekday(date) + 4) ?? date;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

const ofDate =
  (compute: (date: FeelDate) => FeelValue): Apply =>
  ([value]) =>
    compute(toDate(value) as FeelDate);

/** `number("1.234,5", ".", ",")` (Table 71). */
function toNumber([text, grouping = null, point = null]: readonly FeelValue[], call: Call): FeelValue {
  let digits = text as string;
  const separators = [grouping, point];
  const isSeparator = (value: FeelValue, allowed: readonly string[]) =>
    value === null || allowed.includes(value as string);
  if (
    !isSeparator(grouping, [' ', ',', '.']) ||
    !isSeparator(point, ['.', ',']) ||
    (grouping !== null && grouping === point)
  ) {
    return fail(call, 'BAD_VALUE', { name: 'separator', value: separators.join(' ') });
  }
  if (grouping !== null) digits = digits.replaceAll(grouping as string, '');
  if (point !== null) digits = digits.replace(point as string, '.');
  return parseNumber(digits) ?? fail(call, 'BAD_VALUE', { name: 'from', value: digits.slice(0, 40) });
}

const dateOrDateTime = 'date|date and time';

export const temporalFunctions: readonly Builtin[] = [
  define(
    'number',
    ['from: string, grouping separator?: string, decimal separator?: string', toNumber, 'number'],
    ['from: number', ([value]) => value ?? null, 'number'],
  ),
  define(
    'date',
    ['from: string', parsed(parseDate), 'date'],
    [`from: ${dateOrDateTime}`, ([value]) => toDate(value), 'date'],
    [
      'year: number, month: number, day: number',
      (args, call) => makeDate(whole(args[0]), whole(args[1]), whole(args[2])) ?? bad(call, args),
      'date',
    ],
  ),
  define(
    'time',
    ['from: string', parsed(parseTime), 'time'],
    [`from: time|${dateOrDateTime}`, toTime, 'time'],
    ['hour: number, minute: number, second: number, offset?: days and time duration', timeOf, 'time'],
  ),
  define(
    'date and time',
    ['from: string', parsed(parseDateTime), 'date and time'],
    [
      `from: ${dateOrDateTime}`,
      ([value]) => (value instanceof FeelDate ? new FeelDateTime(value, midnight) : (value ?? null)),
      'date and time',
    ],
    [
      `date: ${dateOrDateTime}, time: time`,
      ([date, time]) => new FeelDateTime(toDate(date) as FeelDate, time as FeelTime),
      'date and time',
    ],
  ),
  define(
    'duration',
    ['from: string', parsed(parseDuration), 'duration'],
    ['from: duration', ([value]) => value ?? null, 'duration'],
  ),
  define('years and months duration', [
    `from: ${dateOrDateTime}, to: ${dateOrDateTime}`,
    ([from, to]) => monthsBetween(from ?? null, to ?? null),
    'years and months duration',
  ]),
  define('now', ['', (_args, call) => now(call), 'date and time']),
  define('today', ['', (_args, call) => now(call)?.date ?? null, 'date']),
  define('day of year', [`date: ${dateOrDateTime}`, ofDate(dayOfYear), 'number']),
  define('day of week', [
    `date: ${dateOrDateTime}`,
    ofDate((date) => weekdays[calendar.weekday(date) - 1] ?? null),
    'string',
  ]),
  define('month of year', [`date: ${dateOrDateTime}`, ofDate((date) => months[date.month - 1] ?? null), 'string']),
  define('week of year', [`date: ${dateOrDateTime}`, ofDate(weekOfYear), 'number']),
];
