import type { FlowRejection } from '../../model/command.js';
import type { StepAction, StepSettings } from '../../model/step.js';
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
export function mayWork(run: Run, { task, element }: OpenTask): FlowRejection | null {
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
  const { filedBy, acceptedBy, done } = run.state;
  for (const duty of step.separateFrom) {
    if (duty === 'filer' && filedBy === actor) return duty;
    if (duty === 'acceptor' && acceptedBy === actor) return duty;
    if (duty.startsWith('step:') && done[duty.slice(5)]?.by === actor) return duty;
  }
  return null;
}
