import { assertNever } from '#core/result';
import type { FlowEvent } from '../model/event.js';
import type { FlowValue } from '../model/expression.js';
import type { LoopState, Token } from '../model/state.js';
import { applyMigration } from './apply-migration.js';
import { applyTaskEvent } from './apply-task-event.js';
import { type DraftState, update } from './draft-state.js';

/** Remembers one event in a draft. Decides nothing: whatever an event means was decided when it was made. */
export function applyEvent(draft: DraftState, event: FlowEvent): void {
  switch (event.type) {
    case 'ProcessStarted':
      draft.processId = event.processId;
      draft.startedAt = event.at;
      draft.filedBy = event.filedBy;
      draft.scopes[event.scopeId] = { id: event.scopeId, elementId: event.processId, tokenId: null, parentId: null };
      return;
    case 'ElementActivated': {
      const { tokenId: id, elementId, scopeId, via, loop } = event;
      draft.tokens[id] = {
        id,
        elementId,
        scopeId,
        ...(via === undefined ? {} : { via }),
        ...(loop === undefined ? {} : { loop }),
      };
      return;
    }
    case 'ElementCompleted':
    case 'ElementCancelled':
      delete draft.tokens[event.tokenId];
      delete draft.loops[event.tokenId];
      return;
    case 'TokensJoined': {
      const [first] = event.joined;
      const token = first === undefined ? undefined : draft.tokens[first];
      for (const id of event.joined) delete draft.tokens[id];
      if (token !== undefined)
        draft.tokens[event.tokenId] = { id: event.tokenId, elementId: token.elementId, scopeId: token.scopeId };
      return;
    }
    case 'TokensSetAside':
      for (const id of event.tokenIds)
        update(draft.tokens, id, (token) => ({ ...token, setAsideFor: event.forTokenId }));
      return;
    case 'TokensRestored':
      for (const id of event.tokenIds) update(draft.tokens, id, ({ setAsideFor: _gone, ...token }): Token => token);
      return;
    case 'ScopeOpened': {
      const { scopeId: id, elementId, tokenId, parentId } = event;
      draft.scopes[id] = { id, elementId, tokenId, parentId };
      return;
    }
    case 'ScopeClosed':
      delete draft.scopes[event.scopeId];
      return;
    case 'LoopStarted':
      draft.loops[event.tokenId] = event.loop;
      return;
    case 'LoopAdvanced':
      update(draft.loops, event.tokenId, (loop) => advanced(loop, event));
      return;
    case 'TaskCreated':
    case 'TaskClaimed':
    case 'TaskReleased':
    case 'TaskTransferred':
    case 'VoteCast':
    case 'TaskCompleted':
    case 'TaskCancelled':
    case 'TaskSuspended':
    case 'TaskResumed':
    case 'TaskLimitChanged':
    case 'SeatTransferred':
    case 'TaskRouted':
    case 'TaskDelegated':
    case 'DelegationAnswered':
    case 'DelegationRecalled':
    case 'SignerAdded':
    case 'SignerRemoved':
    case 'OpinionRequested':
    case 'RequestAnswered':
    case 'TaskUrged':
    case 'TaskEscalated':
      applyTaskEvent(draft, event);
      return;
    case 'TimerScheduled':
    case 'TimerStopped':
      draft.timers[event.timer.id] = event.timer;
      return;
    case 'TimerFired':
    case 'TimerCancelled':
      delete draft.timers[event.timerId];
      return;
    case 'ServiceJobRequested': {
      const { jobId: id, elementId, tokenId, jobType } = event;
      draft.jobs[id] = { id, elementId, tokenId, jobType };
      return;
    }
    case 'ServiceJobCompleted':
    case 'ServiceJobFailed':
    case 'ServiceJobCancelled':
      delete draft.jobs[event.jobId];
      return;
    case 'SubscriptionOpened':
      draft.subscriptions[event.subscription.id] = event.subscription;
      return;
    case 'SubscriptionClosed':
      delete draft.subscriptions[event.subscriptionId];
      return;
    case 'VariablesSet': {
      const { variables, tokenId } = event;
      if (tokenId === undefined) draft.variables = { ...draft.variables, ...variables };
      else update(draft.tokens, tokenId, (token) => ({ ...token, data: { ...token.data, ...variables } }));
      return;
    }
    case 'IncidentRaised':
      draft.incidents[event.incident.id] = event.incident;
      return;
    case 'IncidentResolved':
      delete draft.incidents[event.incidentId];
      return;
    case 'PersonRecused': {
      const { accountId, reason, by } = event;
      draft.recused = [...(draft.recused ?? []), { accountId, by, reason }];
      return;
    }
    case 'DecisionSettled': {
      const { elementId, scopeId, tokenIds, grantedBefore, wasAcceptance } = event;
      update(draft.done, elementId, (done) => ({
        ...done,
        next: { scopeId, tokenIds, grantedBefore, wasAcceptance },
      }));
      return;
    }
    case 'DecisionTakenBack': {
      takeBack(draft, event.elementId);
      return;
    }
    case 'ProcessEnded':
      draft.status = 'ended';
      draft.outcome = event.outcome;
      draft.endedAt = event.at;
      return;
    case 'ProcessMigrated':
      applyMigration(draft, event);
      return;
    case 'SequenceFlowTaken':
    case 'TaskReturned':
    case 'PaymentRecorded':
    case 'PaymentFailed':
    case 'MessageThrown':
    case 'SignalThrown':
    case 'EscalationThrown':
    case 'ErrorThrown':
    case 'ProcedureBegun':
    case 'ProcedureEnded':
    case 'TaskReminded':
    case 'TaskOverdue':
    case 'CaseCopied':
      return;
    default:
      assertNever(event);
  }
}

function advanced(loop: LoopState, event: Extract<FlowEvent, { type: 'LoopAdvanced' }>): LoopState {
  const { started, completed, gathered } = event;
  const items = loop.items.length === 0 ? loop.items : loop.items.slice(started - loop.started);
  if (gathered === undefined) return { ...loop, started, completed, items };
  const values: FlowValue[] = [...(loop.gathered ?? [])];
  while (values.length < gathered.counter) values.push(null);
  values[gathered.counter - 1] = gathered.value;
  return { ...loop, started, completed, items, gathered: values };
}

/** 撤回: the step is as if it had not been decided. */
function takeBack(draft: DraftState, elementId: string): void {
  const done = draft.done[elementId];
  if (done?.next === undefined) return;
  draft.grantedAmountFen = done.next.grantedBefore;
  if (done.next.wasAcceptance) {
    draft.acceptedBy = null;
    draft.acceptedAt = null;
  }
  if (done.times === 1) delete draft.done[elementId];
  else draft.done[elementId] = { times: done.times - 1, by: done.by, at: done.at };
}
