/** Chinese working days and hours, and the limits that run in them (D14). Pure: now comes in, calendars are data. */
import { chinaYears } from './china-years.js';
import { addWorkingMinutes, closingTimeOf, dueAt, workingMinutesBetween } from './limits.js';
import type { WorkingCalendar, WorkingLimit } from './types.js';
import { dayNumber, isOpen, toIso } from './working-day.js';

export { type CalendarProblem, checkCalendar } from './check-calendar.js';
export {
  addWorkingMinutes,
  closingTimeOf,
  dueAt,
  isYearKnown,
  light,
  localDay,
  remaining,
  workingDaysBetween,
  workingMinutesBetween,
} from './limits.js';
export { resumeClock, stopClock } from './stopped-clock.js';
export type {
  CalendarYear,
  DueDate,
  Light,
  OfficeHours,
  Remaining,
  WorkingCalendar,
  WorkingLimit,
} from './types.js';

/** The calendar a tenant starts with: Asia/Shanghai, 8:30–12:00 and 13:30–17:00, the years whose notice is out. */
export const chinaCalendar: WorkingCalendar = {
  offsetMinutes: 480,
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  years: chinaYears,
};

/** Whether a local day (`YYYY-MM-DD`) is worked. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return isOpen(dayNumber(day), calendar);
}

/** The first instant of a local day. */
export function dayStart(day: string, calendar: WorkingCalendar): string {
  return toIso({ day: dayNumber(day), ms: 0 }, calendar);
}

/** The last instant of a local day: a closing date holds until midnight. */
export function dayEnd(day: string, calendar: WorkingCalendar): string {
  return toIso({ day: dayNumber(day), ms: 86_399_999 }, calendar);
}

/** Working time as the flow engine asks for it. Instants only; who needs the unknown years asks `dueAt` itself. */
export function workingClock(calendar: WorkingCalendar): {
  dueAt(startAt: string, limit: WorkingLimit): string;
  workingMinutesBetween(fromAt: string, toAt: string): number;
  addWorkingMinutes(startAt: string, minutes: number): string;
  closingTimeOf(at: string): string;
} {
  return {
    dueAt: (startAt, limit) => dueAt(startAt, limit, calendar).at,
    workingMinutesBetween: (fromAt, toAt) => workingMinutesBetween(fromAt, toAt, calendar),
    addWorkingMinutes: (startAt, minutes) => addWorkingMinutes(startAt, minutes, calendar).at,
    closingTimeOf: (at) => closingTimeOf(at, calendar).at,
  };
}
