import type { FlowRejection } from '../../model/command.js';
import type { ProcessState } from '../../model/state.js';
import type { DutySeparation, StepAction, StepSettings } from '../../model/step.js';
import type { Run } from '../run.js';
import { openSeats, seatsOf } from '../seats.js';
import { findTask, isRejection, type OpenTask, reject } from './handler.js';

/** The task if its actor may do the action now: allowed at the step, not suspended, claimed by the actor, duties separate. */
export function taskForAction(run: Run, taskId: string, action: StepAction): OpenTask | FlowRejection {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { step } = open.element;
  if (!step.actions.includes(action)) return reject('ACTION_NOT_ALLOWED', { action, elementId: open.element.id });
  return mayWork(run, open) ?? open;
}

/** The task for who decides from a place of their own: an added signer, or one who was handed a decider's place. */
export function taskForSeat(run: Run, taskId: string, deciderId: string): OpenTask | FlowRejection {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const wrong = mayTouch(run, open);
  if (wrong !== null) return wrong;
  const seat = seatsOf(element.step, task).find((one) => one.id === deciderId);
  const actor = run.context.actor.accountId;
  if (seat === undefined) return reject('DECIDER_UNKNOWN', { deciderId });
  return seat.accountId !== null && seat.accountId !== actor
    ? reject('TASK_ALREADY_CLAIMED', { taskId, claimedBy: seat.accountId })
    : open;
}

/** Why the actor may not work on the task now, or `null`. */
function mayWork(run: Run, open: OpenTask): FlowRejection | null {
  const { task, element } = open;
  const actor = run.context.actor.accountId;
  const { step } = element;
  const wrong = mayTouch(run, open);
  if (wrong !== null) return wrong;
  if (task.claimedBy !== null && task.claimedBy !== actor)
    return reject('TASK_ALREADY_CLAIMED', { taskId: task.id, claimedBy: task.claimedBy });
  if (task.delegation !== undefined)
    return reject('TASK_DELEGATED', { taskId: task.id, claimedBy: task.delegation.to });
  // Any of several may decide, or record a payment, without claiming first; a single decider claims (签收).
  const needsClaim = step.decision === 'single' && !step.actions.includes('record-payment');
  return needsClaim && task.claimedBy === null ? reject('TASK_NOT_CLAIMED', { taskId: task.id }) : null;
}

/** Suspended tasks stand still, and the law keeps some people out of all that is done with one. */
function mayTouch(run: Run, { task, element }: OpenTask): FlowRejection | null {
  if (task.status === 'suspended')
    return reject('TASK_SUSPENDED', { taskId: task.id, reason: task.suspension?.reason ?? '' });
  const conflict = dutyConflict(run, element.step);
  return conflict === null ? null : reject('SEPARATION_OF_DUTIES', { duty: conflict, elementId: element.id });
}

/** What is still awaited before the step's own decider may end it: signers added before (加签), other departments (U9). */
export function awaited(run: Run, { task, element }: OpenTask): FlowRejection | null {
  const first = openSeats(element.step, task)[0];
  if (first?.place === 'before') return reject('SIGNERS_FIRST', { taskId: task.id });
  const open = (task.requests ?? []).filter(
    (request) => request.answer === null && Date.parse(request.dueAt) > Date.parse(run.context.now),
  );
  return open.length === 0 ? null : reject('REQUESTS_OPEN', { taskId: task.id, open: open.length });
}

/** 受审分离 (R35), 回避: which of the step's separations the actor would break. */
export const dutyConflict = (run: Run, step: StepSettings): string | null =>
  conflictOf(run.state, step, run.context.actor.accountId);

/** Why an account may not work on a step: a duty of the file, or `recused`. */
export function conflictOf(state: ProcessState, step: StepSettings, accountId: string): string | null {
  if (state.recused?.some((recusal) => recusal.accountId === accountId)) return 'recused';
  return step.separateFrom.find((duty) => holderOf(duty, state) === accountId) ?? null;
}

/** Accounts that may not work on a step now, because they filed, accepted, or did a step it is kept apart from (R35). */
export function barredAccounts(state: ProcessState, step: StepSettings): readonly string[] {
  const recused = (state.recused ?? []).map((recusal) => recusal.accountId);
  return [...new Set([...step.separateFrom.flatMap((duty) => holderOf(duty, state) ?? []), ...recused])];
}

function holderOf(duty: DutySeparation, { filedBy, acceptedBy, done }: ProcessState): string | null {
  if (duty === 'filer') return filedBy;
  if (duty === 'acceptor') return acceptedBy;
  return done[duty.slice('step:'.length)]?.by ?? null;
}
