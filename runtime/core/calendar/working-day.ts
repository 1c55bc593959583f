import type { WorkingCalendar } from './types.js';

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

/** Days since 1970-01-01 in local time, with the time of day. The working unit of this folder. */
export interface LocalTime {
  readonly day: number;
  /** Milliseconds since local midnight. */
  readonly ms: number;
}

/** An office day's stretches in milliseconds since midnight. */
export type Stretch = { readonly from: number; readonly to: number };

export function toLocal(iso: string, calendar: WorkingCalendar): LocalTime {
  const utc = Date.parse(iso);
  if (Number.isNaN(utc)) throw new RangeError(`Expected an ISO instant, but got ${iso}`);
  const local = utc + calendar.offsetMinutes * msPerMinute;
  const day = Math.floor(local / msPerDay);
  return { day, ms: local - day * msPerDay };
}

export function toIso(time: LocalTime, calendar: WorkingCalendar): string {
  return new Date(time.day * msPerDay + time.ms - calendar.offsetMinutes * msPerMinute).toISOString();
}

/** `YYYY-MM-DD` of a local day number. */
export const dayText = (day: number): string => new Date(day * msPerDay).toISOString().slice(0, 10);

export function dayNumber(text: string): number {
  const utc = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(utc)) throw new RangeError(`Expected a date, but got ${text}`);
  return utc / msPerDay;
}

export const yearOf = (day: number): number => new Date(day * msPerDay).getUTCFullYear();

/** Whether the office is open on a day: the year's exceptions first, then the weekday. */
export function isOpen(day: number, calendar: WorkingCalendar): boolean {
  const text = dayText(day);
  const exception = calendar.years[text.slice(0, 4)]?.[text.slice(5)];
  if (exception !== undefined) return exception.working;
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6;
}

const clock = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * msPerMinute;
};

export const stretchesOf = (calendar: WorkingCalendar): readonly Stretch[] =>
  calendar.hours.map((hours) => ({ from: clock(hours.from), to: clock(hours.to) }));

export function closingMs(calendar: WorkingCalendar): number {
  const last = stretchesOf(calendar).at(-1);
  if (last === undefined) throw new RangeError('Expected office hours, but the calendar has none');
  return last.to;
}

/** A calendar without a single working day must end a search, not hang it: three years hold any real closure. */
const searchDays = 1_100;

/** The first open day at or after `day`. */
export function nextOpen(day: number, calendar: WorkingCalendar): number {
  for (let candidate = day; candidate < day + searchDays; candidate += 1) {
    if (isOpen(candidate, calendar)) return candidate;
  }
  throw new RangeError('Expected a working day within three years, but the calendar has none');
}

/** Working milliseconds of one local day between two times of it. */
export function openMs(day: number, from: number, to: number, calendar: WorkingCalendar): number {
  if (!isOpen(day, calendar)) return 0;
  let sum = 0;
  for (const stretch of stretchesOf(calendar)) {
    sum += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from));
  }
  return sum;
}
