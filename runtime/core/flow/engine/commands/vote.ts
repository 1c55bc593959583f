import type { DecisionRecord, FlowCommand, FlowRejection, SettleCause, StepOutput } from '../../model/command.js';
import { throwError } from '../faults.js';
import type { Run } from '../run.js';
import { openSeats, ownerSeat, resultOf, seatsOf } from '../seats.js';
import { complete } from '../tokens.js';
import { outputOf } from './complete.js';
import { findTask, isRejection, type OpenTask, reject } from './handler.js';

/** One of several deciders decides (会签, 依次, 比例, 加签; D3). The task is over as soon as its result is certain. */
export function castVote(
  run: Run,
  open: OpenTask,
  command: Extract<FlowCommand, { type: 'CompleteTask' }>,
): FlowRejection | null {
  const { task, element } = open;
  const { step } = element;
  const deciderId = command.deciderId ?? '';
  const seat = seatsOf(step, task).find((one) => one.id === deciderId);
  if (seat === undefined) return reject('DECIDER_UNKNOWN', { deciderId });
  if (seat.vote !== null) return reject('ALREADY_DECIDED', { deciderId });
  // One person counts once, also where several roles are theirs.
  if (task.votes.some((vote) => vote.by === run.context.actor.accountId))
    return reject('ALREADY_DECIDED', { deciderId });
  const turns = openSeats(step, task);
  if (!turns.some((one) => one.id === deciderId)) {
    const turn = turns[0]?.id ?? '';
    return reject(turns[0]?.isAdded === true ? 'SIGNERS_FIRST' : 'DECIDER_NOT_YET', { deciderId, turn });
  }
  const { opinion, decision, record } = command;
  const output = outputOf(command.output ?? {});
  const gives = !seat.isAdded && decision === 'approve' && Object.keys(output).length > 0;
  run.emit({
    type: 'VoteCast',
    taskId: task.id,
    elementId: element.id,
    deciderId,
    decision,
    opinion,
    ...(gives ? { output } : {}),
    ...(record === undefined ? {} : { record }),
  });
  finishIfCertain(run, task.id, { opinion, ...(record === undefined ? {} : { record }) });
  return null;
}

interface Closing {
  readonly opinion: string;
  readonly record?: DecisionRecord;
  readonly cause?: SettleCause;
}

/** Ends the task where the result of its places is certain; also after a signer was taken away. */
export function finishIfCertain(run: Run, taskId: string, closing: Closing): void {
  const open = findTask(run, taskId);
  if (isRejection(open)) return;
  const { task, element, token } = open;
  const { step } = element;
  const result = resultOf(step, task);
  if (result === 'open') return;
  const refused = step.kind === 'acceptance' ? 'refuse-acceptance' : 'refuse';
  run.emit({
    type: 'TaskCompleted',
    taskId,
    elementId: element.id,
    kind: step.kind,
    decision: result === 'approved' ? 'approve' : refused,
    ...closing,
    ...(result === 'approved' ? givenBy(task.votes.map((vote) => vote.output)) : {}),
  });
  if (result === 'approved') complete(run, token);
  else throwError(run, token, step.kind === 'acceptance' ? 'ACCEPTANCE_REFUSED' : 'REFUSED', closing.opinion);
}

/** What the step's own deciders set; of several the last one's amount counts. */
const givenBy = (outputs: readonly (StepOutput | undefined)[]): StepOutput => Object.assign({}, ...outputs);

/** Whether the command is meant for a place of its own: of several deciders, or of an added signer. */
export const isForSeat = (deciderId: string | undefined): deciderId is string =>
  deciderId !== undefined && deciderId !== ownerSeat;
