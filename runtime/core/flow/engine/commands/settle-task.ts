import type { SettleCause } from '../../model/command.js';
import { throwError } from '../faults.js';
import type { Run } from '../run.js';
import { isVoted } from '../seats.js';
import { complete } from '../tokens.js';
import { findTask, type Handler, isRejection, type OpenTask, reject } from './handler.js';
import { finishIfCertain } from './vote.js';

/** What no hand decides: 去重, nobody to decide, the limit was over. Never a payment, never an amount that nobody set. */
export const settleTask: Handler<'SettleTask'> = (run, { taskId, decision, cause, deciderId }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (element.step.actions.includes('record-payment'))
    return reject('ACTION_NOT_ALLOWED', { action: 'approve', elementId: element.id });
  if (decision === 'approve' && element.step.grantsAmount && !isVoted(element.step)) return reject('AMOUNT_REQUIRED');
  if (!isVoted(element.step) || deciderId === undefined) {
    settleByItself(run, open, decision, cause);
    return null;
  }
  if (task.votes.some((vote) => vote.deciderId === deciderId)) return reject('ALREADY_DECIDED', { deciderId });
  const vote = { deciderId, decision: decision === 'approve' ? decision : 'disapprove', opinion: '', cause } as const;
  run.emit({ type: 'VoteCast', taskId, elementId: element.id, ...vote });
  finishIfCertain(run, taskId, { opinion: '', cause });
  return null;
};

export function settleByItself(run: Run, open: OpenTask, decision: 'approve' | 'refuse', cause: SettleCause): void {
  const { task, element, token } = open;
  const { step, id: elementId } = element;
  const refused = step.kind === 'acceptance' ? 'refuse-acceptance' : 'refuse';
  const said = decision === 'approve' ? decision : refused;
  run.emit({ type: 'TaskCompleted', taskId: task.id, elementId, kind: step.kind, decision: said, opinion: '', cause });
  if (decision === 'approve') complete(run, token);
  else throwError(run, token, step.kind === 'acceptance' ? 'ACCEPTANCE_REFUSED' : 'REFUSED', '');
}
