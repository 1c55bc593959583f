import type { ErrorCode } from '#core/contract';
import type { FlowRejection, FlowRejectionCode } from '#core/flow';
import { DomainError } from '../http/domain-error.js';

/** What a refusal of the flow is called in the API; one that people cannot cause by themselves is FLOW_REFUSED. */
const codes: Readonly<Record<FlowRejectionCode, ErrorCode>> = {
  ALREADY_STARTED: 'FLOW_REFUSED',
  NOT_STARTED: 'FLOW_REFUSED',
  CASE_FINISHED: 'CASE_FINISHED',
  START_EVENT_UNKNOWN: 'FLOW_REFUSED',
  TASK_NOT_FOUND: 'TASK_CLOSED',
  TASK_NOT_CLAIMED: 'TASK_NOT_CLAIMED',
  TASK_ALREADY_CLAIMED: 'TASK_ALREADY_CLAIMED',
  TASK_SUSPENDED: 'TASK_SUSPENDED',
  NOTHING_TO_CORRECT: 'NOTHING_TO_CORRECT',
  ACTION_NOT_ALLOWED: 'ACTION_NOT_ALLOWED',
  SEPARATION_OF_DUTIES: 'SEPARATION_OF_DUTIES',
  OPINION_REQUIRED: 'OPINION_REQUIRED',
  REASON_REQUIRED: 'OPINION_REQUIRED',
  REVIEW_POINTS_OPEN: 'REVIEW_POINTS_OPEN',
  REVIEW_POINT_UNKNOWN: 'ACTION_NOT_ALLOWED',
  AMOUNT_REQUIRED: 'AMOUNT_REQUIRED',
  AMOUNT_NOT_ALLOWED: 'ACTION_NOT_ALLOWED',
  AMOUNT_INVALID: 'AMOUNT_TOO_LARGE',
  VOUCHER_REQUIRED: 'FLOW_REFUSED',
  DECIDER_UNKNOWN: 'ACTION_NOT_ALLOWED',
  DECIDER_NOT_YET: 'ACTION_NOT_ALLOWED',
  ALREADY_DECIDED: 'ACTION_NOT_ALLOWED',
  RETURN_TARGET_NOT_ALLOWED: 'ACTION_NOT_ALLOWED',
  WITHDRAWAL_TOO_LATE: 'WITHDRAWAL_TOO_LATE',
  TIMER_NOT_FOUND: 'FLOW_REFUSED',
  TIMER_INVALID: 'FLOW_REFUSED',
  TIMER_NOT_DUE: 'FLOW_REFUSED',
  JOB_NOT_FOUND: 'FLOW_REFUSED',
  NO_SUBSCRIPTION: 'FLOW_REFUSED',
  INCIDENT_NOT_FOUND: 'FLOW_REFUSED',
  MOVE_ON_FLOW_UNKNOWN: 'FLOW_REFUSED',
  VARIABLE_NAME_INVALID: 'FLOW_REFUSED',
  STEP_LIMIT_EXCEEDED: 'FLOW_REFUSED',
  STATE_INVALID: 'FLOW_REFUSED',
};

/** The flow's refusal as the API says it; `nameOf` tells people's names for account ids. */
export function refusalOf(rejection: FlowRejection, nameOf: (accountId: string) => string | null): DomainError {
  const claimedBy = rejection.params.claimedBy;
  const named = typeof claimedBy === 'string' ? { name: nameOf(claimedBy) ?? '' } : {};
  const { claimedBy: _id, ...params } = rejection.params;
  return new DomainError(codes[rejection.code], { ...params, ...named, reason: rejection.code });
}
