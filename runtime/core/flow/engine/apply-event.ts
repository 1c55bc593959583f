import { assertNever } from '#core/result';
import type { FlowEvent } from '../model/event.js';
import type { Token, UserTaskState } from '../model/state.js';
import type { DraftState } from './draft-state.js';

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
    case 'LoopAdvanced':
      draft.loops[event.tokenId] = event.loop;
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
    case 'VariablesSet':
      draft.variables = { ...draft.variables, ...event.variables };
      return;
    case 'IncidentRaised':
      draft.incidents[event.incident.id] = event.incident;
      return;
    case 'IncidentResolved':
      delete draft.incidents[event.incidentId];
      return;
    case 'ProcessEnded':
      draft.status = 'ended';
      draft.outcome = event.outcome;
      draft.endedAt = event.at;
      return;
    case 'SequenceFlowTaken':
    case 'TaskReturned':
    case 'PaymentRecorded':
    case 'PaymentFailed':
    case 'MessageThrown':
    case 'SignalThrown':
    case 'EscalationThrown':
    case 'ErrorThrown':
      return;
    default:
      assertNever(event);
  }
}

type TaskEvent = Extract<
  FlowEvent,
  {
    type:
      | 'TaskCreated'
      | 'TaskClaimed'
      | 'TaskReleased'
      | 'TaskTransferred'
      | 'VoteCast'
      | 'TaskCompleted'
      | 'TaskCancelled'
      | 'TaskSuspended'
      | 'TaskResumed'
      | 'TaskLimitChanged';
  }
>;

function applyTaskEvent(draft: DraftState, event: TaskEvent): void {
  const change = (edit: (task: UserTaskState) => UserTaskState) => update(draft.tasks, event.taskId, edit);
  switch (event.type) {
    case 'TaskCreated':
      draft.tasks[event.taskId] = {
        id: event.taskId,
        elementId: event.elementId,
        createdAt: event.at,
        status: 'open',
        claimedBy: null,
        clock: event.clock,
        suspension: null,
        votes: [],
      };
      return;
    case 'TaskClaimed': {
      change((task) => ({ ...task, status: 'claimed', claimedBy: event.claimedBy }));
      return;
    }
    case 'TaskTransferred': {
      change((task) => ({ ...task, status: 'claimed', claimedBy: event.to }));
      return;
    }
    case 'TaskReleased': {
      change((task) => ({ ...task, status: 'open', claimedBy: null }));
      return;
    }
    case 'VoteCast': {
      const { deciderId, decision, opinion, by, at } = event;
      change((task) => ({ ...task, votes: [...task.votes, { deciderId, decision, by, at, opinion }] }));
      return;
    }
    case 'TaskSuspended': {
      change((task) => ({
        ...task,
        status: 'suspended',
        clock: event.clock,
        suspension: { reason: event.reason, since: event.at, by: event.by },
      }));
      return;
    }
    case 'TaskResumed': {
      change((task) => ({
        ...task,
        status: task.claimedBy === null ? 'open' : 'claimed',
        clock: event.clock,
        suspension: null,
      }));
      return;
    }
    case 'TaskLimitChanged': {
      change((task) => ({ ...task, clock: event.clock }));
      return;
    }
    case 'TaskCancelled':
      delete draft.tasks[event.taskId];
      return;
    case 'TaskCompleted':
      delete draft.tasks[event.taskId];
      draft.done[event.elementId] = {
        times: (draft.done[event.elementId]?.times ?? 0) + 1,
        by: event.by,
        at: event.at,
      };
      if (event.grantedAmountFen !== undefined) draft.grantedAmountFen = event.grantedAmountFen;
      if (event.kind === 'acceptance' && event.decision === 'approve') {
        draft.acceptedBy = event.by;
        draft.acceptedAt = event.at;
      }
      return;
    default:
      assertNever(event);
  }
}

function update<T>(table: { [id: string]: T }, id: string, edit: (value: T) => T): void {
  const value = table[id];
  if (value !== undefined) table[id] = edit(value);
}
