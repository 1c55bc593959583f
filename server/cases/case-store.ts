import type { Collection } from 'mongodb';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { type CaseDocument, caseModel, markOf, mostMarks, type OutboxEntry } from './case-document.js';

/** What a command may change of a case. */
export type CaseChanges = Partial<
  Omit<
    CaseDocument,
    '_id' | 'tenantId' | 'kind' | 'rev' | 'outbox' | 'outboxSince' | 'commandMarks' | 'number' | 'draftId'
  >
>;

/** A case without answers, facts and outbox, for lists. */
export type CaseSummary = Omit<
  CaseDocument,
  'submission' | 'factsSealed' | 'assessment' | 'amount' | 'flow' | 'outbox' | 'commandMarks'
>;

const summaryOnly = {
  submission: 0,
  factsSealed: 0,
  assessment: 0,
  amount: 0,
  flow: 0,
  outbox: 0,
  commandMarks: 0,
} as const;

export interface RunningCases {
  readonly tenantId: string;
  readonly policyId: string;
  readonly versions: readonly number[];
}

const runningStates = ['in-progress', 'correction'] as const;
const runningFilter = ({ tenantId, policyId, versions }: RunningCases) => ({
  tenantId,
  policyId,
  policyVersion: { $in: [...versions] },
  status: { $in: [...runningStates] },
});

export interface CaseStore {
  byId(tenantId: string, caseId: string): Promise<CaseDocument | null>;
  byProgressCode(tenantId: string, code: string): Promise<CaseDocument | null>;
  /** False where a case of this id exists already. */
  insert(document: CaseDocument): Promise<boolean>;
  /** One write on `{tenantId, _id, rev}` with the entry for the outbox; false where somebody was faster. */
  write(loaded: CaseDocument, changes: CaseChanges, entry: OutboxEntry): Promise<boolean>;
  /** Raises `rev` and nothing else: a command that was loaded before is not written any more. False where one was faster. */
  fence(loaded: Pick<CaseDocument, 'tenantId' | '_id' | 'rev'>): Promise<boolean>;
  /** Takes relayed entries off, without raising `rev` (D5). */
  takeOff(
    relayed: { readonly tenantId: string; readonly _id: string; readonly rev: number },
    seq: number,
  ): Promise<void>;
  /** Cases with entries not younger than this instant that nobody has relayed; of all tenants. */
  leftOver(before: Date, limit: number): Promise<readonly CaseDocument[]>;
  list(
    filter: Readonly<Record<string, unknown>> & { readonly tenantId: string },
    sort: Readonly<Record<string, 1 | -1>>,
    limit: number,
  ): Promise<readonly CaseSummary[]>;
  /** Running cases of a policy on these versions, by id, behind the given one. */
  running(of: RunningCases, after: string, limit: number): Promise<readonly CaseDocument[]>;
  countRunning(of: RunningCases): Promise<number>;
  /** How many running cases each version of these policies has. */
  runningByVersion(
    tenantId: string,
    policyIds: readonly string[],
  ): Promise<readonly { readonly policyId: string; readonly version: number; readonly count: number }[]>;
  /** Whole cases of a policy in the order of their ids, by key. */
  ofPolicy(tenantId: string, policyId: string, afterId: string, limit: number): Promise<readonly CaseDocument[]>;
  countOfPolicy(tenantId: string, policyId: string): Promise<number>;
  /** Open cases by policy or by applicant. */
  openCounts(
    tenantId: string,
    by: 'policyId' | 'applicantId',
    values: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
}

export function createCaseStore(database: Connection): CaseStore {
  const cases = caseModel(database);
  // The way of every command goes straight to the driver: casting a whole case costs more than deciding about it, and what is
  // written was made by this server as plain data.
  const plain = () => cases.collection as unknown as Collection<CaseDocument>;
  return {
    byId: async (tenantId, caseId) => plain().findOne({ tenantId, _id: caseId }) as Promise<CaseDocument | null>,
    byProgressCode: async (tenantId, code) => cases.findOne({ tenantId, progressCode: code }).lean<CaseDocument>(),
    async insert(document) {
      try {
        await cases.create(document);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async write({ tenantId, _id, rev }, changes, entry) {
      const written = await plain().updateOne(
        { tenantId, _id, rev },
        {
          $set: changes,
          $push: { outbox: entry, commandMarks: { $each: [markOf(entry.commandId)], $slice: -mostMarks } },
          $inc: { rev: 1 },
          // Keeps the older time where an entry is waiting still.
          $min: { outboxSince: new Date(entry.at) },
        },
      );
      return written.matchedCount === 1;
    },
    async fence({ tenantId, _id, rev }) {
      const fenced = await cases.updateOne({ tenantId, _id, rev }, { $inc: { rev: 1 } });
      return fenced.matchedCount === 1;
    },
    async takeOff({ tenantId, _id, rev }, seq) {
      const pull = { outbox: { seq: { $lte: seq } } };
      const all = await plain().updateOne({ tenantId, _id, rev }, { $pull: pull, $unset: { outboxSince: 1 } } as never);
      // A newer entry came in between: it keeps the time, and its own relay or the sweep takes it off.
      if (all.matchedCount === 0) await plain().updateOne({ tenantId, _id }, { $pull: pull } as never);
    },
    leftOver: async (before, limit) =>
      cases
        .find({ outboxSince: { $lte: before } })
        .sort({ outboxSince: 1 })
        .limit(limit)
        .lean<CaseDocument[]>(),
    list: async (filter, sort, limit) => cases.find(filter, summaryOnly).sort(sort).limit(limit).lean<CaseSummary[]>(),
    running: async (of, after, limit) =>
      cases
        .find({ ...runningFilter(of), _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<CaseDocument[]>(),
    countRunning: (of) => cases.countDocuments(runningFilter(of)),
    async runningByVersion(tenantId, policyIds) {
      if (policyIds.length === 0) return [];
      const counted = await cases.aggregate<{ _id: { policyId: string; version: number }; count: number }>([
        { $match: { tenantId, policyId: { $in: [...policyIds] }, status: { $in: [...runningStates] } } },
        { $group: { _id: { policyId: '$policyId', version: '$policyVersion' }, count: { $sum: 1 } } },
      ]);
      return counted.map(({ _id, count }) => ({ ..._id, count }));
    },
    ofPolicy: async (tenantId, policyId, afterId, limit) =>
      cases
        .find({ tenantId, policyId, _id: { $gt: afterId } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<CaseDocument[]>(),
    countOfPolicy: (tenantId, policyId) => cases.countDocuments({ tenantId, policyId }),
    async openCounts(tenantId, by, values) {
      if (values.length === 0) return new Map();
      const counted = await cases.aggregate<{ _id: string; count: number }>([
        { $match: { tenantId, [by]: { $in: [...values] }, status: { $in: [...runningStates] } } },
        { $group: { _id: `$${by}`, count: { $sum: 1 } } },
      ]);
      return new Map(counted.map(({ _id, count }) => [_id, count]));
    },
  };
}
