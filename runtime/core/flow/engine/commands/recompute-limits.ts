import { workingEnd } from '../working-end.js';
import type { Handler } from './handler.js';

/** D14: the calendar changed, so what runs in working time is reckoned again from when it began to run. */
export const recomputeLimits: Handler<'RecomputeLimits'> = (run) => {
  const { calendar } = run.context;
  for (const { id: taskId, elementId, clock } of Object.values(run.state.tasks)) {
    if (clock.status !== 'running') continue;
    const dueAt = workingEnd(calendar, clock);
    if (dueAt !== clock.dueAt) run.emit({ type: 'TaskLimitChanged', taskId, elementId, clock: { ...clock, dueAt } });
  }
  for (const timer of Object.values(run.state.timers)) {
    if (timer.working === undefined || timer.banked !== undefined) continue;
    const dueAt = workingEnd(calendar, timer.working);
    if (dueAt !== timer.dueAt) run.emit({ type: 'TimerScheduled', timer: { ...timer, dueAt } });
  }
  return null;
};
