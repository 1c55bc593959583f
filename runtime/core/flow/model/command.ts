import type { FlowVariables } from './expression.js';
import type { ReturnMode, WorkingLimit } from './step.js';

interface TaskCommand {
  readonly taskId: string;
}

/** One thing that the applicant must mend (一次性告知). `target` is a field or material id. */
export interface CorrectionItem {
  readonly target: string;
  readonly text: string;
}

/** What a person decides and leaves behind when approving. */
export interface StepOutput {
  /** 核定金额 in 分; required where the step grants the amount, refused elsewhere. */
  readonly grantedAmountFen?: number;
  /** Ids of the review points (审核要点) that were ticked. */
  readonly reviewPoints?: readonly string[];
}

/** Minutes of a meeting that decided (会议纪要, U8). */
export interface MeetingMinutes {
  readonly heldOn: string;
  readonly attendees: readonly string[];
  readonly resolution: string;
}

/** What a decision leaves behind beside its opinion: files, a drawn signature, the clauses it rests on, minutes. */
export interface DecisionRecord {
  readonly attachments?: readonly string[];
  readonly signature?: string;
  readonly clauses?: readonly string[];
  readonly minutes?: MeetingMinutes;
}

/** Where an added signer stands (加签): decides before the step's own decider, after, or beside. */
export type SignerPlace = 'before' | 'after' | 'beside';

/** What another department answers (U9). */
export type RequestVerdict = 'agree' | 'disagree' | 'remark';

/** Why a step was settled by no hand: 去重, nobody to decide, the limit was over. */
export type SettleCause = 'repeat' | 'nobody' | 'timeout';

type CommandBody =
  /** Files the case. `filedBy` defaults to the actor; `startEventId` only where the process has several start events. */
  | {
      readonly type: 'StartProcess';
      readonly filedBy?: string;
      readonly startEventId?: string;
      readonly variables?: FlowVariables;
    }
  | ({ readonly type: 'ClaimTask' } & TaskCommand)
  | ({ readonly type: 'ReleaseTask' } & TaskCommand)
  /**
   * Hands a task for good (转交) to a person, or to a department (分流转办) by its symbolic assignee in `toGroup`. `deciderId`:
   * the place among several deciders. `byOrder`: an administrator hands over what somebody else holds (people who leave).
   */
  | ({
      readonly type: 'TransferTask';
      readonly to: string;
      readonly toGroup?: string;
      readonly deciderId?: string;
      readonly byOrder?: boolean;
      readonly reason: string;
    } & TaskCommand)
  /** 委派: another gives an opinion, then the task is the owner's again. */
  | ({ readonly type: 'DelegateTask'; readonly to: string; readonly reason: string } & TaskCommand)
  | ({ readonly type: 'AnswerDelegation'; readonly opinion: string; readonly record?: DecisionRecord } & TaskCommand)
  | ({ readonly type: 'RecallDelegation' } & TaskCommand)
  | ({
      readonly type: 'AddSigner';
      readonly accountId: string;
      readonly place: SignerPlace;
      readonly reason: string;
    } & TaskCommand)
  | ({ readonly type: 'RemoveSigner'; readonly signerId: string; readonly reason: string } & TaskCommand)
  /** 联审 (U9): asks departments, by symbolic assignees, until a date. */
  | ({
      readonly type: 'RequestOpinions';
      readonly to: readonly string[];
      readonly question: string;
      readonly limit: WorkingLimit;
    } & TaskCommand)
  | ({
      readonly type: 'AnswerRequest';
      readonly requestId: string;
      readonly verdict: RequestVerdict;
      readonly opinion: string;
    } & TaskCommand)
  /** A special procedure (特别程序, U8) begins; its time does not count. */
  | ({ readonly type: 'BeginProcedure'; readonly procedure: string; readonly reason: string } & TaskCommand)
  | ({ readonly type: 'EndProcedure'; readonly result: string } & TaskCommand)
  /** 撤回 by who approved a step, before the next one acts. */
  | { readonly type: 'TakeBack'; readonly elementId: string; readonly reason: string }
  | ({ readonly type: 'UrgeTask'; readonly text: string } & TaskCommand)
  /** 抄送 by hand: account ids. */
  | ({ readonly type: 'CopyCase'; readonly to: readonly string[]; readonly text: string } & TaskCommand)
  /** 回避: this person decides nothing more in this case. */
  | { readonly type: 'Recuse'; readonly accountId: string; readonly reason: string }
  /** A step, or one decider's place, that no hand decides. */
  | ({
      readonly type: 'SettleTask';
      readonly decision: 'approve' | 'refuse';
      readonly cause: SettleCause;
      readonly deciderId?: string;
    } & TaskCommand)
  /** Approves. `deciderId` says for which of several deciders (countersign, sequential, ratio). */
  | ({
      readonly type: 'CompleteTask';
      readonly decision: 'approve' | 'disapprove';
      readonly opinion: string;
      readonly output?: StepOutput;
      readonly record?: DecisionRecord;
      readonly deciderId?: string;
    } & TaskCommand)
  | ({
      readonly type: 'RefuseTask';
      readonly code: 'ACCEPTANCE_REFUSED' | 'REFUSED';
      readonly opinion: string;
      readonly record?: DecisionRecord;
    } & TaskCommand)
  | ({
      readonly type: 'ReturnToApplicant';
      readonly reason: string;
      readonly items: readonly CorrectionItem[];
    } & TaskCommand)
  /** The applicant has mended what was asked; the task's clock goes on. */
  | ({ readonly type: 'Resubmit' } & TaskCommand)
  | ({
      readonly type: 'ReturnToStep';
      readonly targetElementId: string;
      readonly mode: ReturnMode;
      readonly reason: string;
    } & TaskCommand)
  /** By the applicant, before a step of kind `acceptance` has been approved. */
  | { readonly type: 'Withdraw'; readonly reason: string }
  | ({
      readonly type: 'RecordPayment';
      readonly outcome: 'paid' | 'failed';
      readonly voucherNumber?: string;
      readonly reason?: string;
    } & TaskCommand)
  /** `firedFor` is the due time the job was made for: if the timer has another by now, nothing happens. */
  | { readonly type: 'FireTimer'; readonly timerId: string; readonly firedFor?: string }
  | { readonly type: 'CompleteServiceJob'; readonly jobId: string; readonly variables?: FlowVariables }
  /** A handler gave up. Throws a BPMN error of `errorCode`, else SERVICE_FAILED; an incident where nothing catches it. */
  | { readonly type: 'FailServiceJob'; readonly jobId: string; readonly errorCode?: string; readonly message: string }
  | {
      readonly type: 'CorrelateMessage';
      readonly name: string;
      readonly subscriptionId?: string;
      readonly variables?: FlowVariables;
    }
  | { readonly type: 'BroadcastSignal'; readonly name: string; readonly variables?: FlowVariables }
  | { readonly type: 'RetryIncident'; readonly incidentId: string; readonly reason: string }
  /** Moves a token out of the element it is stuck in, by the named outgoing flow. */
  | { readonly type: 'MoveOn'; readonly incidentId: string; readonly flowId?: string; readonly reason: string }
  /** The calendar changed: open limits are computed again (D14). */
  | { readonly type: 'RecomputeLimits' }
  | { readonly type: 'Terminate'; readonly reason: string };

