import { findTask, type Handler, isRejection, reject } from './handler.js';
import { dutyConflict } from './permission.js';

/** 签收. Claiming what one holds already changes nothing; what another holds is refused with who holds it. */
export const claimTask: Handler<'ClaimTask'> = (run, { taskId }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const claimedBy = run.context.actor.accountId;
  if (element.step.decision !== 'single' && element.step.decision !== 'any-of')
    return reject('ACTION_NOT_ALLOWED', { action: 'claim', elementId: element.id });
  if (task.claimedBy === claimedBy) return null;
  if (task.claimedBy !== null) return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: task.claimedBy });
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  const duty = dutyConflict(run, element.step);
  if (duty !== null) return reject('SEPARATION_OF_DUTIES', { duty, elementId: element.id });
  run.emit({ type: 'TaskClaimed', taskId, elementId: element.id, claimedBy });
  return null;
};

export const releaseTask: Handler<'ReleaseTask'> = (run, { taskId }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (task.claimedBy === null) return reject('TASK_NOT_CLAIMED', { taskId });
  if (task.claimedBy !== run.context.actor.accountId)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: task.claimedBy });
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  run.emit({ type: 'TaskReleased', taskId, elementId: element.id, releasedFrom: task.claimedBy });
  return null;
};

/** 转交. By whoever holds the task; an administrator's transfer of another's task is the server's to permit, as `ReleaseTask` is not. */
export const transferTask: Handler<'TransferTask'> = (run, { taskId, to, reason }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (!element.step.actions.includes('transfer'))
    return reject('ACTION_NOT_ALLOWED', { action: 'transfer', elementId: element.id });
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'transfer' });
  const receiver = { ...run, context: { ...run.context, actor: { accountId: to } } };
  const duty = dutyConflict(receiver, element.step);
  if (duty !== null) return reject('SEPARATION_OF_DUTIES', { duty, elementId: element.id });
  run.emit({ type: 'TaskTransferred', taskId, elementId: element.id, from: task.claimedBy, to, reason });
  return null;
};
