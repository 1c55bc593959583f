import type { Connection } from 'mongoose';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { payoutModel } from './payout-document.js';

/** The ledger of payments, kept by the outbox. */
export interface PayoutStore {
  readonly project: Projection;
}

export function createPayoutStore(database: Connection): PayoutStore {
  const payouts = payoutModel(database);
  return {
    async project({ _id: caseId, tenantId, policyId, applicantId }, { seq, at, payouts: snapshots }) {
      const place = { tenantId, caseId, seq, policyId, applicantId, updatedAt: new Date(at) };
      await upsertNewer(
        payouts,
        snapshots.map((snapshot) => ({ _id: `${caseId}:${snapshot.taskId}`, ...place, ...snapshot })),
      );
    },
  };
}
