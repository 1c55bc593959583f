import type { TaskClock } from '../model/state.js';
import type { WorkingLimit } from '../model/step.js';
import type { Run } from './run.js';
import { dueAfter } from './timers.js';

/** The clock of a new task (D14). */
export function startClock(run: Run, limit: WorkingLimit | null): TaskClock {
  if (limit === null) return { status: 'none' };
  const startedAt = run.context.now;
  return { status: 'running', limit, startedAt, dueAt: run.context.calendar.dueAt(startedAt, limit) };
}

/** The task waits; its clock stands still with the working minutes that are left in the bank. */
export function suspendTask(run: Run, taskId: string, reason: 'returned-to-applicant' | 'returned-to-step'): void {
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

export function resumeTask(run: Run, taskId: string, cause: 'resubmitted' | 'straight-back'): void {
  const task = run.state.tasks[taskId];
  if (task === undefined || task.status !== 'suspended') return;
  const clock: TaskClock = task.clock;
  const running: TaskClock =
    clock.status === 'stopped'
      ? {
          status: 'running',
          limit: clock.limit,
          startedAt: run.context.now,
          minutes: clock.bankedMinutes,
          dueAt: dueAfter(run, clock.bankedMinutes, 'workingDays' in clock.limit),
        }
      : clock;
  run.emit({ type: 'TaskResumed', taskId, elementId: task.elementId, cause, clock: running });
}
