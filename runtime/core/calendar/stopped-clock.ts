import { addWorkingMinutes, closingTimeOf, workingMinutesBetween } from './limits.js';
import type { DueDate, WorkingCalendar, WorkingLimit } from './types.js';

/** Stopping a clock banks the working minutes left (D14); past the limit there are none. */
export function stopClock(nowIso: string, dueIso: string, calendar: WorkingCalendar): number {
  return workingMinutesBetween(nowIso, dueIso, calendar);
}

/**
 * Resuming sets the new end from the banked minutes; a limit in days is rounded up to closing time (D14). A clock that was
 * stopped when late is due at once.
 */
export function resumeClock(
  nowIso: string,
  bankedMinutes: number,
  limit: WorkingLimit,
  calendar: WorkingCalendar,
): DueDate {
  if (bankedMinutes <= 0) return addWorkingMinutes(nowIso, 0, calendar);
  const end = addWorkingMinutes(nowIso, bankedMinutes, calendar);
  if ('workingHours' in limit) return end;
  const closing = closingTimeOf(end.at, calendar);
  return { at: closing.at, missingYears: [...new Set([...end.missingYears, ...closing.missingYears])] };
}
