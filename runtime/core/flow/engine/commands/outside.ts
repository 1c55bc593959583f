import { fail, throwError } from '../faults.js';
import { elementOf } from '../run.js';
import { setVariables } from '../scopes.js';
import { taskTimerFired } from '../task-timers.js';
import { scheduleNext, scheduleWorkingTimer } from '../timers.js';
import { complete } from '../tokens.js';
import { deliverSignal, receive, trigger } from '../triggers.js';
import { findTask, type Handler, isRejection, reject } from './handler.js';
import { checkVariables } from './lifecycle.js';

/** A timer's time has come. Early, doubled or late jobs change nothing: the due time in the state decides. */
export const fireTimer: Handler<'FireTimer'> = (run, { timerId, firedFor }) => {
  const timer = Object.hasOwn(run.state.timers, timerId) ? run.state.timers[timerId] : undefined;
  if (timer === undefined) return reject('TIMER_NOT_FOUND', { timerId });
  const isMeant = firedFor === undefined || firedFor === timer.dueAt;
  if (!isMeant || timer.banked !== undefined || Date.parse(run.context.now) < Date.parse(timer.dueAt))
    return reject('TIMER_NOT_DUE', { timerId, dueAt: timer.dueAt });
  run.emit({ type: 'TimerFired', timerId, elementId: timer.elementId });
  const element = elementOf(run, timer.elementId);
  if (timer.purpose !== undefined && timer.tokenId !== null) {
    const open = findTask(run, timer.tokenId);
    if (!isRejection(open)) taskTimerFired(run, open, timer.purpose);
    return null;
  }
  // Only what stays after firing may fire again: an interrupted activity's cycle is over (BPMN 13.5.3).
  const repeats = (element.type === 'boundaryEvent' || element.type === 'startEvent') && !element.interrupting;
  if (repeats) scheduleNext(run, timer);
  trigger(run, timer);
  return null;
};

/** A service job is done. After publication (公示) the days of the notice begin to count. */
export const completeServiceJob: Handler<'CompleteServiceJob'> = (run, { jobId, variables }) => {
  const job = Object.hasOwn(run.state.jobs, jobId) ? run.state.jobs[jobId] : undefined;
  const token = job === undefined ? undefined : run.state.tokens[job.tokenId];
  if (job === undefined || token === undefined) return reject('JOB_NOT_FOUND', { jobId });
  const wrong = checkVariables(variables);
  if (wrong !== null) return wrong;
  run.emit({ type: 'ServiceJobCompleted', jobId, elementId: job.elementId });
  setVariables(run, token, variables);
  const element = elementOf(run, job.elementId);
  const days = 'service' in element && job.jobType === 'publicity' ? Number(element.service.params.days) : Number.NaN;
  if (days > 0) scheduleWorkingTimer(run, token, { workingDays: days });
  else complete(run, token);
  return null;
};

/** A service job's handler gave up: a BPMN error where the model catches it, an incident where not. */
export const failServiceJob: Handler<'FailServiceJob'> = (run, { jobId, errorCode, message }) => {
  const job = Object.hasOwn(run.state.jobs, jobId) ? run.state.jobs[jobId] : undefined;
  const token = job === undefined ? undefined : run.state.tokens[job.tokenId];
  if (job === undefined || token === undefined) return reject('JOB_NOT_FOUND', { jobId });
  run.emit({ type: 'ServiceJobFailed', jobId, elementId: job.elementId, message: message.slice(0, 500) });
  if (errorCode !== undefined) throwError(run, token, errorCode, message);
  else
    fail(run, token, 'enter', {
      code: 'SERVICE_FAILED',
      params: { jobType: job.jobType, message: message.slice(0, 500) },
    });
  return null;
};

/** A message for this case: one wait takes it, the named one or the oldest with its name (BPMN 10.5.6). */
export const correlateMessage: Handler<'CorrelateMessage'> = (run, { name, subscriptionId, variables }) => {
  const wait = Object.values(run.state.subscriptions).find(
    (candidate) =>
      candidate.kind === 'message' &&
      candidate.name === name &&
      (subscriptionId === undefined || candidate.id === subscriptionId),
  );
  if (wait === undefined) return reject('NO_SUBSCRIPTION', { name });
  const wrong = checkVariables(variables);
  if (wrong !== null) return wrong;
  receive(run, wait.id, variables);
  return null;
};

/** A signal from outside this case: everything here that waits for it gets it. */
export const broadcastSignal: Handler<'BroadcastSignal'> = (run, { name, variables }) => {
  const isAwaited = Object.values(run.state.subscriptions).some((wait) => wait.kind === 'signal' && wait.name === name);
  if (!isAwaited) return reject('NO_SUBSCRIPTION', { name });
  const wrong = checkVariables(variables);
  if (wrong !== null) return wrong;
  deliverSignal(run, name, variables);
  return null;
};
