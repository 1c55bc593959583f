import { ApiError } from '#client';
import { errorMessages, type Locale, message } from '#core/messages';

const plain = (params: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  );

/** What went wrong and what to do, in the reader's language. */
export function errorText(error: unknown, locale: Locale): string {
  if (!(error instanceof ApiError)) return message(errorMessages, locale, 'INTERNAL');
  const params = plain(error.params);
  if (typeof params.retryAfterSeconds === 'number') params.minutes = Math.ceil(params.retryAfterSeconds / 60);
  return message(errorMessages, locale, error.code, params);
}

/** The request's number, for faults only: a refusal explains itself. */
export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiError && error.code === 'INTERNAL' ? error.requestId : undefined;
}
