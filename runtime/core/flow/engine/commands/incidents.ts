import { assertNever } from '#core/result';
import type { IncidentState, Token } from '../../model/state.js';
import { continueRounds } from '../loops.js';
import { arrive, elementOf, isRound, type Run } from '../run.js';
import { begin, cancelToken, endRound, finish, leave, work } from '../tokens.js';
import { type Handler, reject } from './handler.js';

/** An administrator tries again what failed, with reason. */
export const retryIncident: Handler<'RetryIncident'> = (run, { incidentId, reason }) => {
  const found = findIncident(run, incidentId);
  if (found === null) return reject('INCIDENT_NOT_FOUND', { incidentId });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'retry' });
  const { incident, token } = found;
  run.emit({ type: 'IncidentResolved', incidentId, elementId: incident.elementId, how: 'retried', reason });
  retry(run, incident, token);
  return null;
};

function retry(run: Run, incident: IncidentState, token: Token): void {
  switch (incident.stage) {
    case 'arm': {
      begin(run, token);
      return;
    }
    case 'enter': {
      work(run, token);
      return;
    }
    case 'round': {
      continueRounds(run, token, token);
      return;
    }
    case 'output': {
      finish(run, token);
      return;
    }
    case 'leave': {
      leave(run, token);
      return;
    }
    default: {
      assertNever(incident.stage);
      return;
    }
  }
}

/** An administrator moves a stuck token on, by one outgoing flow, with reason. */
export const moveOn: Handler<'MoveOn'> = (run, { incidentId, flowId, reason }) => {
  const found = findIncident(run, incidentId);
  if (found === null) return reject('INCIDENT_NOT_FOUND', { incidentId });
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'move-on' });
  const { incident, token } = found;
  if (isRound(run, token)) {
    // One round of a repeated activity is passed over; the others are not touched.
    run.emit({ type: 'IncidentResolved', incidentId, elementId: incident.elementId, how: 'moved-on', reason });
    endRound(run, token);
    return null;
  }
  const { outgoing } = elementOf(run, token.elementId);
  const chosen = flowId ?? (outgoing.length === 1 ? outgoing[0] : undefined);
  const flow = chosen !== undefined && outgoing.includes(chosen) ? run.definition.flows[chosen] : undefined;
  if (flow === undefined && !(outgoing.length === 0 && flowId === undefined))
    return reject('MOVE_ON_FLOW_UNKNOWN', { flowId: flowId ?? '' });
  run.emit({ type: 'IncidentResolved', incidentId, elementId: incident.elementId, how: 'moved-on', reason });
  cancelToken(run, token, 'moved-on');
  if (flow !== undefined) {
    run.emit({ type: 'SequenceFlowTaken', flowId: flow.id });
    arrive(run, { elementId: flow.targetId, scopeId: token.scopeId, via: flow.id });
  }
  return null;
};

function findIncident(
  run: Run,
  incidentId: string,
): { readonly incident: IncidentState; readonly token: Token } | null {
  const incident = Object.hasOwn(run.state.incidents, incidentId) ? run.state.incidents[incidentId] : undefined;
  const token = incident === undefined ? undefined : run.state.tokens[incident.tokenId];
  return incident === undefined || token === undefined ? null : { incident, token };
}
