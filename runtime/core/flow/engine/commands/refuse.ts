import { throwError } from '../faults.js';
import { isVoted } from '../seats.js';
import { checkSaid } from './complete.js';
import { type Handler, isRejection, reject } from './handler.js';
import { awaited, taskForAction } from './permission.js';

/** 不予受理 / 不予兑现: a BPMN error; uncaught, it ends the case with that outcome (D3). Always with an opinion: it goes into the letter. */
export const refuseTask: Handler<'RefuseTask'> = (run, { taskId, code, opinion, record }) => {
  const decision = code === 'ACCEPTANCE_REFUSED' ? 'refuse-acceptance' : 'refuse';
  const open = taskForAction(run, taskId, decision);
  if (isRejection(open)) return open;
  const { id: elementId, step } = open.element;
  // One of several does not refuse for all of them: they disapprove, and it is counted.
  if (isVoted(step)) return reject('ACTION_NOT_ALLOWED', { action: decision, elementId });
  if (opinion.trim() === '') return reject('OPINION_REQUIRED', { elementId });
  const wrong = checkSaid(step, opinion, record ?? {}, true) ?? awaited(run, open);
  if (wrong !== null) return wrong;
  run.emit({
    type: 'TaskCompleted',
    taskId,
    elementId,
    kind: step.kind,
    decision,
    opinion,
    ...(record === undefined ? {} : { record }),
  });
  throwError(run, open.token, code, opinion);
  return null;
};
