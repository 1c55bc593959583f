import type { DecisionRecord, FlowRejection, StepOutput } from '../../model/command.js';
import type { StepSettings } from '../../model/step.js';
import { hasSeats, isVoted, ownerSeat } from '../seats.js';
import { complete } from '../tokens.js';
import { type Handler, isRejection, reject } from './handler.js';
import { awaited, taskForAction, taskForSeat } from './permission.js';
import { castVote, isForSeat } from './vote.js';

/** Approve: the flow goes on. From several places it is one vote of theirs (D3). */
export const completeTask: Handler<'CompleteTask'> = (run, command) => {
  const isSeat = isForSeat(command.deciderId);
  const open = isSeat
    ? taskForSeat(run, command.taskId, command.deciderId ?? '')
    : taskForAction(run, command.taskId, 'approve');
  if (isRejection(open)) return open;
  const { element, task, token } = open;
  const { step } = element;
  const isOwn = !(task.added ?? []).some((signer) => signer.id === command.deciderId);
  const record = command.record ?? {};
  const wrong =
    checkSaid(step, command.opinion, record, isOwn) ??
    (isOwn && command.decision === 'approve' ? checkOutput(step, command.output ?? {}) : null);
  if (wrong !== null) return wrong;
  if (isVoted(step)) return castVote(run, open, command);
  if (hasSeats(step, task)) {
    const waits = isSeat ? null : awaited(run, open);
    return waits ?? castVote(run, open, { ...command, deciderId: command.deciderId ?? ownerSeat });
  }
  if (command.decision === 'disapprove')
    return reject('ACTION_NOT_ALLOWED', { action: 'disapprove', elementId: element.id });
  const waits = awaited(run, open);
  if (waits !== null) return waits;
  run.emit({
    type: 'TaskCompleted',
    taskId: command.taskId,
    elementId: element.id,
    kind: step.kind,
    decision: 'approve',
    opinion: command.opinion,
    ...outputOf(command.output ?? {}),
    ...(command.record === undefined ? {} : { record: command.record }),
  });
  complete(run, token);
  return null;
};

export const outputOf = ({ grantedAmountFen, reviewPoints }: StepOutput): StepOutput => ({
  ...(grantedAmountFen === undefined ? {} : { grantedAmountFen }),
  ...(reviewPoints === undefined ? {} : { reviewPoints }),
});

const maxAmountFen = 1_000_000_000_000_000;

/** What the step asks everybody to say; a clause and minutes only of its own deciders. */
export function checkSaid(
  step: StepSettings,
  opinion: string,
  record: DecisionRecord,
  isOwn: boolean,
): FlowRejection | null {
  if (step.opinionRequired && opinion.trim() === '') return reject('OPINION_REQUIRED');
  if (step.signature === 'required' && (record.signature ?? '') === '') return reject('SIGNATURE_REQUIRED');
  if (!isOwn) return null;
  if (step.meeting && (record.minutes?.resolution ?? '').trim() === '') return reject('MINUTES_REQUIRED');
  return step.namesClause && (record.clauses ?? []).length === 0 ? reject('CLAUSE_REQUIRED') : null;
}

/** The review points that must be ticked are, and 核定金额 is given exactly where the step grants it (D9). */
function checkOutput(step: StepSettings, output: StepOutput): FlowRejection | null {
  const { grantedAmountFen: amount, reviewPoints: ticked = [] } = output;
  const unknown = ticked.find((id) => !step.reviewPoints.some((point) => point.id === id));
  if (unknown !== undefined) return reject('REVIEW_POINT_UNKNOWN', { point: unknown });
  const open = step.reviewPoints.find((point) => point.required && !ticked.includes(point.id));
  if (open !== undefined) return reject('REVIEW_POINTS_OPEN', { point: open.id });
  if (!step.grantsAmount) return amount === undefined ? null : reject('AMOUNT_NOT_ALLOWED');
  if (amount === undefined) return reject('AMOUNT_REQUIRED');
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= maxAmountFen
    ? null
    : reject('AMOUNT_INVALID', { amount: String(amount) });
}
