import { type ErrorCode, errorStatus } from '#core/contract';

/** One thing that is wrong with one place of a request or a form. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * The one error that shells throw for a refusal they expect. Its `code` says what a person reads (message catalogue) and
 * which HTTP status goes out; `params` fill the sentence. Neither may hold answers of a form or identity numbers.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[] | undefined;

  constructor(
    code: ErrorCode,
    params: Readonly<Record<string, unknown>> = {},
    more: { readonly issues?: readonly Issue[]; readonly cause?: unknown } = {},
  ) {
    super(`Refused with ${code}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'DomainError';
    this.code = code;
    this.params = params;
    this.issues = more.issues;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
