import type { TaskClock, WorkingStart } from '../model/state.js';
import type { WorkingLimit } from '../model/step.js';
import type { Run } from './run.js';
import { workingEnd } from './working-end.js';

/** The clock of a new task (D14). */
export function startClock(run: Run, limit: WorkingLimit | null): TaskClock {
  return limit === null ? { status: 'none' } : runningClock(run, { limit, startedAt: run.context.now });
}

const runningClock = (run: Run, start: WorkingStart): TaskClock => ({
  status: 'running',
  ...start,
  dueAt: workingEnd(run.context.calendar, start),
});

/** The task waits; its clock stands still with the working minutes that are left in the bank. */
export function suspendTask(
  run: Run,
  taskId: string,
  reason: 'returned-to-applicant' | 'returned-to-step' | 'special-procedure',
): void {
  const task = run.state.tasks[taskId];
  if (task === undefined || task.status === 'suspended') return;
  const { clock } = task;
  const stopped: TaskClock =
    clock.status === 'running'
      ? {
          status: 'stopped',
          limit: clock.limit,
          bankedMinutes: run.context.calendar.workingMinutesBetween(run.context.now, clock.dueAt),
        }
      : clock;
  run.emit({ type: 'TaskSuspended', taskId, elementId: task.elementId, reason, clock: stopped });
}

export function resumeTask(run: Run, taskId: string, cause: 'resubmitted' | 'straight-back' | 'procedure-ended'): void {
  const task = run.state.tasks[taskId];
  if (task === undefined || task.status !== 'suspended') return;
  const clock: TaskClock = task.clock;
  const running =
    clock.status === 'stopped'
      ? runningClock(run, { limit: clock.limit, startedAt: run.context.now, minutes: clock.bankedMinutes })
      : clock;
  run.emit({ type: 'TaskResumed', taskId, elementId: task.elementId, cause, clock: running });
}
