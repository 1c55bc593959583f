import type { TaskClock } from '../../model/state.js';
import type { Handler } from './handler.js';

/** D14: the calendar changed, so running limits of tasks are computed again from when they began to run. */
export const recomputeLimits: Handler<'RecomputeLimits'> = (run) => {
  for (const task of Object.values(run.state.tasks)) {
    if (task.clock.status !== 'running') continue;
    const { limit, startedAt, minutes } = task.clock;
    const { calendar } = run.context;
    const end =
      minutes === undefined ? calendar.dueAt(startedAt, limit) : calendar.addWorkingMinutes(startedAt, minutes);
    const dueAt = minutes !== undefined && 'workingDays' in limit ? calendar.closingTimeOf(end) : end;
    const clock: TaskClock = { ...task.clock, dueAt };
    if (dueAt !== task.clock.dueAt)
      run.emit({ type: 'TaskLimitChanged', taskId: task.id, elementId: task.elementId, clock });
  }
  return null;
};
