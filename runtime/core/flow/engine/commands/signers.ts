import { openSeats, ownerSeat, seatsOf } from '../seats.js';
import { findTask, type Handler, isRejection, reject } from './handler.js';
import { conflictOf, taskForAction } from './permission.js';
import { finishIfCertain } from './vote.js';

const maxAdded = 20;

/** 加签: somebody decides before, after or beside. Never twice the same person, nor who must not decide. */
export const addSigner: Handler<'AddSigner'> = (run, { taskId, accountId, place, reason }) => {
  const open = taskForAction(run, taskId, 'add-signer');
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'add-signer' });
  const known = seatsOf(element.step, task).some((seat) => seat.accountId === accountId || seat.vote?.by === accountId);
  if (known || accountId === run.context.actor.accountId || (task.added ?? []).length >= maxAdded)
    return reject('SIGNER_NOT_ALLOWED', { taskId });
  const duty = conflictOf(run.state, element.step, accountId);
  if (duty !== null) return reject('SEPARATION_OF_DUTIES', { duty, elementId: element.id });
  const signer = { id: `signer-${run.context.newId()}`, accountId, place, reason };
  run.emit({ type: 'SignerAdded', taskId, elementId: element.id, signer });
  return null;
};

/** 减签: by who added them, while they have not decided. The result may be certain then. */
export const removeSigner: Handler<'RemoveSigner'> = (run, { taskId, signerId, reason }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const signer = task.added?.find((one) => one.id === signerId);
  if (signer === undefined) return reject('SIGNER_UNKNOWN', { signerId });
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (signer.by !== run.context.actor.accountId)
    return reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: signer.by });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'add-signer' });
  if (task.votes.some((vote) => vote.deciderId === signerId)) return reject('ALREADY_DECIDED', { deciderId: signerId });
  run.emit({ type: 'SignerRemoved', taskId, elementId: element.id, signerId, accountId: signer.accountId, reason });
  const left = findTask(run, taskId);
  if (isRejection(left) || left.task.votes.length === 0 || openSeats(element.step, left.task).length > 0) return null;
  finishIfCertain(run, taskId, {
    opinion: left.task.votes.find((vote) => vote.deciderId === ownerSeat)?.opinion ?? '',
  });
  return null;
};
