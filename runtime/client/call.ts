import type { AnswerOf, Route } from '#core/contract';
import { ApiError } from './api-error.js';
import { type CallInput, send } from './send.js';
import { session } from './session.js';

const renewable = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'NOT_SIGNED_IN']);

function tokenNow(): string | null {
  const state = session.get();
  return state.kind === 'signed-in' ? state.accessToken : null;
}

/** Runs a request; when the token has just ended it is renewed once and the request sent again. */
export async function withToken<T>(request: (token: string | null) => Promise<T>): Promise<T> {
  const token = tokenNow();
  try {
    return await request(token);
  } catch (error) {
    if (token === null || !(error instanceof ApiError) || !renewable.has(error.code)) throw error;
    if (!(await session.renew())) throw error;
    return request(tokenNow());
  }
}

/** Calls a route of the API as who is signed in. Throws `ApiError`. */
export function call<R extends Route>(route: R, input: CallInput<R> = {}): Promise<AnswerOf<R>> {
  return withToken((token) => send(route, input, token));
}
