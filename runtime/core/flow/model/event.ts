import type { CorrectionItem, DecisionRecord, RequestVerdict, SettleCause, StepOutput } from './command.js';
import type { FlowVariables } from './expression.js';
import type {
  AddedSigner,
  GatheredValue,
  IncidentState,
  LoopItem,
  LoopState,
  OpinionRequest,
  ProcessOutcome,
  SubscriptionState,
  TaskClock,
  TimerState,
} from './state.js';
import type { ReturnMode, StepKind } from './step.js';

interface OfToken {
  readonly tokenId: string;
  readonly elementId: string;
}
interface OfTask {
  readonly taskId: string;
  readonly elementId: string;
}

/** Why a task, timer or element was called off. */
export type CancelReason =
  | 'interrupted'
  | 'returned'
  | 'ended'
  | 'moved-on'
  | 'event-chosen'
  | 'limit-reached'
  | 'taken-back';

type EventBody =
  | { readonly type: 'ProcessStarted'; readonly processId: string; readonly scopeId: string; readonly filedBy: string }
  | { readonly type: 'SequenceFlowTaken'; readonly flowId: string }
  /** A token has come to an element; it stays there until `ElementCompleted`, `ElementCancelled` or `TokensJoined`. */
  | ({
      readonly type: 'ElementActivated';
      readonly scopeId: string;
      readonly via?: string;
      readonly loop?: LoopItem;
    } & OfToken)
  | ({ readonly type: 'ElementCompleted' } & OfToken)
  | ({ readonly type: 'ElementCancelled'; readonly reason: CancelReason } & OfToken)
  /** Several tokens at a join became one. */
  | {
      readonly type: 'TokensJoined';
      readonly elementId: string;
      readonly tokenId: string;
      readonly joined: readonly string[];
    }
  | { readonly type: 'TokensSetAside'; readonly forTokenId: string; readonly tokenIds: readonly string[] }
  | { readonly type: 'TokensRestored'; readonly forTokenId: string; readonly tokenIds: readonly string[] }
  | {
      readonly type: 'ScopeOpened';
      readonly scopeId: string;
      readonly elementId: string;
      readonly tokenId: string;
      readonly parentId: string;
    }
  | { readonly type: 'ScopeClosed'; readonly scopeId: string; readonly elementId: string }
  | ({ readonly type: 'LoopStarted'; readonly loop: LoopState } & OfToken)
  /** The counts after a round began or ended; of one that ended, what is gathered of it. */
  | ({
      readonly type: 'LoopAdvanced';
      readonly started: number;
      readonly completed: number;
      readonly gathered?: GatheredValue;
    } & OfToken)
  | ({
      readonly type: 'TaskCreated';
      readonly name: string;
      readonly kind: StepKind;
      readonly assignee: string;
      readonly clock: TaskClock;
    } & OfTask)
  | ({ readonly type: 'TaskClaimed'; readonly claimedBy: string } & OfTask)
  | ({ readonly type: 'TaskReleased'; readonly releasedFrom: string } & OfTask)
  | ({
      readonly type: 'TaskTransferred';
      readonly from: string | null;
      readonly to: string;
      readonly reason: string;
    } & OfTask)
  /** One of several deciders has decided; the task itself is not over yet. */
  | ({
      readonly type: 'VoteCast';
      readonly deciderId: string;
      readonly decision: 'approve' | 'disapprove';
      readonly opinion: string;
      readonly output?: StepOutput;
      readonly record?: DecisionRecord;
      readonly cause?: SettleCause;
    } & OfTask)
  | ({
      readonly type: 'SeatTransferred';
      readonly deciderId: string;
      readonly to: string;
      readonly reason: string;
    } & OfTask)
  /** 分流转办: the task is open to another group now. */
  | ({ readonly type: 'TaskRouted'; readonly to: string; readonly reason: string } & OfTask)
  | ({ readonly type: 'TaskDelegated'; readonly to: string; readonly reason: string } & OfTask)
  | ({
      readonly type: 'DelegationAnswered';
      readonly opinion: string;
      readonly returnsTo: string;
      readonly record?: DecisionRecord;
    } & OfTask)
  | ({ readonly type: 'DelegationRecalled' } & OfTask)
  | ({
      readonly type: 'SignerAdded';
      readonly signer: Pick<AddedSigner, 'id' | 'accountId' | 'place' | 'reason'>;
    } & OfTask)
  | ({
      readonly type: 'SignerRemoved';
      readonly signerId: string;
      readonly accountId: string;
      readonly reason: string;
    } & OfTask)
  | ({ readonly type: 'OpinionRequested'; readonly request: Omit<OpinionRequest, 'answer' | 'by' | 'at'> } & OfTask)
  | ({
      readonly type: 'RequestAnswered';
      readonly requestId: string;
      readonly verdict: RequestVerdict;
      readonly opinion: string;
    } & OfTask)
  | ({ readonly type: 'ProcedureBegun'; readonly procedure: string; readonly reason: string } & OfTask)
  | ({ readonly type: 'ProcedureEnded'; readonly result: string } & OfTask)
  | ({ readonly type: 'TaskUrged'; readonly text: string } & OfTask)
  /** 催办 by itself, before or after the limit. */
  | ({ readonly type: 'TaskReminded'; readonly when: 'before' | 'after' } & OfTask)
  | ({ readonly type: 'TaskOverdue' } & OfTask)
  | ({ readonly type: 'TaskEscalated'; readonly to: string } & OfTask)
  | ({ readonly type: 'CaseCopied'; readonly to: readonly string[]; readonly text: string } & OfTask)
  | { readonly type: 'PersonRecused'; readonly accountId: string; readonly reason: string }
  /** What a decision set going; it can be taken back while that is untouched. */
  | {
      readonly type: 'DecisionSettled';
      readonly elementId: string;
      readonly scopeId: string;
      readonly tokenIds: readonly string[];
      readonly grantedBefore: number | null;
      readonly wasAcceptance: boolean;
    }
  | { readonly type: 'DecisionTakenBack'; readonly elementId: string; readonly reason: string }
  | ({
      readonly type: 'TaskCompleted';
      readonly kind: StepKind;
      readonly decision: 'approve' | 'refuse-acceptance' | 'refuse';
      readonly opinion: string;
      readonly grantedAmountFen?: number;
      readonly reviewPoints?: readonly string[];
      readonly record?: DecisionRecord;
      readonly cause?: SettleCause;
    } & OfTask)
  | ({ readonly type: 'TaskCancelled'; readonly reason: CancelReason } & OfTask)
  | ({
      readonly type: 'TaskReturned';
      readonly to: 'applicant' | 'step';
      readonly reason: string;
      readonly items?: readonly CorrectionItem[];
      readonly targetElementId?: string;
      readonly mode?: ReturnMode;
    } & OfTask)
  | ({
      readonly type: 'TaskSuspended';
      readonly reason: 'returned-to-applicant' | 'returned-to-step' | 'special-procedure';
      readonly clock: TaskClock;
    } & OfTask)
  | ({
      readonly type: 'TaskResumed';
      readonly cause: 'resubmitted' | 'straight-back' | 'procedure-ended';
      readonly clock: TaskClock;
    } & OfTask)
  /** The calendar changed (D14). */
  | ({ readonly type: 'TaskLimitChanged'; readonly clock: TaskClock } & OfTask)
  | ({ readonly type: 'PaymentRecorded'; readonly voucherNumber: string } & OfTask)
  | ({ readonly type: 'PaymentFailed'; readonly reason: string } & OfTask)
  /** Also after a change of an existing timer's due time: the id is then the same. */
  | { readonly type: 'TimerScheduled'; readonly timer: TimerState }
  | { readonly type: 'TimerFired'; readonly timerId: string; readonly elementId: string }
  | { readonly type: 'TimerCancelled'; readonly timerId: string; readonly elementId: string }
  /** The timer stands still with its task; its job must not fire until `TimerScheduled` comes again. */
  | { readonly type: 'TimerStopped'; readonly timer: TimerState }
  | ({
      readonly type: 'ServiceJobRequested';
      readonly jobId: string;
      readonly jobType: string;
      readonly params: Readonly<Record<string, string>>;
      /** The task's data inputs, if the model maps any. */
      readonly variables?: FlowVariables;
    } & OfToken)
  | { readonly type: 'ServiceJobCompleted'; readonly jobId: string; readonly elementId: string }
  | { readonly type: 'ServiceJobFailed'; readonly jobId: string; readonly elementId: string; readonly message: string }
  | { readonly type: 'ServiceJobCancelled'; readonly jobId: string; readonly elementId: string }
  | { readonly type: 'SubscriptionOpened'; readonly subscription: SubscriptionState }
  | { readonly type: 'SubscriptionClosed'; readonly subscriptionId: string; readonly elementId: string }
  /** To be delivered to the outside or to other cases by the server. */
  | {
      readonly type: 'MessageThrown';
      readonly name: string;
      readonly elementId: string;
      readonly variables?: FlowVariables;
    }
  | { readonly type: 'SignalThrown'; readonly name: string; readonly elementId: string }
  | {
      readonly type: 'EscalationThrown';
      readonly code: string | null;
      readonly elementId: string;
      readonly caughtBy: string | null;
    }
  | {
      readonly type: 'ErrorThrown';
      readonly code: string;
      readonly elementId: string;
      readonly caughtBy: string | null;
    }
  /** `tokenId`: variables of that token (data of an activity, of what goes on inside it, or of a process it calls). */
  | { readonly type: 'VariablesSet'; readonly variables: FlowVariables; readonly tokenId?: string }
  | { readonly type: 'IncidentRaised'; readonly incident: IncidentState }
  | {
      readonly type: 'IncidentResolved';
      readonly incidentId: string;
      readonly elementId: string;
      readonly how: 'retried' | 'moved-on' | 'cancelled';
      readonly reason: string;
    }
  /** The case goes on in another version: what its elements and the ways its tokens came by are there. */
  | {
      readonly type: 'ProcessMigrated';
      readonly processId: string;
      readonly elements: Readonly<Record<string, string>>;
      readonly flows: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'ProcessEnded';
      readonly outcome: ProcessOutcome;
      readonly elementId: string | null;
      readonly reason: string;
    };

/** A fact about a process instance: what happened, when (`at`, ISO instant), by whom (account id), by which command. */
export type FlowEvent = EventBody & {
  readonly at: string;
  readonly by: string;
  readonly commandId: string;
}; /** The body of an event of one type, before the engine stamps it. */
export type FlowEventBody = EventBody;
