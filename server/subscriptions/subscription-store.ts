import type { Connection } from 'mongoose';
import { unitKeys } from '../cases/unit-keys.js';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { type SubscriptionDocument, subscriptionModel } from './subscription-document.js';

/** Which waits are meant. */
export interface WaitQuery {
  readonly tenantId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Waits that were there at this instant. */
  readonly openedBy: string;
  readonly applicantId?: string;
  /** Keys of units, see `unitKeys`; of all where it is missing. */
  readonly reach?: readonly string[];
}

export interface SubscriptionStore {
  readonly project: Projection;
  /** A page of open waits by id, behind the given one. */
  page(query: WaitQuery, after: string | null, limit: number): Promise<readonly SubscriptionDocument[]>;
  count(query: WaitQuery): Promise<number>;
}

const filterOf = ({ tenantId, kind, name, openedBy, applicantId, reach }: WaitQuery) => ({
  tenantId,
  kind,
  name,
  status: 'open' as const,
  openedAt: { $lte: openedBy },
  ...(applicantId === undefined ? {} : { applicantId }),
  ...(reach === undefined ? {} : { unitKeys: { $in: [...reach] } }),
});

export function createSubscriptionStore(database: Connection): SubscriptionStore {
  const subscriptions = subscriptionModel(database);
  return {
    async project({ _id: caseId, tenantId, applicantId, unitPath }, { seq, subscriptions: snapshots }) {
      const place = { applicantId, unitKeys: unitKeys(unitPath) };
      await upsertNewer(
        subscriptions,
        snapshots.map((snapshot) => {
          const _id = `${caseId}:${snapshot.subscriptionId}`;
          return { _id, tenantId, caseId, seq, ...place, ...snapshot };
        }),
      );
    },
    page: async (query, after, limit) =>
      subscriptions
        .find({ ...filterOf(query), ...(after === null ? {} : { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<SubscriptionDocument[]>(),
    count: async (query) => subscriptions.countDocuments(filterOf(query)),
  };
}
