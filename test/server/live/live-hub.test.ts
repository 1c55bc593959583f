import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Announcement } from '#server/live/announcements';
import { createLiveHub, type Subscriber } from '#server/live/live-hub';

const announcement = (id: string, at: number): Announcement => ({
  _id: id,
  tenantId: 't',
  caseId: id,
  at: new Date(at),
  tasksFor: [],
  casesFor: [],
  noticesFor: [],
});

describe('the hub', () => {
  const stored: Announcement[] = [];
  const since = vi.fn(async (_tenantIds: readonly string[], from: Date) => stored.filter(({ at }) => at >= from));
  const onError = vi.fn();
  const start = Date.parse('2026-11-18T02:00:00Z');
  const hubOf = () =>
    createLiveHub({ announcements: { since }, clock: { now: () => new Date() }, everyMs: 1000, onError });

  function ear(tenantId = 't') {
    const heard: string[] = [];
    const end = vi.fn();
    const subscriber: Subscriber = {
      tenantId,
      deliver: (announcements) => heard.push(...announcements.map(({ _id }) => _id)),
      end,
    };
    return { heard, end, subscriber };
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: start });
    stored.length = 0;
    since.mockClear();
    onError.mockClear();
  });
  afterEach(() => vi.useRealTimers());

  it('looks once a second for all who listen, and not at all when nobody does', async () => {
    const hub = hubOf();
    await vi.advanceTimersByTimeAsync(5000);
    expect(since).not.toHaveBeenCalled();

    const leave = [ear('t'), ear('t'), ear('u')].map(({ subscriber }) => hub.join(subscriber));
    await vi.advanceTimersByTimeAsync(3000);
    expect(since).toHaveBeenCalledTimes(3);
    expect(since.mock.lastCall?.[0]).toEqual(['t', 'u']);

    for (const one of leave) one();
    await vi.advanceTimersByTimeAsync(5000);
    expect(since.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('tells each announcement once, also one that a slower clock dates back', async () => {
    const hub = hubOf();
    const one = ear();
    hub.join(one.subscriber);
    stored.push(announcement('a', start + 500));
    await vi.advanceTimersByTimeAsync(3000);
    stored.push(announcement('b', start - 4000));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(one.heard).toEqual(['a', 'b']);
  });

  it('tells who joins what the last seconds brought, for they may have fetched before', async () => {
    const hub = hubOf();
    hub.join(ear().subscriber);
    stored.push(announcement('a', start + 500));
    await vi.advanceTimersByTimeAsync(2000);
    const late = ear();
    hub.join(late.subscriber);
    expect(late.heard).toEqual(['a']);

    await vi.advanceTimersByTimeAsync(20_000);
    const later = ear();
    hub.join(later.subscriber);
    expect(later.heard).toEqual([]);
  });

  it('misses nothing between two looks, however far the clock moved', async () => {
    const hub = hubOf();
    const one = ear();
    hub.join(one.subscriber);
    await vi.advanceTimersByTimeAsync(1000);
    stored.push(announcement('a', start + 1200));
    vi.setSystemTime(start + 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(one.heard).toEqual(['a']);
  });

  it('goes on after a look that failed', async () => {
    const hub = hubOf();
    const one = ear();
    hub.join(one.subscriber);
    since.mockRejectedValueOnce(new Error('no database'));
    stored.push(announcement('a', start + 500));
    await vi.advanceTimersByTimeAsync(1000);
    expect([onError.mock.calls.length, one.heard]).toEqual([1, []]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(one.heard).toEqual(['a']);
  });

  it('ends all who listen when it closes, and looks no more', async () => {
    const hub = hubOf();
    const one = ear();
    hub.join(one.subscriber);
    hub.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect([one.end.mock.calls.length, since.mock.calls.length, hub.isClosed]).toEqual([1, 0, true]);
  });
});
