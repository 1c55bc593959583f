import { assertNever } from '#core/result';
import type { FlowCommand, FlowRejection } from '../../model/command.js';
import type { Vote } from '../../model/state.js';
import type { StepSettings } from '../../model/step.js';
import { throwError } from '../faults.js';
import type { Run } from '../run.js';
import { complete } from '../tokens.js';
import { outputOf } from './complete.js';
import { type OpenTask, reject } from './handler.js';

/** One of several deciders decides (会签, 依次, 比例; D3). The task is over as soon as its result is certain. */
export function castVote(
  run: Run,
  { task, element, token }: OpenTask,
  command: Extract<FlowCommand, { type: 'CompleteTask' }>,
): FlowRejection | null {
  const { step } = element;
  const deciderId = command.deciderId ?? '';
  if (!step.deciders.some((decider) => decider.id === deciderId)) return reject('DECIDER_UNKNOWN', { deciderId });
  if (task.votes.some((vote) => vote.deciderId === deciderId)) return reject('ALREADY_DECIDED', { deciderId });
  // One person counts once, also where several roles are theirs.
  if (task.votes.some((vote) => vote.by === run.context.actor.accountId))
    return reject('ALREADY_DECIDED', { deciderId });
  const turn = step.deciders[task.votes.length]?.id ?? '';
  if (step.decision === 'sequential' && turn !== deciderId) return reject('DECIDER_NOT_YET', { deciderId, turn });
  const { opinion, decision } = command;
  run.emit({ type: 'VoteCast', taskId: task.id, elementId: element.id, deciderId, decision, opinion });
  const result = resultOf(step, run.state.tasks[task.id]?.votes ?? []);
  if (result === 'open') return null;
  const refused = step.kind === 'acceptance' ? 'refuse-acceptance' : 'refuse';
  run.emit({
    type: 'TaskCompleted',
    taskId: task.id,
    elementId: element.id,
    kind: step.kind,
    decision: result === 'approved' ? 'approve' : refused,
    opinion,
    ...(result === 'approved' ? outputOf(command.output ?? {}) : {}),
  });
  if (result === 'approved') complete(run, token);
  else throwError(run, token, step.kind === 'acceptance' ? 'ACCEPTANCE_REFUSED' : 'REFUSED', opinion);
  return null;
}

/** The result of the votes so far. Approvals are counted, not completions, and it is certain as early as it can be. */
function resultOf(step: StepSettings, votes: readonly Vote[]): 'approved' | 'disapproved' | 'open' {
  const weightOf = (decision: Vote['decision']) =>
    votes
      .filter((vote) => vote.decision === decision)
      .reduce((sum, vote) => sum + (step.deciders.find((decider) => decider.id === vote.deciderId)?.weight ?? 0), 0);
  switch (step.decision) {
    case 'single':
    case 'any-of':
      return votes.length === 0 ? 'open' : votes[0]?.decision === 'approve' ? 'approved' : 'disapproved';
    case 'countersign':
    case 'sequential':
      if (votes.some((vote) => vote.decision === 'disapprove')) return 'disapproved';
      return votes.length === step.deciders.length ? 'approved' : 'open';
    case 'ratio': {
      const total = step.deciders.reduce((sum, decider) => sum + decider.weight, 0);
      // Shares such as 2/3 are not exact in binary; a billionth of the total is no vote.
      const needed = step.passShare * total - total * 1e-9;
      if (weightOf('approve') >= needed) return 'approved';
      return total - weightOf('disapprove') < needed ? 'disapproved' : 'open';
    }
    default:
      return assertNever(step.decision);
  }
}
