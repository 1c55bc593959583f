import { findTask, type Handler, isRejection, reject } from './handler.js';

/** Between two urgings of one task. */
const pauseMs = 3_600_000;

/** 催办 by hand. Changes nothing but that those who have the task are told; not more than once an hour. */
export const urgeTask: Handler<'UrgeTask'> = (run, { taskId, text }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (task.status === 'suspended') return reject('TASK_SUSPENDED', { taskId, reason: task.suspension?.reason ?? '' });
  if (task.urged !== undefined && Date.parse(run.context.now) - Date.parse(task.urged.at) < pauseMs)
    return reject('URGED_TOO_OFTEN', { taskId, at: task.urged.at });
  run.emit({ type: 'TaskUrged', taskId, elementId: element.id, text });
  return null;
};

/** 抄送 by hand, from a step that permits it. */
export const copyCase: Handler<'CopyCase'> = (run, { taskId, to, text }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { element } = open;
  if (!element.step.actions.includes('copy'))
    return reject('ACTION_NOT_ALLOWED', { action: 'copy', elementId: element.id });
  if (to.length === 0) return reject('SIGNER_NOT_ALLOWED', { taskId });
  run.emit({ type: 'CaseCopied', taskId, elementId: element.id, to: [...new Set(to)], text });
  return null;
};

/** 回避: from now on this person decides nothing in this case; what they hold is open again. */
export const recuse: Handler<'Recuse'> = (run, { accountId, reason }) => {
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'recuse' });
  if (run.state.recused?.some((recusal) => recusal.accountId === accountId))
    return reject('ALREADY_DECIDED', { deciderId: accountId });
  run.emit({ type: 'PersonRecused', accountId, reason });
  for (const { id: taskId, elementId, claimedBy, delegation } of Object.values(run.state.tasks)) {
    if (delegation?.to === accountId) run.emit({ type: 'DelegationRecalled', taskId, elementId });
    if (claimedBy === accountId) run.emit({ type: 'TaskReleased', taskId, elementId, releasedFrom: accountId });
    for (const signer of run.state.tasks[taskId]?.added ?? [])
      if (
        signer.accountId === accountId &&
        !run.state.tasks[taskId]?.votes.some((vote) => vote.deciderId === signer.id)
      )
        run.emit({ type: 'SignerRemoved', taskId, elementId, signerId: signer.id, accountId, reason });
  }
  return null;
};
