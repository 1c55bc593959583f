import type { DueDate, Light, Remaining, WorkingCalendar, WorkingLimit } from './types.js';
import {
  closingMs,
  dayNumber,
  dayText,
  isOpen,
  type LocalTime,
  nextOpen,
  openMs,
  stretchesOf,
  toIso,
  toLocal,
  yearOf,
} from './working-day.js';

const msPerDay = 86_400_000;
const msPerMinute = 60_000;
/** Longest limit that is computed; longer ones are typing errors. */
const maxWorkingDays = 3_660;

function due(from: LocalTime, to: LocalTime, calendar: WorkingCalendar): DueDate {
  const missingYears: number[] = [];
  for (let year = yearOf(from.day); year <= yearOf(to.day); year += 1) {
    if (!isYearKnown(year, calendar)) missingYears.push(year);
  }
  return { at: toIso(to, calendar), missingYears };
}

/** Whether the calendar holds a year's exceptions. Where it does not, its holidays are taken for working days. */
export function isYearKnown(year: number, calendar: WorkingCalendar): boolean {
  return Object.hasOwn(calendar.years, String(year));
}

/**
 * The end of a limit (D14). The day of the event does not count: n working days end at closing time of the nth working
 * day after. Hours run in office hours from the event, or from the next opening. Throws on a limit that is not positive
 * or longer than ten years: the parser of flows has refused such a one before.
 */
export function dueAt(startIso: string, limit: WorkingLimit, calendar: WorkingCalendar): DueDate {
  const start = toLocal(startIso, calendar);
  if ('workingHours' in limit) {
    const minutes = Math.round(limit.workingHours * 60);
    const longest = maxWorkingDays * 24 * 60;
    if (!(minutes > 0 && minutes <= longest)) throw new RangeError(`Expected hours, but got ${limit.workingHours}`);
    return due(start, advance(start, minutes * msPerMinute, calendar), calendar);
  }
  const days = limit.workingDays;
  if (!Number.isInteger(days) || days < 1 || days > maxWorkingDays) {
    throw new RangeError(`Expected 1 to ${maxWorkingDays} working days, but got ${days}`);
  }
  let day = start.day;
  for (let count = 0; count < days; count += 1) day = nextOpen(day + 1, calendar);
  return due(start, { day, ms: closingMs(calendar) }, calendar);
}

/** Where so much working time has passed; time that ends with a stretch ends there, not at the next opening. */
function advance(start: LocalTime, workingMs: number, calendar: WorkingCalendar): LocalTime {
  if (openMsOfDay(calendar) <= 0) throw new RangeError('Expected office hours, but the calendar has none');
  let left = workingMs;
  let time = start;
  for (;;) {
    const day = nextOpen(time.day, calendar);
    const from = day === time.day ? time.ms : 0;
    for (const stretch of stretchesOf(calendar)) {
      const begin = Math.max(from, stretch.from);
      const room = stretch.to - begin;
      if (room <= 0) continue;
      if (left <= room) return { day, ms: begin + left };
      left -= room;
    }
    time = { day: day + 1, ms: 0 };
  }
}

/** The instant at which so many working minutes have passed since `startIso`; with none, the instant itself. */
export function addWorkingMinutes(startIso: string, minutes: number, calendar: WorkingCalendar): DueDate {
  const start = toLocal(startIso, calendar);
  if (minutes <= 0) return due(start, start, calendar);
  return due(start, advance(start, minutes * msPerMinute, calendar), calendar);
}

/** Whole working minutes from one instant to a later one; 0 if it is not later. */
export function workingMinutesBetween(fromIso: string, toIsoText: string, calendar: WorkingCalendar): number {
  const from = toLocal(fromIso, calendar);
  const to = toLocal(toIsoText, calendar);
  if (to.day < from.day || (to.day === from.day && to.ms <= from.ms)) return 0;
  if (from.day === to.day) return Math.floor(openMs(from.day, from.ms, to.ms, calendar) / msPerMinute);
  const whole = openMsOfDay(calendar);
  let sum = openMs(from.day, from.ms, msPerDay, calendar) + openMs(to.day, 0, to.ms, calendar);
  for (let day = from.day + 1; day < to.day; day += 1) if (isOpen(day, calendar)) sum += whole;
  return Math.floor(sum / msPerMinute);
}

function openMsOfDay(calendar: WorkingCalendar): number {
  return stretchesOf(calendar).reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
}

/** Working days after one local day (`YYYY-MM-DD`), up to and including another; 0 if it is not later. */
export function workingDaysBetween(afterDay: string, throughDay: string, calendar: WorkingCalendar): number {
  const through = dayNumber(throughDay);
  let count = 0;
  for (let day = dayNumber(afterDay) + 1; day <= through; day += 1) if (isOpen(day, calendar)) count += 1;
  return count;
}

/**
 * Time left or over as people say it: working days while a later working day is concerned, else working hours, below an
 * hour minutes. Whole units, rounded down.
 */
export function remaining(nowIso: string, dueIso: string, calendar: WorkingCalendar): Remaining {
  const now = toLocal(nowIso, calendar);
  const end = toLocal(dueIso, calendar);
  const overdue = Date.parse(nowIso) > Date.parse(dueIso);
  const [first, last] = overdue ? [end.day, now.day] : [now.day, end.day];
  const days = workingDaysBetween(dayText(first), dayText(last), calendar);
  if (days > 0) return { overdue, unit: 'days', value: days };
  const minutes = overdue
    ? workingMinutesBetween(dueIso, nowIso, calendar)
    : workingMinutesBetween(nowIso, dueIso, calendar);
  if (minutes >= 60) return { overdue, unit: 'hours', value: Math.floor(minutes / 60) };
  return { overdue, unit: 'minutes', value: minutes };
}

/** D14: red is past; yellow is a third or less of the working time left, or the last working day; else green. */
export function light(nowIso: string, startIso: string, dueIso: string, calendar: WorkingCalendar): Light {
  if (Date.parse(nowIso) > Date.parse(dueIso)) return 'red';
  const left = workingMinutesBetween(nowIso, dueIso, calendar);
  const total = workingMinutesBetween(startIso, dueIso, calendar);
  if (left * 3 <= total) return 'yellow';
  const laterDays = workingDaysBetween(localDay(nowIso, calendar), localDay(dueIso, calendar), calendar);
  return laterDays === 0 ? 'yellow' : 'green';
}

/** The local day (`YYYY-MM-DD`) of an instant. */
export function localDay(iso: string, calendar: Pick<WorkingCalendar, 'offsetMinutes'>): string {
  return dayText(toLocal(iso, { ...calendar, hours: [], years: {} }).day);
}

/** Closing time of the working day that holds the instant, or of the next one where it is past or the office is shut. */
export function closingTimeOf(iso: string, calendar: WorkingCalendar): DueDate {
  const time = toLocal(iso, calendar);
  const closing = closingMs(calendar);
  const day = nextOpen(time.ms > closing ? time.day + 1 : time.day, calendar);
  return due(time, { day, ms: closing }, calendar);
}
