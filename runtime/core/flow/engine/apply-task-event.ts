import { assertNever } from '#core/result';
import type { FlowEvent } from '../model/event.js';
import type { UserTaskState } from '../model/state.js';
import { type DraftState, update } from './draft-state.js';

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
      | 'TaskLimitChanged'
      | 'SeatTransferred'
      | 'TaskRouted'
      | 'TaskDelegated'
      | 'DelegationAnswered'
      | 'DelegationRecalled'
      | 'SignerAdded'
      | 'SignerRemoved'
      | 'OpinionRequested'
      | 'RequestAnswered'
      | 'TaskUrged'
      | 'TaskEscalated';
  }
>;

/** Remembers what happened to a user task. */
export function applyTaskEvent(draft: DraftState, event: TaskEvent): void {
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
      const { deciderId, decision, opinion, by, at, output } = event;
      const vote = { deciderId, decision, by, at, opinion, ...(output === undefined ? {} : { output }) };
      change((task) => ({ ...task, votes: [...task.votes, vote] }));
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
    case 'SeatTransferred': {
      change((task) => ({ ...task, holders: { ...task.holders, [event.deciderId]: event.to } }));
      return;
    }
    case 'TaskRouted': {
      change(({ escalatedTo: _none, ...task }) => ({ ...task, assignee: event.to, status: 'open', claimedBy: null }));
      return;
    }
    case 'TaskDelegated': {
      const { to, reason, by, at } = event;
      change((task) => ({ ...task, delegation: { to, by, at, reason } }));
      return;
    }
    case 'DelegationAnswered':
    case 'DelegationRecalled': {
      change(({ delegation: _over, ...task }) => task);
      return;
    }
    case 'SignerAdded': {
      const signer = { ...event.signer, by: event.by, at: event.at };
      change((task) => ({ ...task, added: [...(task.added ?? []), signer] }));
      return;
    }
    case 'SignerRemoved': {
      change((task) => ({ ...task, added: (task.added ?? []).filter((one) => one.id !== event.signerId) }));
      return;
    }
    case 'OpinionRequested': {
      const request = { ...event.request, by: event.by, at: event.at, answer: null };
      change((task) => ({ ...task, requests: [...(task.requests ?? []), request] }));
      return;
    }
    case 'RequestAnswered': {
      const { requestId, verdict, opinion, by, at } = event;
      const answer = { verdict, opinion, by, at };
      change((task) => ({
        ...task,
        requests: (task.requests ?? []).map((one) => (one.id === requestId ? { ...one, answer } : one)),
      }));
      return;
    }
    case 'TaskUrged': {
      const { by, at } = event;
      change((task) => ({ ...task, urged: { by, at, times: (task.urged?.times ?? 0) + 1 } }));
      return;
    }
    case 'TaskEscalated': {
      change((task) => ({ ...task, escalatedTo: event.to }));
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
