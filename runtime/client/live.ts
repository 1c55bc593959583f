import { type LiveEvent, liveTopics, routes } from '#core/contract';
import { ApiError, apiErrorFrom, offline } from './api-error.js';
import { withToken } from './call.js';

/*
 * The stream of live updates (D15). It is read by `fetch`, for an EventSource cannot carry the token. It rests while the
 * page is hidden: browsers allow few connections to one origin, and a page out of sight needs none. After every break the
 * listener is told of a gap, for what happened meanwhile is not told again.
 */

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** Something may have been missed. */
  onGap(): void;
}

/** The server beats every 20 seconds; a stream silent for longer is dead, even if nobody has noticed. */
const silenceMs = 50_000;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Listens until the answered function is called. Only for who is signed in. */
export function listenLive(listener: LiveListener): () => void {
  const stop = new AbortController();
  void keepListening(listener, stop.signal);
  return () => stop.abort();
}

async function keepListening(listener: LiveListener, stop: AbortSignal): Promise<void> {
  let failures = 0;
  let isFirst = true;
  while (!stop.aborted) {
    await untilVisible(stop);
    if (stop.aborted) return;
    try {
      await listenOnce(listener, stop, () => {
        if (!isFirst) listener.onGap();
        isFirst = false;
        failures = 0;
      });
      // It ended in order: the token ran out, or the server is being replaced.
      await pause(firstPauseMs, stop);
    } catch (error) {
      if (stop.aborted) return;
      failures += 1;
      await pause(pauseAfter(error, failures), stop);
    }
  }
}

/** Grows with each failure, and is spread so that all pages do not come back in the same second. */
function pauseAfter(error: unknown, failures: number): number {
  const wanted = error instanceof ApiError ? error.params.retryAfterSeconds : undefined;
  const grown = Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.5 + Math.random() / 2);
  return typeof wanted === 'number' ? Math.max(wanted * 1000, grown) : grown;
}

/** One connection, until it ends, falls silent, or the page is hidden. Throws `ApiError` where none came about. */
async function listenOnce(listener: LiveListener, stop: AbortSignal, onOpen: () => void): Promise<void> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  const onVisibility = () => document.hidden && abort();
  stop.addEventListener('abort', abort);
  document.addEventListener('visibilitychange', onVisibility);
  let silence = setTimeout(abort, silenceMs);
  try {
    const body = await withToken((token) => open(token, connection.signal));
    onOpen();
    const reader = body.getReader();
    // Nothing that was on its way is told any more.
    connection.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(abort, silenceMs);
      const frames = (text + decoder.decode(value, { stream: true })).split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) for (const event of eventsOf(frame)) listener.onEvent(event);
    }
  } catch (error) {
    // Aborted by ourselves, or cut off in the middle: both are ends like any other once it was open.
    if (error instanceof ApiError) throw error;
  } finally {
    clearTimeout(silence);
    stop.removeEventListener('abort', abort);
    document.removeEventListener('visibilitychange', onVisibility);
  }
}

async function open(token: string | null, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(routes.streamEvents.path, { headers, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw offline();
  }
  if (!response.ok) throw apiErrorFrom(response.status, await response.json().catch(() => null));
  if (response.body === null) throw offline();
  return response.body;
}

/** The event of one frame; comments have none, and what a newer server adds is passed over. */
function eventsOf(frame: string): readonly LiveEvent[] {
  return frame
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as LiveEvent)
    .filter(({ topic }) => liveTopics.includes(topic));
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    }
    stop.addEventListener('abort', done);
  });
}

function untilVisible(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (!document.hidden || stop.aborted) return resolve();
    function done() {
      if (document.hidden && !stop.aborted) return;
      document.removeEventListener('visibilitychange', done);
      stop.removeEventListener('abort', done);
      resolve();
    }
    document.addEventListener('visibilitychange', done);
    stop.addEventListener('abort', done);
  });
}