/** A wish to change a process instance. `commandId` makes it idempotent for the shell (D6); every event keeps it. */
export type FlowCommand = CommandBody & { readonly commandId: string };
export type FlowCommandType = FlowCommand['type'];

export const rejectionCodes = [
  'ALREADY_STARTED',
  'NOT_STARTED',
  'CASE_FINISHED',
  'START_EVENT_UNKNOWN',
  'TASK_NOT_FOUND',
  'TASK_NOT_CLAIMED',
  'TASK_ALREADY_CLAIMED',
  'TASK_SUSPENDED',
  'NOTHING_TO_CORRECT',
  'ACTION_NOT_ALLOWED',
  'SEPARATION_OF_DUTIES',
  'OPINION_REQUIRED',
  'REASON_REQUIRED',
  'REVIEW_POINTS_OPEN',
  'REVIEW_POINT_UNKNOWN',
  'AMOUNT_REQUIRED',
  'AMOUNT_NOT_ALLOWED',
  'AMOUNT_INVALID',
  'VOUCHER_REQUIRED',
  'DECIDER_UNKNOWN',
  'DECIDER_NOT_YET',
  'ALREADY_DECIDED',
  'TASK_DELEGATED',
  'NOT_DELEGATED',
  'SIGNERS_FIRST',
  'SIGNER_NOT_ALLOWED',
  'SIGNER_UNKNOWN',
  'REQUESTS_OPEN',
  'REQUEST_UNKNOWN',
  'NO_PROCEDURE',
  'TAKE_BACK_TOO_LATE',
  'NOT_YOUR_DECISION',
  'URGED_TOO_OFTEN',
  'SIGNATURE_REQUIRED',
  'MINUTES_REQUIRED',
  'CLAUSE_REQUIRED',
  'RETURN_TARGET_NOT_ALLOWED',
  'WITHDRAWAL_TOO_LATE',
  'TIMER_INVALID',
  'TIMER_NOT_FOUND',
  'TIMER_NOT_DUE',
  'JOB_NOT_FOUND',
  'NO_SUBSCRIPTION',
  'INCIDENT_NOT_FOUND',
  'MOVE_ON_FLOW_UNKNOWN',
  'VARIABLE_NAME_INVALID',
  'STEP_LIMIT_EXCEEDED',
  'STATE_INVALID',
] as const;
export type FlowRejectionCode = (typeof rejectionCodes)[number];

/** Why a command was refused; nothing has changed. E.g. TASK_ALREADY_CLAIMED carries `claimedBy`. */
export interface FlowRejection {
  readonly code: FlowRejectionCode;
  readonly params: Readonly<Record<string, string | number>>;
}
