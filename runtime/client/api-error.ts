import { type ErrorCode, type ProblemDocument, problemDocument } from '#core/contract';

/** A refusal by the server, or `OFFLINE` when it was not reached at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly status: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly issues: ProblemDocument['issues'];
  readonly requestId: string | undefined;

  constructor(
    problem: Pick<ProblemDocument, 'status' | 'params' | 'issues' | 'requestId'> & { code: ErrorCode | 'OFFLINE' },
  ) {
    super(problem.code);
    this.code = problem.code;
    this.status = problem.status;
    this.params = problem.params;
    this.issues = problem.issues;
    this.requestId = problem.requestId;
  }
}

export const offline = () =>
  new ApiError({ code: 'OFFLINE', status: 0, params: {}, issues: undefined, requestId: undefined });

/** Reads a refusal's body; an answer that is no problem document (a proxy's page) counts as INTERNAL. */
export function apiErrorFrom(status: number, body: unknown): ApiError {
  const parsed = problemDocument.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data);
  return new ApiError({ code: 'INTERNAL', status, params: {}, issues: undefined, requestId: undefined });
}
