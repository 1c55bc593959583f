import type { Connection } from 'mongoose';
import { reachKeys } from '../cases/unit-keys.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { Projection } from '../outbox/relay.js';
import { type DraftDocument, draftModel } from './draft-document.js';

export interface DraftStore {
  byId(tenantId: string, draftId: string): Promise<DraftDocument | null>;
  byOpenKey(tenantId: string, openKey: string): Promise<DraftDocument | null>;
  /** False where this id, or another open draft under the same key, exists already. */
  insert(document: DraftDocument): Promise<boolean>;
  /** Writes on top of a revision; false where somebody was faster or the draft is submitted. */
  save(draft: DraftDocument, set: Partial<DraftDocument>): Promise<boolean>;
  markSubmitted(tenantId: string, draftId: string, caseId: string): Promise<void>;
  /** False where it is submitted already. */
  remove(tenantId: string, draftId: string): Promise<boolean>;
  list(
    tenantId: string,
    filter: Readonly<Record<string, unknown>>,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<readonly DraftDocument[]>;
  openCounts(tenantId: string, applicantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Marks the draft of a case that was filed, also where the process died before it could. */
  readonly project: Projection;
}

/** A case's id is fixed by its draft (D6). */
export const caseIdOf = (draftId: string): string => `c-${draftId}`;
const draftIdOf = (caseId: string): string => caseId.replace(/^c-/, '');

export function createDraftStore(database: Connection): DraftStore {
  const drafts = draftModel(database);
  const markSubmitted = async (tenantId: string, draftId: string, caseId: string) => {
    await drafts.updateOne({ tenantId, _id: draftId }, { $set: { caseId }, $unset: { openKey: 1 } });
  };
  return {
    byId: async (tenantId, draftId) => drafts.findOne({ tenantId, _id: draftId }).lean<DraftDocument>(),
    byOpenKey: async (tenantId, openKey) => drafts.findOne({ tenantId, openKey }).lean<DraftDocument>(),
    async insert(document) {
      try {
        await drafts.create(document);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async save({ tenantId, _id, revision }, set) {
      const written = await drafts.updateOne(
        { tenantId, _id, revision, caseId: null },
        { $set: set, $inc: { revision: 1 } },
      );
      return written.matchedCount === 1;
    },
    markSubmitted,
    async remove(tenantId, draftId) {
      const removed = await drafts.deleteOne({ tenantId, _id: draftId, caseId: null });
      return removed.deletedCount === 1;
    },
    async list(tenantId, filter, after, limit) {
      const [at, id] = after ?? [];
      const before =
        at === undefined
          ? {}
          : { $or: [{ updatedAt: { $lt: new Date(at) } }, { updatedAt: new Date(at), _id: { $lt: id } }] };
      return drafts
        .find({ tenantId, caseId: null, $and: [filter, before] }, { data: 0 })
        .sort({ updatedAt: -1, _id: -1 })
        .limit(limit)
        .lean<DraftDocument[]>();
    },
    async openCounts(tenantId, applicantIds) {
      if (applicantIds.length === 0) return new Map();
      const counted = await drafts.aggregate<{ _id: string; count: number }>([
        { $match: { tenantId, applicantId: { $in: [...applicantIds] }, caseId: null } },
        { $group: { _id: '$applicantId', count: { $sum: 1 } } },
      ]);
      return new Map(counted.map(({ _id, count }) => [_id, count]));
    },
    async project({ _id: caseId, tenantId }, entry) {
      if (entry.seq === 1) await markSubmitted(tenantId, draftIdOf(caseId), caseId);
    },
  };
}

/** Whether a draft is this person's: of an applicant they act for, or started at their window. */
function mayUseDraft(draft: DraftDocument, principal: Principal): boolean {
  if (principal.actsFor(draft.applicantId)) return true;
  return reachKeys(principal, 'case.file-on-behalf').some((key) => draft.filedFrom.includes(key));
}

/** The draft, or NOT_FOUND for whose it is not (D1). */
export async function ownDraft(store: DraftStore, principal: Principal, draftId: string): Promise<DraftDocument> {
  const draft = await store.byId(principal.tenantId, draftId);
  if (draft === null || !mayUseDraft(draft, principal)) throw new DomainError('NOT_FOUND');
  return draft;
}
