/**
 * Every error code of the API with its HTTP status. A missing one does not compile where a `DomainError` is thrown,
 * and has no text where the catalogue (`messages/areas/errors.ts`) forgets it.
 */
export const errorStatus = {
  // The request itself
  MALFORMED_JSON: 400,
  INVALID_REQUEST: 400,
  IDEMPOTENCY_KEY_MISSING: 400,
  IDEMPOTENCY_KEY_REUSED: 409,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  NOT_READY: 503,
  // Who is calling
  NOT_SIGNED_IN: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_INVALID: 401,
  SESSION_ENDED: 401,
  SIGN_IN_FAILED: 401,
  ACCOUNT_LOCKED: 423,
  ACCOUNT_DISABLED: 403,
  PASSWORD_CHANGE_REQUIRED: 403,
  PASSWORD_TOO_WEAK: 422,
  PASSWORD_WRONG: 422,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  // Accounts, units, applicants
  LOGIN_TAKEN: 409,
  IDENTITY_TAKEN: 409,
  IDENTITY_INVALID: 422,
  UNIT_HAS_MEMBERS: 409,
  UNIT_CODE_TAKEN: 409,
  LAST_ADMINISTRATOR: 409,
  CALENDAR_INVALID: 422,
  // Policies
  REVISION_CONFLICT: 409,
  PART_INVALID: 422,
  POLICY_NOT_PUBLISHABLE: 422,
  POLICY_NOT_ONLINE: 409,
  TEMPLATE_UNKNOWN: 422,
  // Applying
  NOT_YET_OPEN: 409,
  CLOSED: 409,
  VERSION_SUPERSEDED: 409,
  SUBMISSION_INVALID: 422,
  NOT_ELIGIBLE: 422,
  DRAFT_SUBMITTED: 409,
  CONSENT_MISSING: 422,
  FILE_TOO_LARGE: 413,
  FILE_EMPTY: 422,
  FILE_TYPE_REFUSED: 415,
  FILE_UNKNOWN: 422,
  LIMIT_EXCEEDED: 422,
  // Cases and tasks
  CASE_FINISHED: 409,
  CASE_BUSY: 409,
  WITHDRAWAL_TOO_LATE: 409,
  NOTHING_TO_CORRECT: 409,
  TASK_NOT_CLAIMED: 409,
  TASK_ALREADY_CLAIMED: 409,
  TASK_CLOSED: 409,
  TASK_SUSPENDED: 409,
  ACTION_NOT_ALLOWED: 409,
  SEPARATION_OF_DUTIES: 403,
  AMOUNT_REQUIRED: 422,
  AMOUNT_TOO_LARGE: 422,
  AMOUNT_REASON_REQUIRED: 422,
  OPINION_REQUIRED: 422,
  REVIEW_POINTS_OPEN: 422,
  FLOW_REFUSED: 409,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

/** Errors that any route may answer, so that routes need not repeat them. */
export const commonErrors = [
  'MALFORMED_JSON',
  'INVALID_REQUEST',
  'BODY_TOO_LARGE',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'NOT_READY',
] as const satisfies readonly ErrorCode[];

/** What a protected route may answer beside `commonErrors`. */
export const accessErrors = [
  'NOT_SIGNED_IN',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'PASSWORD_CHANGE_REQUIRED',
  'FORBIDDEN',
  'NOT_FOUND',
] as const satisfies readonly ErrorCode[];
