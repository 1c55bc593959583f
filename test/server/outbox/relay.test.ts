import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createRelay } from '#server/outbox/relay';

type Parts = Parameters<typeof createRelay>[0];

const left = (id: string) => ({ _id: id, tenantId: 't', rev: 1, outbox: [{ seq: 1 }] });

/** A relay over cases that were left over; `bad` ones cannot be carried on. */
function relayOver(ids: readonly string[], bad: readonly string[]) {
  const waiting = new Set(ids);
  const relay = createRelay({
    store: {
      leftOver: async (_before: Date, limit: number) => [...waiting].slice(0, limit).map(left),
      takeOff: async ({ _id }: { _id: string }) => waiting.delete(_id),
    },
    history: {
      append: async (_tenantId: string, id: string) => {
        if (bad.includes(id)) throw new Error('Expected an entry that can be written, but got none');
      },
    },
    projections: [],
    announce: async () => undefined,
    clock: { now: () => new Date('2026-11-18T02:00:00.000Z') },
    logger: pino({ level: 'silent' }),
    beforeRelay: async () => undefined,
  } as unknown as Parts);
  return { relay, waiting };
}

describe('the sweep of the outbox', () => {
  it('carries on with the other cases where one cannot be relayed, and leaves that one for the next sweep', async () => {
    const { relay, waiting } = relayOver(['a', 'b', 'c'], ['b']);
    expect(await relay.sweep({ olderThanMs: 0 })).toBe(2);
    expect([...waiting]).toEqual(['b']);
  });

  it('comes to an end where more cases than one look finds are bad', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `c${index}`);
    const { relay } = relayOver(ids, ids);
    expect(await relay.sweep({ olderThanMs: 0 })).toBe(0);
  });
});
