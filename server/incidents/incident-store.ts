import type { Connection } from 'mongoose';
import { unitKeys } from '../cases/unit-keys.js';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { type IncidentDocument, incidentModel } from './incident-document.js';

export interface IncidentQuery {
  readonly tenantId: string;
  /** Keys of units, see `unitKeys`. */
  readonly reach: readonly string[];
  readonly policyId?: string | undefined;
  readonly code?: string | undefined;
  /** Time and id of the last row seen. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

export interface IncidentStore {
  readonly project: Projection;
  /** Open ones, newest first. */
  list(query: IncidentQuery): Promise<readonly IncidentDocument[]>;
  /** Policies and kinds that have open ones, for the filters. */
  facets(
    tenantId: string,
    reach: readonly string[],
  ): Promise<readonly { policyId: string; policyTitle: string; code: string }[]>;
}

export function createIncidentStore(database: Connection): IncidentStore {
  const incidents = incidentModel(database);
  const open = (tenantId: string, reach: readonly string[]) => ({
    tenantId,
    unitKeys: { $in: [...reach] },
    status: 'open' as const,
  });
  return {
    async project(source, { seq, incidents: snapshots }) {
      const { _id: caseId, tenantId, policyId, policyTitle, applicantName, number: caseNumber, unitPath } = source;
      const shown = { caseNumber, policyId, policyTitle, applicantName, unitKeys: unitKeys(unitPath) };
      await upsertNewer(
        incidents,
        snapshots.map((snapshot) => ({
          _id: `${caseId}:${snapshot.incidentId}`,
          tenantId,
          caseId,
          seq,
          ...shown,
          ...snapshot,
        })),
      );
    },
    async list({ tenantId, reach, policyId, code, after, limit }) {
      const [at, id] = after ?? [];
      return incidents
        .find({
          ...open(tenantId, reach),
          ...(policyId === undefined ? {} : { policyId }),
          ...(code === undefined ? {} : { code }),
          ...(at === undefined ? {} : { $or: [{ raisedAt: { $lt: at } }, { raisedAt: at, _id: { $lt: id } }] }),
        })
        .sort({ raisedAt: -1, _id: -1 })
        .limit(limit)
        .lean<IncidentDocument[]>();
    },
    async facets(tenantId, reach) {
      const groups = await incidents.aggregate<{ _id: { policyId: string; policyTitle: string; code: string } }>([
        { $match: open(tenantId, reach) },
        { $group: { _id: { policyId: '$policyId', policyTitle: '$policyTitle', code: '$code' } } },
        { $limit: 500 },
      ]);
      return groups.map(({ _id }) => _id);
    },
  };
}
