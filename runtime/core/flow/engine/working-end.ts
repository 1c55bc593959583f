import type { WorkingClock } from '../model/context.js';
import type { WorkingStart } from '../model/state.js';

/** When a working-time limit ends (D14). After standing still what was left counts from then, day limits up to closing time. */
export function workingEnd(calendar: WorkingClock, { limit, startedAt, minutes }: WorkingStart): string {
  if (minutes === undefined) return calendar.dueAt(startedAt, limit);
  const end = calendar.addWorkingMinutes(startedAt, minutes);
  return 'workingDays' in limit ? calendar.closingTimeOf(end) : end;
}
