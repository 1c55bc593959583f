import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#core/contract';
import { listenLive } from '../../../runtime/client/live.js';
import { session } from '../../../runtime/client/session.js';

const me = {
  accountId: 'a',
  tenant: { id: 't', slug: 'yungang', name: '云港市' },
  login: 'wang',
  name: '王',
  mustChangePassword: false,
  appointments: [],
  permissions: [],
  applicants: [],
};
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const problem = (status: number, code: string, params = {}) =>
  json({ type: 'x', title: code, status, code, params }, status);

/** A server's end of one stream. */
function stream() {
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      writer = controller;
    },
  });
  return {
    answer: () => new Response(body, { status: 200 }),
    write: (text: string) => writer?.enqueue(new TextEncoder().encode(text)),
    end: () => writer?.close(),
  };
}

describe('listening to live updates', () => {
  const events: LiveEvent[] = [];
  const onGap = vi.fn();
  /** What the server answers to one connection after the other; then it is silent. */
  let answers: (() => Response | Promise<Response>)[];
  let tokens: (string | undefined)[];
  let signals: (AbortSignal | undefined)[];
  let issued: number;
  let stop: (() => void) | undefined;

  const listen = () => {
    stop = listenLive({ onEvent: (event) => events.push(event), onGap });
  };
  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const soon = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(async () => {
    vi.useFakeTimers();
    events.length = 0;
    onGap.mockClear();
    answers = [];
    tokens = [];
    signals = [];
    issued = 0;
    hide(false);
    Object.defineProperty(navigator, 'locks', {
      configurable: true,
      value: { request: (_name: string, work: () => unknown) => work() },
    });
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      if (address !== '/api/events') {
        issued += 1;
        return json({ accessToken: `token${issued}`, expiresAt: '2026-11-18T02:10:00.000Z', me });
      }
      tokens.push((init.headers as Record<string, string>).authorization);
      signals.push(init.signal ?? undefined);
      const answer = answers.shift();
      return answer === undefined ? new Promise<Response>(() => undefined) : answer();
    });
    await session.signIn({ tenant: 'yungang', login: 'wang', password: 'x' });
  });
  afterEach(() => {
    stop?.();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('carries the token, and reads events however they are cut', async () => {
    const one = stream();
    answers = [one.answer];
    listen();
    await soon();
    one.write(': listening\n\ndata: {"topic":"tas');
    await soon();
    expect(events).toEqual([]);
    one.write('ks"}\n\n: beat\n\ndata: {"topic":"cases","id":"c1"}\n\ndata: {"topic":"weather"}\n\n');
    await soon();
    expect(tokens).toEqual(['Bearer token1']);
    expect(events).toEqual([{ topic: 'tasks' }, { topic: 'cases', id: 'c1' }]);
    expect(onGap).not.toHaveBeenCalled();
  });

  it('comes back when the stream ends, with a new token where the old one ran out, and tells of the gap', async () => {
    const [one, two] = [stream(), stream()];
    answers = [one.answer, () => problem(401, 'TOKEN_EXPIRED'), two.answer];
    listen();
    await soon();
    one.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(tokens).toEqual(['Bearer token1', 'Bearer token1', 'Bearer token2']);
    expect(onGap).toHaveBeenCalledTimes(1);
    two.write('data: {"topic":"notices"}\n\n');
    await soon();
    expect(events).toEqual([{ topic: 'notices' }]);
  });

  it('tries again more and more slowly while the server is not reached, and at its ease when told how long', async () => {
    const failing = () => Promise.reject(new TypeError('failed'));
    answers = [failing, failing, failing, failing, () => problem(429, 'TOO_MANY_REQUESTS', { retryAfterSeconds: 90 })];
    listen();
    await vi.advanceTimersByTimeAsync(2000);
    expect(tokens).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(4000 + 8000 + 16_000);
    expect(tokens).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tokens).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(tokens).toHaveLength(6);
  });

  it('rests while the page is hidden', async () => {
    const [one, two] = [stream(), stream()];
    answers = [one.answer, two.answer];
    hide(true);
    listen();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tokens).toHaveLength(0);
    hide(false);
    await soon();
    expect(tokens).toHaveLength(1);
    hide(true);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('leaves a stream on which nothing beats any more', async () => {
    const one = stream();
    answers = [one.answer];
    listen();
    await vi.advanceTimersByTimeAsync(40_000);
    one.write(': beat\n\n');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('ends for good when told to', async () => {
    const one = stream();
    answers = [one.answer];
    listen();
    await soon();
    stop?.();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([signals[0]?.aborted, tokens.length]).toEqual([true, 1]);
  });
});
