import type { Request, Response } from 'express';
import { type ErrorCode, errorStatus } from '#core/contract';
import { DomainError } from './domain-error.js';

/** Express and body-parser mark their own refusals with `type` or `status`; everything else is ours or a defect. */
function codeOfFrameworkError(error: unknown): ErrorCode | null {
  if (typeof error !== 'object' || error === null) return null;
  const { type, status, code, message } = error as Record<'type' | 'status' | 'code' | 'message', unknown>;
  if (type === 'entity.too.large') return 'BODY_TOO_LARGE';
  if (type === 'entity.parse.failed' || type === 'request.size.invalid') return 'MALFORMED_JSON';
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return 'UNSUPPORTED_MEDIA_TYPE';
  // The caller went away while sending (Node's own error for it): nobody reads the answer, and it is no defect.
  if (code === 'ECONNRESET' && message === 'aborted') return 'INVALID_REQUEST';
  if (type === 'request.aborted' || error instanceof URIError || status === 400) return 'INVALID_REQUEST';
  return null;
}

/** Any thrown value as the `DomainError` that goes out; what nobody expected becomes INTERNAL and is to be logged. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = codeOfFrameworkError(error);
  return code === null ? new DomainError('INTERNAL', {}, { cause: error }) : new DomainError(code);
}

/** Sends a refusal as `application/problem+json` (RFC 9457): never a stack, never an answer's content. */
export function sendProblem(request: Request, response: Response, error: DomainError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = errorStatus[error.code];
  const retryAfter = error.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:duixian:problem:${error.code}`,
        title: error.code,
        status,
        code: error.code,
        params: error.params,
        ...(error.issues === undefined ? {} : { issues: error.issues }),
        requestId: String(request.id),
      }),
    );
}
