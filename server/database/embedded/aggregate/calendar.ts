/** Calendar arithmetic in a time zone: an instant is moved by the zone's offset, so that its UTC fields read as local ones. */
import { CommandError } from '../errors.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
    } catch {
      throw new CommandError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    formats.set(zone, format);
  }
  return format;
}

/** Minutes east of Greenwich at an instant. */
function offsetMinutes(zone: string, at: Date): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  const name =
    formatOf(zone)
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
  return match?.[1] ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

export function toLocal(date: Date, zone: string): Date {
  return new Date(date.getTime() + offsetMinutes(zone, date) * MINUTE_MS);
}

export function fromLocal(local: Date, zone: string): Date {
  const guess = new Date(local.getTime() - offsetMinutes(zone, local) * MINUTE_MS);
  return new Date(local.getTime() - offsetMinutes(zone, guess) * MINUTE_MS);
}

export type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';
const UNIT_MS: ReadonlyMap<Unit, number> = new Map([
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
  ['second', 1000],
  ['millisecond', 1],
]);
const UNIT_MONTHS: ReadonlyMap<Unit, number> = new Map([
  ['year', 12],
  ['quarter', 3],
  ['month', 1],
]);

export function unitOf(value: unknown): Unit {
  if (typeof value === 'string' && (UNIT_MS.has(value as Unit) || UNIT_MONTHS.has(value as Unit))) return value as Unit;
  throw new CommandError('FailedToParse', `unknown time unit value: ${String(value)}`);
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 is Sunday. */
export function weekdayOf(value: unknown): number {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  const day = WEEKDAYS.findIndex((name) => name === text || name.slice(0, 3) === text);
  if (day < 0) throw new CommandError('FailedToParse', `unknown day of week value: ${String(value)}`);
  return day;
}

/** Months are added by the calendar, and a day that the month does not have becomes its last. */
export function addUnits(date: Date, amount: number, unit: Unit, zone: string): Date {
  const months = UNIT_MONTHS.get(unit);
  if (months === undefined) {
    const ms = UNIT_MS.get(unit) as number;
    if (ms < DAY_MS) return new Date(date.getTime() + amount * ms);
    return fromLocal(new Date(toLocal(date, zone).getTime() + amount * ms), zone);
  }
  const local = toLocal(date, zone);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + amount * months);
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  local.setUTCDate(Math.min(day, lastDay));
  return fromLocal(local, zone);
}

function monthNumber(local: Date): number {
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

/** 2000-01-01, from which MongoDB counts bins (manual: "$dateTrunc"). */
const REFERENCE_MS = Date.UTC(2000, 0, 1);
const REFERENCE_WEEKDAY = 6;

/** The number of the unit that a local time lies in, counted from the reference. */
function unitNumber(local: Date, unit: Unit, startOfWeek: number): number {
  const months = UNIT_MONTHS.get(unit);
  if (months !== undefined) return Math.floor((monthNumber(local) - 2000 * 12) / months);
  const shift = unit === 'week' ? ((REFERENCE_WEEKDAY - startOfWeek + 7) % 7) * DAY_MS : 0;
  return Math.floor((local.getTime() - REFERENCE_MS + shift) / (UNIT_MS.get(unit) as number));
}

/** How many borders of the unit lie between two instants. */
export function differenceIn(
  start: Date,
  end: Date,
  unit: Unit,
  options: { zone: string; startOfWeek: number },
): number {
  const number = (date: Date) => unitNumber(toLocal(date, options.zone), unit, options.startOfWeek);
  return number(end) - number(start);
}

/** The first instant of the bin of so many units that an instant lies in. */
export function truncate(
  date: Date,
  unit: Unit,
  options: { zone: string; startOfWeek: number; binSize: number },
): Date {
  const local = toLocal(date, options.zone);
  const bin =
    Math.floor(unitNumber(local, unit, firstWeekStart(unit, options.startOfWeek)) / options.binSize) * options.binSize;
  const months = UNIT_MONTHS.get(unit);
  if (months !== undefined) return fromLocal(new Date(Date.UTC(2000, bin * months, 1)), options.zone);
  const shift = unit === 'week' ? ((REFERENCE_WEEKDAY - options.startOfWeek + 7) % 7) * DAY_MS : 0;
  return fromLocal(new Date(REFERENCE_MS - shift + bin * (UNIT_MS.get(unit) as number)), options.zone);
}

function firstWeekStart(unit: Unit, startOfWeek: number): number {
  return unit === 'week' ? startOfWeek : 0;
}

export function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

/** Manual: "$week": weeks begin on Sundays, and week 1 with the first Sunday of the year. */
export function weekOfYear(local: Date): number {
  return Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7);
}

/** ISO 8601: the week of a date is that of its Thursday. */
export function isoWeek(local: Date): { year: number; week: number; day: number } {
  const day = local.getUTCDay() || 7;
  const thursday = new Date(local.getTime() + (4 - day) * DAY_MS);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7), day };
}

const MONTHS = [
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

export function formatDate(date: Date, format: string, zone: string): string {
  const local = toLocal(date, zone);
  const minutes = offsetMinutes(zone, date);
  const padded = (value: number, width: number) => String(value).padStart(width, '0');
  const iso = isoWeek(local);
  const month = MONTHS[local.getUTCMonth()] as string;
  const values: ReadonlyMap<string, string> = new Map([
    ['Y', padded(local.getUTCFullYear(), 4)],
    ['G', padded(iso.year, 4)],
    ['m', padded(local.getUTCMonth() + 1, 2)],
    ['d', padded(local.getUTCDate(), 2)],
    ['H', padded(local.getUTCHours(), 2)],
    ['M', padded(local.getUTCMinutes(), 2)],
    ['S', padded(local.getUTCSeconds(), 2)],
    ['L', padded(local.getUTCMilliseconds(), 3)],
    ['j', padded(dayOfYear(local), 3)],
    ['u', String(iso.day)],
    ['w', String(local.getUTCDay() + 1)],
    ['U', padded(weekOfYear(local), 2)],
    ['V', padded(iso.week, 2)],
    ['b', month.slice(0, 3)],
    ['B', month],
    [
      'z',
      `${minutes < 0 ? '-' : '+'}${padded(Math.trunc(Math.abs(minutes) / 60), 2)}${padded(Math.abs(minutes) % 60, 2)}`,
    ],
    ['Z', String(minutes)],
    ['%', '%'],
  ]);
  return format.replace(/%(.?)/gs, (_, letter: string) => {
    const value = values.get(letter);
    if (value === undefined) throw new CommandError(18536, `Invalid format character '%${letter}' in format string`);
    return value;
  });
}
