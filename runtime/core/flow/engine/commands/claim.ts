import type { FlowCommand, FlowRejection } from '../../model/command.js';
import type { Run } from '../run.js';
import { isVoted, openSeats, seatsOf } from '../seats.js';
import { findTask, type Handler, isRejection, type OpenTask, reject } from './handler.js';
import { conflictOf, dutyConflict } from './permission.js';

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

/**
 * 转交, 分流转办. By whoever holds the task, or, while nobody does, by who may take it; `byOrder` by an administrator, whom the
 * server knows, also where the step does not offer it: people leave.
 */
export const transferTask: Handler<'TransferTask'> = (run, command) => {
  const { taskId, to, toGroup, reason, byOrder = false } = command;
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const elementId = element.id;
  if (!byOrder && !element.step.actions.includes('transfer'))
    return reject('ACTION_NOT_ALLOWED', { action: 'transfer', elementId });
  // Who leaves hands over what waits, too: it goes on with the new holder.
  if (!byOrder && task.status === 'suspended')
    return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'transfer' });
  if (toGroup !== undefined) return route(run, open, toGroup, reason);
  const duty = conflictOf(run.state, element.step, to);
  if (duty !== null) return reject('SEPARATION_OF_DUTIES', { duty, elementId });
  if (isVoted(element.step)) return transferSeat(run, open, command);
  const actor = run.context.actor.accountId;
  if (!byOrder && task.claimedBy !== null && task.claimedBy !== actor)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: task.claimedBy });
  if (task.delegation !== undefined) run.emit({ type: 'DelegationRecalled', taskId, elementId });
  run.emit({ type: 'TaskTransferred', taskId, elementId, from: task.claimedBy, to, reason });
  return null;
};

function route(run: Run, { task, element }: OpenTask, to: string, reason: string): FlowRejection | null {
  const { id: taskId, claimedBy } = task;
  const elementId = element.id;
  if (isVoted(element.step)) return reject('ACTION_NOT_ALLOWED', { action: 'transfer', elementId });
  if (claimedBy !== null && claimedBy !== run.context.actor.accountId)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy });
  if (task.delegation !== undefined) run.emit({ type: 'DelegationRecalled', taskId, elementId });
  run.emit({ type: 'TaskRouted', taskId, elementId, to, reason });
  return null;
}

/** One of several deciders hands on their place. */
function transferSeat(
  run: Run,
  { task, element }: OpenTask,
  { taskId, to, deciderId = '', reason, byOrder }: Extract<FlowCommand, { type: 'TransferTask' }>,
): FlowRejection | null {
  const seats = byOrder === true ? seatsOf(element.step, task) : openSeats(element.step, task);
  const seat = seats.find((one) => one.id === deciderId && !one.isAdded);
  if (seat === undefined) return reject('DECIDER_UNKNOWN', { deciderId });
  if (seat.vote !== null) return reject('ALREADY_DECIDED', { deciderId });
  const holds = seat.accountId === null || seat.accountId === run.context.actor.accountId || byOrder === true;
  if (!holds) return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: seat.accountId ?? '' });
  run.emit({ type: 'SeatTransferred', taskId, elementId: element.id, deciderId, to, reason });
  return null;
}
