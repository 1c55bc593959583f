import { findTask, type Handler, isRejection, reject } from './handler.js';
import { taskForAction } from './permission.js';

const maxRequests = 20;

/** 联审 (U9): other departments are asked until a date; the step waits for them or for the date. */
export const requestOpinions: Handler<'RequestOpinions'> = (run, { taskId, to, question, limit }) => {
  const open = taskForAction(run, taskId, 'request-opinion');
  if (isRejection(open)) return open;
  const { task, element } = open;
  if (question.trim() === '') return reject('REASON_REQUIRED', { action: 'request-opinion' });
  const asked = (task.requests ?? []).filter((request) => request.answer === null).map((request) => request.to);
  if (
    to.length === 0 ||
    to.some((one) => asked.includes(one)) ||
    (task.requests ?? []).length + to.length > maxRequests
  )
    return reject('SIGNER_NOT_ALLOWED', { taskId });
  const dueAt = run.context.calendar.dueAt(run.context.now, limit);
  for (const one of new Set(to)) {
    const request = { id: `request-${run.context.newId()}`, to: one, question, dueAt };
    run.emit({ type: 'OpinionRequested', taskId, elementId: element.id, request });
  }
  return null;
};

/** By the department that was asked; who may speak for it the server knows. Late answers are taken while the step is open. */
export const answerRequest: Handler<'AnswerRequest'> = (run, { taskId, requestId, verdict, opinion }) => {
  const open = findTask(run, taskId);
  if (isRejection(open)) return open;
  const { task, element } = open;
  const request = task.requests?.find((one) => one.id === requestId);
  if (request === undefined) return reject('REQUEST_UNKNOWN', { requestId });
  if (request.answer !== null) return reject('ALREADY_DECIDED', { deciderId: requestId });
  if (opinion.trim() === '') return reject('OPINION_REQUIRED', { elementId: element.id });
  run.emit({ type: 'RequestAnswered', taskId, elementId: element.id, requestId, verdict, opinion });
  return null;
};
