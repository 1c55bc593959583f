import type { FlowRejection, StepOutput } from '../../model/command.js';
import type { StepSettings } from '../../model/step.js';
import { complete } from '../tokens.js';
import { type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';
import { castVote } from './vote.js';

/** Approve: the flow goes on. With several deciders it is one vote of theirs (D3). */
export const completeTask: Handler<'CompleteTask'> = (run, command) => {
  const open = taskForAction(run, command.taskId, 'approve');
  if (isRejection(open)) return open;
  const { element, token } = open;
  const { step } = element;
  const hasVotes = step.decision !== 'single' && step.decision !== 'any-of';
  if (step.opinionRequired && command.opinion.trim() === '')
    return reject('OPINION_REQUIRED', { elementId: element.id });
  if (!hasVotes && command.decision === 'disapprove')
    return reject('ACTION_NOT_ALLOWED', { action: 'disapprove', elementId: element.id });
  const output = command.output ?? {};
  const wrong = command.decision === 'approve' ? checkOutput(step, output) : null;
  if (wrong !== null) return wrong;
  if (hasVotes) return castVote(run, open, command);
  run.emit({
    type: 'TaskCompleted',
    taskId: command.taskId,
    elementId: element.id,
    kind: step.kind,
    decision: 'approve',
    opinion: command.opinion,
    ...outputOf(output),
  });
  complete(run, token);
  return null;
};

export const outputOf = ({ grantedAmountFen, reviewPoints }: StepOutput): StepOutput => ({
  ...(grantedAmountFen === undefined ? {} : { grantedAmountFen }),
  ...(reviewPoints === undefined ? {} : { reviewPoints }),
});

const maxAmountFen = 1_000_000_000_000_000;

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
