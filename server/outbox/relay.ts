import type { Logger } from 'pino';
import type { CaseDocument, OutboxEntry } from '../cases/case-document.js';
import type { CaseStore } from '../cases/case-store.js';
import type { CaseHistory } from '../cases/history.js';
import type { Clock } from '../http/deps.js';

/** Something that follows from the entries of a case; writing it twice or late must change nothing (D5). */
export type Projection = (source: EntrySource, entry: OutboxEntry) => Promise<void>;
export type EntrySource = Pick<
  CaseDocument,
  | '_id'
  | 'tenantId'
  | 'policyId'
  | 'applicantId'
  | 'number'
  | 'policyTitle'
  | 'applicantName'
  | 'unitPath'
  | 'filedFrom'
  | 'seenFrom'
  | 'handlers'
>;

type Relayable = EntrySource & Pick<CaseDocument, 'rev' | 'outbox'>;

/** Carries entries of the outbox to what follows from them: at once in the request, and again where a process died. */
export interface Relay {
  /** After a write, in the request. A failure is logged and left to the sweep: the command itself has happened. */
  atOnce(written: Relayable): Promise<void>;
  /** Relays what was left over; answers how many cases it mended. */
  sweep(options: { readonly olderThanMs: number }): Promise<number>;
}

/** A server of an earlier version may have left entries without what was added since. */
const complete = (entry: OutboxEntry): OutboxEntry => ({
  ...{ subscriptions: [], incidents: [], audits: [] },
  ...entry,
});

/** How many cases one look finds. */
const batch = 100;

export function createRelay(parts: {
  readonly store: CaseStore;
  readonly history: CaseHistory;
  readonly projections: readonly Projection[];
  /** Comes after all projections of an entry: who hears of it must find it. */
  readonly announce: Projection;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tests let the process “die” here, between the case's write and its projections. */
  readonly beforeRelay: () => Promise<void>;
}): Relay {
  const { store, history, projections, clock, logger } = parts;

  const relay = async (source: Relayable): Promise<void> => {
    const entries = source.outbox.map(complete).sort((a, b) => a.seq - b.seq);
    const last = entries.at(-1);
    if (last === undefined) return;
    for (const entry of entries) {
      await Promise.all([
        history.append(source.tenantId, source._id, entry),
        ...projections.map((project) => project(source, entry)),
      ]);
    }
    // At once with the announcements: where one is lost with its process, pages find out by their own slow polling.
    await Promise.all([...entries.map((entry) => parts.announce(source, entry)), store.takeOff(source, last.seq)]);
  };

  return {
    async atOnce(written) {
      try {
        await parts.beforeRelay();
        await relay(written);
      } catch (error) {
        logger.error({ caseId: written._id, err: error }, 'Expected to relay the outbox, but left it to the sweep');
      }
    },
    async sweep({ olderThanMs }) {
      let mended = 0;
      for (;;) {
        const before = new Date(clock.now().getTime() - olderThanMs);
        const found = await store.leftOver(before, batch);
        let failed = 0;
        for (const one of found) {
          try {
            await relay(one);
            mended += 1;
          } catch (error) {
            // One bad case must not hold up the others, nor the start of the server; the next sweep tries it again.
            failed += 1;
            logger.error({ caseId: one._id, err: error }, 'Expected to relay what was left over, but could not');
          }
        }
        if (found.length < batch || failed > 0) return mended;
      }
    },
  };
}
