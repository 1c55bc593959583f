import { findTask, type Handler, isRejection, reject } from './handler.js';
import { conflictOf, taskForAction } from './permission.js';

/** 委派: the task stays the owner's; until the other's opinion is there, the owner does not decide. The clock goes on. */
export const delegateTask: Handler<'DelegateTask'> = (run, { taskId, to, reason }) => {
  const open = taskForAction(run, taskId, 'delegate');
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (task.claimedBy === null) return reject('TASK_NOT_CLAIMED', { taskId });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'delegate' });
  if (to === task.claimedBy) return reject('SIGNER_NOT_ALLOWED', { taskId });
  const duty = conflictOf(run.state, element.step, to);
  if (duty !== null) return reject('SEPARATION_OF_DUTIES', { duty, elementId: element.id });
  run.emit({ type: 'TaskDelegated', taskId, elementId: element.id, to, reason });
  return null;
};

export const answerDelegation: Handler<'AnswerDelegation'> = (run, { taskId, opinion, record }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const { delegation } = task;
  if (delegation === undefined) return reject('NOT_DELEGATED', { taskId });
  if (delegation.to !== run.context.actor.accountId)
    return reject('TASK_DELEGATED', { taskId, claimedBy: delegation.to });
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (opinion.trim() === '') return reject('OPINION_REQUIRED', { elementId: element.id });
  run.emit({
    type: 'DelegationAnswered',
    taskId,
    elementId: element.id,
    opinion,
    returnsTo: delegation.by,
    ...(record === undefined ? {} : { record }),
  });
  return null;
};

/** The owner does not wait any longer. */
export const recallDelegation: Handler<'RecallDelegation'> = (run, { taskId }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (task.delegation === undefined) return reject('NOT_DELEGATED', { taskId });
  if (task.claimedBy !== run.context.actor.accountId)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: task.claimedBy ?? '' });
  run.emit({ type: 'DelegationRecalled', taskId, elementId: element.id });
  return null;
};
