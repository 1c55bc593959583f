import type { FlowVariables } from './expression.js';
import type { ReturnMode } from './step.js';

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
  /** Hands a task to another person for good (转交). */
  | ({ readonly type: 'TransferTask'; readonly to: string; readonly reason: string } & TaskCommand)
  /** Approves. `deciderId` says for which of several deciders (countersign, sequential, ratio). */
  | ({
      readonly type: 'CompleteTask';
      readonly decision: 'approve' | 'disapprove';
      readonly opinion: string;
      readonly output?: StepOutput;
      readonly deciderId?: string;
    } & TaskCommand)
  | ({
      readonly type: 'RefuseTask';
      readonly code: 'ACCEPTANCE_REFUSED' | 'REFUSED';
      readonly opinion: string;
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
  /** A handler gave up. `errorCode` throws a BPMN error; without it, or uncaught, an incident. */
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
