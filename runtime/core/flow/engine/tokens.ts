import { behaviourOf } from '../elements/registry.js';
import type { FlowElement, SequenceFlow } from '../model/definition.js';
import type { CancelReason } from '../model/event.js';
import type { IncidentState, Token } from '../model/state.js';
import { armBoundaryEvents, closeArms } from './arms.js';
import { gatheredValue, handOn, receiveData, takeInputs } from './data.js';
import { fail } from './faults.js';
import { beginRounds, completeRound } from './loops.js';
import { chooseOutgoing } from './outgoing.js';
import { type Arrival, arrive, elementOf, isActivity, isRound, type Run, tokensIn } from './run.js';
import { restoreSetAside } from './set-aside.js';
import type { EvaluationFault } from './variables.js';

/** A token comes to an element. */
export function enter(run: Run, arrival: Arrival): void {
  const { elementId, scopeId, via, loop } = arrival;
  const tokenId = run.context.newId();
  const optional = { ...(via === undefined ? {} : { via }), ...(loop === undefined ? {} : { loop }) };
  run.emit({ type: 'ElementActivated', tokenId, elementId, scopeId, ...optional });
  const token = run.state.tokens[tokenId] as Token;
  if (arrival.triggered) {
    receiveData(run, token, arrival.given);
    complete(run, token);
  } else begin(run, token);
}

/** The element starts its work for a token: at its arrival, and again when an incident is retried. */
export function begin(run: Run, token: Token): void {
  const element = elementOf(run, token.elementId);
  if (isActivity(element) && !isRound(run, token)) {
    const fault = armBoundaryEvents(run, element, token);
    if (fault !== null) {
      closeArms(run, token.id);
      fail(run, token, 'arm', fault);
      return;
    }
  }
  work(run, token);
}

/** What the element itself does, once its boundary events are waiting. */
export function work(run: Run, token: Token): void {
  const element = elementOf(run, token.elementId);
  const fault = takeInputs(run, element, token);
  if (fault !== null) fail(run, token, 'enter', fault);
  else perform(run, element, current(run, token));
}

/** The token as it is now; what is known of it may be from before it was given data. */
const current = (run: Run, token: Token): Token => run.state.tokens[token.id] ?? token;

function perform(run: Run, element: FlowElement, token: Token): void {
  if (isActivity(element) && element.loop !== null && !isRound(run, token)) {
    beginRounds(run, element, token);
    return;
  }
  behaviourOf(element).enter(run, element, token);
}

/** The element has done its work: its waits are over, and the token leaves. */
export function complete(run: Run, token: Token): void {
  closeArms(run, token.id);
  finish(run, current(run, token));
}

/** Its data goes where it belongs; then the token leaves, or its round is over. */
export function finish(run: Run, token: Token): void {
  const fault = handOn(run, token);
  if (fault !== null) fail(run, token, 'output', fault);
  else if (isRound(run, token)) endRound(run, token);
  else leave(run, token);
}

export function endRound(run: Run, round: Token): void {
  const value = gatheredValue(elementOf(run, round.elementId), round);
  cancelIncidents(run, round, '');
  run.emit({ type: 'ElementCompleted', tokenId: round.id, elementId: round.elementId });
  completeRound(run, round, value);
}

/** The token leaves by the flows that hold, or is parked if that cannot be decided (D13). */
export function leave(run: Run, token: Token): void {
  const restored = restoreSetAside(run, token);
  if (restored) return;
  const flows = chooseOutgoing(run, elementOf(run, token.elementId), token);
  if (!flows.ok) {
    fail(run, token, 'leave', flows.error);
    return;
  }
  leaveBy(run, token, flows.value);
}

export function leaveBy(
  run: Run,
  token: Token,
  flows: readonly SequenceFlow[],
  event?: Pick<Arrival, 'triggered' | 'given'>,
): void {
  cancelIncidents(run, token, '');
  run.emit({ type: 'ElementCompleted', tokenId: token.id, elementId: token.elementId });
  for (const flow of flows) {
    run.emit({ type: 'SequenceFlowTaken', flowId: flow.id });
    arrive(run, { elementId: flow.targetId, scopeId: token.scopeId, via: flow.id, ...event });
  }
}

/** The token is parked with its cause until somebody retries it or moves it on. */
export function raiseIncident(run: Run, token: Token, stage: IncidentState['stage'], fault: EvaluationFault): void {
  const { code, params } = fault;
  const incident = { id: run.context.newId(), elementId: token.elementId, tokenId: token.id, code, params, stage };
  run.emit({ type: 'IncidentRaised', incident: { ...incident, raisedAt: run.context.now } });
}

/** Takes a token away with everything that hangs on it: nested scopes, task, waits, jobs, incidents, tokens set aside for it. */
export function cancelToken(run: Run, token: Token, reason: CancelReason): void {
  const { state } = run;
  const { id: tokenId, elementId } = token;
  if (state.tokens[tokenId] === undefined) return;
  for (const waiting of Object.values(state.tokens))
    if (waiting.setAsideFor === tokenId) cancelToken(run, waiting, reason);
  for (const scope of Object.values(state.scopes)) if (scope.tokenId === tokenId) cancelScope(run, scope.id, reason);
  if (state.tasks[tokenId] !== undefined) run.emit({ type: 'TaskCancelled', taskId: tokenId, elementId, reason });
  closeArms(run, tokenId);
  for (const job of Object.values(state.jobs))
    if (job.tokenId === tokenId) run.emit({ type: 'ServiceJobCancelled', jobId: job.id, elementId });
  cancelIncidents(run, token, reason);
  run.emit({ type: 'ElementCancelled', tokenId, elementId, reason });
}

function cancelIncidents(run: Run, token: Token, reason: string): void {
  for (const incident of Object.values(run.state.incidents))
    if (incident.tokenId === token.id)
      run.emit({
        type: 'IncidentResolved',
        incidentId: incident.id,
        elementId: token.elementId,
        how: 'cancelled',
        reason,
      });
}

/** Takes away every token in a scope instance, and closes it. */
export function cancelScope(run: Run, scopeId: string, reason: CancelReason): void {
  clearScope(run, scopeId, reason);
  closeScope(run, scopeId);
}

/** Takes away every token in a scope instance, also those on their way; the scope stays. */
export function clearScope(run: Run, scopeId: string, reason: CancelReason): void {
  for (const token of tokensIn(run, scopeId)) cancelToken(run, token, reason);
  run.queue = run.queue.slice(run.next).filter((arrival) => arrival.scopeId !== scopeId);
  run.next = 0;
}

export function closeScope(run: Run, scopeId: string): void {
  const scope = run.state.scopes[scopeId];
  if (scope === undefined) return;
  closeArms(run, null, scopeId);
  run.emit({ type: 'ScopeClosed', scopeId, elementId: scope.elementId });
}
