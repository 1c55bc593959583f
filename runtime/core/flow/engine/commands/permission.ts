import type { FlowRejection } from '../../model/command.js';
import type { ProcessState } from '../../model/state.js';
import type { DutySeparation, StepAction, StepSettings } from '../../model/step.js';
import type { Run } from '../run.js';
import { findTask, isRejection, type OpenTask, reject } from './handler.js';

/** The task if its actor may do the action now: allowed at the step, not suspended, claimed by the actor, duties separate. */
export function taskForAction(run: Run, taskId: string, action: StepAction): OpenTask | FlowRejection {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { step } = open.element;
  if (!step.actions.includes(action)) return reject('ACTION_NOT_ALLOWED', { action, elementId: open.element.id });
  return mayWork(run, open) ?? open;
}

/** Why the actor may not work on the task now, or `null`. */
function mayWork(run: Run, { task, element }: OpenTask): FlowRejection | null {
  const actor = run.context.actor.accountId;
  const { step } = element;
  if (task.status === 'suspended')
    return reject('TASK_SUSPENDED', { taskId: task.id, reason: task.suspension?.reason ?? '' });
  const conflict = dutyConflict(run, step);
  if (conflict !== null) return reject('SEPARATION_OF_DUTIES', { duty: conflict, elementId: element.id });
  if (task.claimedBy !== null && task.claimedBy !== actor)
    return reject('TASK_ALREADY_CLAIMED', { taskId: task.id, claimedBy: task.claimedBy });
  // Any of several may decide, or record a payment, without claiming first; a single decider claims (签收).
  const needsClaim = step.decision === 'single' && !step.actions.includes('record-payment');
  return needsClaim && task.claimedBy === null ? reject('TASK_NOT_CLAIMED', { taskId: task.id }) : null;
}

/** 受审分离 (R35): which of the step's separations the actor would break. */
export function dutyConflict(run: Run, step: StepSettings): string | null {
  const actor = run.context.actor.accountId;
  return step.separateFrom.find((duty) => holderOf(duty, run.state) === actor) ?? null;
}

/** Accounts that may not work on a step now, because they filed, accepted, or did a step it is kept apart from (R35). */
export function barredAccounts(state: ProcessState, step: StepSettings): readonly string[] {
  return [...new Set(step.separateFrom.flatMap((duty) => holderOf(duty, state) ?? []))];
}

function holderOf(duty: DutySeparation, { filedBy, acceptedBy, done }: ProcessState): string | null {
  if (duty === 'filer') return filedBy;
  if (duty === 'acceptor') return acceptedBy;
  return done[duty.slice('step:'.length)]?.by ?? null;
}
