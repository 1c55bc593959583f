import type { AnswerOf, BodyOf, ParamsOf, QueryInputOf, Route } from '#core/contract';
import { apiErrorFrom, offline } from './api-error.js';

/** What a call carries; only what the route declares is needed. */
export interface CallInput<R> {
  readonly params?: ParamsOf<R>;
  readonly query?: QueryInputOf<R>;
  readonly body?: BodyOf<R>;
  /** For routes marked `idempotent`: a UUID made once for the act, and kept over retries (D6). */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

function addressOf(path: string, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** One request by its contract route. Throws `ApiError`. */
export async function send<R extends Route>(
  route: R,
  input: CallInput<R>,
  accessToken: string | null,
): Promise<AnswerOf<R>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (accessToken !== null) headers.authorization = `Bearer ${accessToken}`;
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  let response: Response;
  try {
    response = await fetch(addressOf(route.path, input.params ?? {}, input.query ?? {}), {
      method: route.method.toUpperCase(),
      headers,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw offline();
  }
  const body: unknown = response.status === 204 ? {} : await response.json().catch(() => null);
  if (!response.ok) throw apiErrorFrom(response.status, body);
  return body as AnswerOf<R>;
}
