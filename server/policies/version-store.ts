import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { type PolicyVersionDocument, policyVersionModel } from './policy-documents.js';

/** Published versions: inserted once under `policyId:n`, never changed (D8). */
export interface VersionStore {
  find(tenantId: string, policyId: string, version: number): Promise<PolicyVersionDocument | null>;
  /** False where this number is taken. */
  insert(document: PolicyVersionDocument): Promise<boolean>;
}

export function createVersionStore(database: Connection): VersionStore {
  const versions = policyVersionModel(database);
  return {
    find: async (tenantId, policyId, version) => versions.findOne({ tenantId, _id: `${policyId}:${version}` }).lean(),
    async insert(document) {
      try {
        await versions.create(document);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
