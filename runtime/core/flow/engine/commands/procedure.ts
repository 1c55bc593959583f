import { resumeTask, suspendTask } from '../clocks.js';
import { isInert } from '../set-aside.js';
import { resumeTimers, stopTimers } from '../timers.js';
import { findTask, type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

/** 特别程序 (U8): expert review, site visit, hearing … The clock and the timers stand still, and the applicant is told. */
export const beginProcedure: Handler<'BeginProcedure'> = (run, { taskId, procedure, reason }) => {
  const open = taskForAction(run, taskId, 'special-procedure');
  if (isRejection(open)) return open;
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'special-procedure' });
  run.emit({ type: 'ProcedureBegun', taskId, elementId: open.element.id, procedure, reason });
  suspendTask(run, taskId, 'special-procedure');
  stopTimers(run, taskId);
  return null;
};

export const endProcedure: Handler<'EndProcedure'> = (run, { taskId, result }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element, token } = open;
  if (task.suspension?.reason !== 'special-procedure') return reject('NO_PROCEDURE', { taskId });
  if (task.claimedBy !== null && task.claimedBy !== run.context.actor.accountId)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: task.claimedBy });
  if (result.trim() === '') return reject('REASON_REQUIRED', { action: 'special-procedure' });
  run.emit({ type: 'ProcedureEnded', taskId, elementId: element.id, result });
  if (isInert(run, token)) {
    run.emit({ type: 'TaskSuspended', taskId, elementId: element.id, reason: 'returned-to-step', clock: task.clock });
    return null;
  }
  resumeTask(run, taskId, 'procedure-ended');
  resumeTimers(run, taskId);
  return null;
};
