import type { Connection } from 'mongoose';
import type { PolicyPart } from '#core/contract';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal, Reach } from '../http/principal.js';
import { type PolicyDocument, policyModel } from './policy-documents.js';

/** A policy without its parts, for lists. */
export type PolicySummary = Omit<PolicyDocument, 'parts'>;

/** Draft policies in the database; every write names the tenant and what it was read at. */
export interface PolicyStore {
  byId(tenantId: string, policyId: string): Promise<PolicyDocument | null>;
  summary(tenantId: string, policyId: string): Promise<PolicySummary | null>;
  /** Without parts, all that lie in the reaches; a tenant has some hundreds at most. */
  inReach(tenantId: string, reaches: readonly Reach[]): Promise<readonly PolicySummary[]>;
  online(tenantId: string): Promise<readonly PolicySummary[]>;
  /** False where a document of this id exists already. */
  insert(document: PolicyDocument): Promise<boolean>;
  /** Writes one part on top of its revision (D8); false where somebody was faster. */
  savePart(change: {
    readonly tenantId: string;
    readonly policyId: string;
    readonly part: PolicyPart;
    readonly revision: number;
    readonly text: string;
    readonly more: Partial<Pick<PolicyDocument, 'title' | 'titleKeys'>>;
    readonly at: Date;
    readonly by: string;
  }): Promise<boolean>;
  /** Changes state or version where `guard` still holds; false otherwise. */
  update(
    guard: Readonly<Record<string, unknown>> & { readonly tenantId: string; readonly _id: string },
    set: Partial<PolicyDocument>,
  ): Promise<boolean>;
  /** Deletes one that was never published; false otherwise. */
  remove(tenantId: string, policyId: string): Promise<boolean>;
}

/** The first character that no unit code holds, to close a range of paths. */
const afterPaths = '\uffff';

function inReachFilter(reaches: readonly Reach[]): Record<string, unknown> {
  return {
    $or: reaches.map((reach) =>
      reach.subtree
        ? { unitPath: { $gte: reach.unitPath, $lt: `${reach.unitPath}${afterPaths}` } }
        : { unitPath: reach.unitPath },
    ),
  };
}

export function createPolicyStore(database: Connection): PolicyStore {
  const policies = policyModel(database);
  return {
    byId: async (tenantId, policyId) => policies.findOne({ tenantId, _id: policyId }).lean(),
    summary: async (tenantId, policyId) =>
      policies.findOne({ tenantId, _id: policyId }, { parts: 0 }).lean<PolicySummary>(),
    async inReach(tenantId, reaches) {
      if (reaches.length === 0) return [];
      return policies.find({ tenantId, ...inReachFilter(reaches) }, { parts: 0 }).lean<PolicySummary[]>();
    },
    online: async (tenantId) => policies.find({ tenantId, state: 'online' }, { parts: 0 }).lean<PolicySummary[]>(),
    async insert(document) {
      try {
        await policies.create(document);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async savePart({ tenantId, policyId, part, revision, text, more, at, by }) {
      const written = await policies.updateOne(
        { tenantId, _id: policyId, [`revisions.${part}`]: revision },
        {
          $set: { [`parts.${part}`]: text, ...more, updatedAt: at, updatedBy: by },
          $inc: { [`revisions.${part}`]: 1 },
        },
      );
      return written.matchedCount === 1;
    },
    async update(guard, set) {
      const written = await policies.updateOne(guard, { $set: set });
      return written.matchedCount === 1;
    },
    async remove(tenantId, policyId) {
      const written = await policies.deleteOne({ tenantId, _id: policyId, version: 0 });
      return written.deletedCount === 1;
    },
  };
}

/** The policy for who may design in its unit; NOT_FOUND for everyone else, whatever the reason (D1). */
export async function designablePolicy(
  store: PolicyStore,
  principal: Principal,
  policyId: string,
): Promise<PolicyDocument> {
  const found = await store.byId(principal.tenantId, policyId);
  if (found === null || !principal.can('policy.design', found.unitPath)) throw new DomainError('NOT_FOUND');
  return found;
}
