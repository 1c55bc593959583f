import { resumeTask, suspendTask } from '../clocks.js';
import { isInert } from '../set-aside.js';
import { resumeTimers, stopTimers } from '../timers.js';
import { findTask, type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

/** 补正: no token moves; the task waits for the applicant and its clock stands still (D3, D14). */
export const returnToApplicant: Handler<'ReturnToApplicant'> = (run, { taskId, reason, items }) => {
  const open = taskForAction(run, taskId, 'return-to-applicant');
  if (isRejection(open)) return open;
  if (reason.trim() === '' && items.length === 0) return reject('REASON_REQUIRED', { action: 'return-to-applicant' });
  run.emit({ type: 'TaskReturned', taskId, elementId: open.element.id, to: 'applicant', reason, items });
  suspendTask(run, taskId, 'returned-to-applicant');
  stopTimers(run, taskId);
  return null;
};

/** The applicant has mended what was asked. */
export const resubmit: Handler<'Resubmit'> = (run, { taskId }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element, token } = open;
  if (task.suspension?.reason !== 'returned-to-applicant') return reject('NOTHING_TO_CORRECT', { taskId });
  if (isInert(run, token)) {
    // Meanwhile another task returned the case to an earlier step: this one goes on waiting, now for that step.
    run.emit({ type: 'TaskSuspended', taskId, elementId: element.id, reason: 'returned-to-step', clock: task.clock });
    return null;
  }
  resumeTask(run, taskId, 'resubmitted');
  resumeTimers(run, taskId);
  return null;
};
