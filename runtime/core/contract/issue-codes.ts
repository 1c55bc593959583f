/*
 * What exactly is wrong, inside a refusal: the codes of its `issues`. Those of identity numbers, calendars and forms are
 * declared beside the rules in their core folders. Each has its words in `messages/areas/issues.ts`.
 */

/** With INVALID_REQUEST: a part of the request does not keep the contract. */
export type RequestIssueCode =
  | 'REQUIRED'
  | 'WRONG_TYPE'
  | 'UNKNOWN_FIELD'
  | 'TOO_BIG'
  | 'TOO_SMALL'
  | 'WRONG_FORMAT'
  | 'NOT_ALLOWED'
  | 'NO_VARIANT_FITS'
  | 'NOT_A_MULTIPLE'
  | 'INVALID'
  /** The body says otherwise than the address. */
  | 'CONTRADICTION'
  /** A day that ends something lies before the day it begins. */
  | 'BEFORE_START';

/** With PASSWORD_TOO_WEAK. */
export type PasswordIssueCode = 'TOO_SHORT' | 'TOO_FEW_KINDS' | 'CONTAINS_LOGIN' | 'COMMON' | 'UNCHANGED';

/** With CALENDAR_INVALID, beside the problems that `core/calendar` finds. */
export type CalendarIssueCode = 'OTHER_YEAR' | 'DAY_TWICE';
