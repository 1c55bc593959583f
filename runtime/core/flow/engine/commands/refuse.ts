import { throwError } from '../faults.js';
import { type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

/** 不予受理 / 不予兑现: a BPMN error; uncaught, it ends the case with that outcome (D3). Always with an opinion: it goes into the letter. */
export const refuseTask: Handler<'RefuseTask'> = (run, { taskId, code, opinion }) => {
  const decision = code === 'ACCEPTANCE_REFUSED' ? 'refuse-acceptance' : 'refuse';
  const open = taskForAction(run, taskId, decision);
  if (isRejection(open)) return open;
  if (opinion.trim() === '') return reject('OPINION_REQUIRED', { elementId: open.element.id });
  const { id: elementId, step } = open.element;
  run.emit({ type: 'TaskCompleted', taskId, elementId, kind: step.kind, decision, opinion });
  throwError(run, open.token, code, opinion);
  return null;
};
