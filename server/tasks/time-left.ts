import { light, type WorkingCalendar, workingMinutesBetween } from '#core/calendar';
import type { TaskRow } from '#core/contract';
import type { CurrentStep } from '../cases/case-document.js';

type TimeLeft = Pick<TaskRow, 'dueAt' | 'light' | 'workingMinutesLeft'>;

/** The time a step has left, with its light (D14). A clock that stands still shows what it has banked. */
export function timeLeft(
  step: Pick<CurrentStep, 'createdAt' | 'dueAt' | 'bankedMinutes'>,
  now: string,
  calendar: WorkingCalendar,
): TimeLeft {
  if (step.dueAt === null) {
    const paused = step.bankedMinutes !== null;
    return { dueAt: null, light: paused ? 'paused' : 'green', workingMinutesLeft: step.bankedMinutes };
  }
  const overdue = now > step.dueAt;
  const minutes = overdue
    ? -workingMinutesBetween(step.dueAt, now, calendar)
    : workingMinutesBetween(now, step.dueAt, calendar);
  return {
    dueAt: step.dueAt,
    light: light(now, step.createdAt, step.dueAt, calendar),
    // `-0` is not an integer to JSON readers that look closely.
    workingMinutesLeft: minutes === 0 ? 0 : minutes,
  };
}
