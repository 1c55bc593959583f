import type { FlowEvent } from '../../model/event.js';
import type { ProcessState, Token } from '../../model/state.js';
import type { Run } from '../run.js';
import { begin, cancelToken } from '../tokens.js';
import { type Handler, reject } from './handler.js';

/** 撤回 by an approver: while nobody has acted on what the decision set going, the step is theirs again. */
export const takeBack: Handler<'TakeBack'> = (run, { elementId, reason }) => {
  const done = Object.hasOwn(run.state.done, elementId) ? run.state.done[elementId] : undefined;
  const element = run.definition.elements[elementId];
  if (done === undefined || element?.type !== 'userTask') return reject('TAKE_BACK_TOO_LATE', { elementId });
  const actor = run.context.actor.accountId;
  if (done.by !== actor) return reject('NOT_YOUR_DECISION', { elementId });
  if (!element.step.actions.includes('take-back'))
    return reject('ACTION_NOT_ALLOWED', { action: 'take-back', elementId });
  if (!isUntouched(run.state, elementId)) return reject('TAKE_BACK_TOO_LATE', { elementId });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'take-back' });
  const { scopeId, tokenIds } = done.next ?? { scopeId: '', tokenIds: [] };
  for (const id of tokenIds) {
    const token = run.state.tokens[id];
    if (token !== undefined) cancelToken(run, token, 'taken-back');
  }
  run.emit({ type: 'DecisionTakenBack', elementId, reason });
  const tokenId = run.context.newId();
  run.emit({ type: 'ElementActivated', tokenId, elementId, scopeId });
  begin(run, run.state.tokens[tokenId] as Token);
  if (element.step.decision === 'single')
    run.emit({ type: 'TaskClaimed', taskId: tokenId, elementId, claimedBy: actor });
  return null;
};

/** Whether all that a decision set going still waits, at people, untouched. */
export function isUntouched(state: ProcessState, elementId: string): boolean {
  const next = state.done[elementId]?.next;
  if (next === undefined || state.scopes[next.scopeId] === undefined) return false;
  return next.tokenIds.every((id) => {
    const task = state.tasks[id];
    const isNew = task?.status === 'open' && task.claimedBy === null && task.votes.length === 0;
    return isNew && (task.requests ?? []).length === 0 && state.tokens[id]?.setAsideFor === undefined;
  });
}

/** After a command: what each approval in it set going, if all of it is tasks of people and nothing of it went outside. */
export function settleDecisions(run: Run, before: ProcessState | null): void {
  const decided = run.events.filter((event) => event.type === 'TaskCompleted' && event.decision === 'approve');
  const [only] = decided;
  if (decided.length !== 1 || only?.type !== 'TaskCompleted' || run.state.status === 'ended') return;
  const scopeId = before?.tokens[only.taskId]?.scopeId;
  if (scopeId === undefined || run.events.some(goesOut)) return;
  const made = run.events.flatMap((event) => (event.type === 'ElementActivated' ? [event.tokenId] : []));
  const tokenIds = made.filter((id) => run.state.tokens[id] !== undefined);
  const areTasks = tokenIds.every(
    (id) => run.state.tasks[id] !== undefined && run.state.tokens[id]?.scopeId === scopeId,
  );
  if (tokenIds.length === 0 || !areTasks) return;
  run.emit({
    type: 'DecisionSettled',
    elementId: only.elementId,
    scopeId,
    tokenIds,
    grantedBefore: before?.grantedAmountFen ?? null,
    wasAcceptance: only.kind === 'acceptance',
  });
}

const outside: ReadonlySet<FlowEvent['type']> = new Set([
  'TokensJoined',
  'TokensRestored',
  'ServiceJobRequested',
  'MessageThrown',
  'SignalThrown',
  'EscalationThrown',
  'ScopeClosed',
  'VariablesSet',
  'PaymentRecorded',
]);
const goesOut = (event: FlowEvent): boolean => outside.has(event.type);
