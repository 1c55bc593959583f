import { type Connection, type Model, Schema } from 'mongoose';
import { chainHash } from '#core/flow';
import type { SubmissionData } from '#core/form';
import { canonicalJson, sha256 } from '../numbers/derived-id.js';
import { insertOnce } from '../outbox/insert-once.js';
import type { OutboxEntry } from './case-document.js';

/** One command of a case as it stays: `_id` is `caseId:seq`. Appended once, never changed but by lawful erasure. */
export interface HistoryDocument
  extends Pick<
    OutboxEntry,
    | 'seq'
    | 'commandId'
    | 'contentHash'
    | 'at'
    | 'by'
    | 'command'
    | 'events'
    | 'lines'
    | 'answer'
    | 'salt'
    | 'digest'
    | 'hash'
  > {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
}

/** A submission that a later one replaced, sealed as it was (D4). */
interface FormerSubmissionDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly submission: SubmissionData;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const historySchema = new Schema<HistoryDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    commandId: text,
    contentHash: text,
    at: text,
    by: { type: mixed, required: true },
    command: text,
    events: { type: [mixed], required: true } as never,
    lines: { type: [mixed], required: true } as never,
    answer: { type: mixed, required: true },
    salt: text,
    digest: text,
    hash: text,
  },
  { collection: 'caseHistory', versionKey: false, minimize: false },
);
historySchema.index({ tenantId: 1, caseId: 1, seq: 1 });
historySchema.index({ tenantId: 1, caseId: 1, commandId: 1 });

const formerSchema = new Schema<FormerSubmissionDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    submission: { type: mixed, required: true },
  },
  { collection: 'formerSubmissions', versionKey: false, minimize: false },
);

/** Hash under which a case's chain begins. */
export const firstHash = sha256('duixian:case');

/** What the chain covers of an entry: who did what and when, not the salt and hash themselves. */
const covered = (entry: Pick<OutboxEntry, 'seq' | 'commandId' | 'at' | 'by' | 'command' | 'events' | 'lines'>) => {
  const { seq, commandId, at, by, command, events, lines } = entry;
  return canonicalJson({ seq, commandId, at, by, command, events, lines });
};

/** Digest of an entry's values under its own salt, and the chain's next hash over it (N10, D20). */
export function sealEntry(
  entry: Pick<OutboxEntry, 'seq' | 'commandId' | 'at' | 'by' | 'command' | 'events' | 'lines'>,
  salt: string,
  previousHash: string,
): { readonly salt: string; readonly digest: string; readonly hash: string } {
  const digest = sha256(`${salt}\u0000${covered(entry)}`);
  return { salt, digest, hash: chainHash(previousHash, { seq: entry.seq, digest }, sha256) };
}

/** Whether an entry still says what it said when its digest was made. */
export const isUntouched = (entry: HistoryDocument | OutboxEntry): boolean =>
  sha256(`${entry.salt}\u0000${covered(entry)}`) === entry.digest;

export interface CaseHistory {
  append(tenantId: string, caseId: string, entry: OutboxEntry): Promise<void>;
  of(tenantId: string, caseId: string): Promise<readonly HistoryDocument[]>;
  byCommand(tenantId: string, caseId: string, commandId: string): Promise<HistoryDocument | null>;
}

export function createCaseHistory(database: Connection): CaseHistory {
  const history: Model<HistoryDocument> = database.model<HistoryDocument>('CaseHistory', historySchema);
  const former = database.model<FormerSubmissionDocument>('FormerSubmission', formerSchema);
  return {
    async append(tenantId, caseId, entry) {
      const { seq, commandId, contentHash, at, by, command, events, lines, answer, salt, digest, hash } = entry;
      const _id = `${caseId}:${seq}`;
      if (entry.formerSubmission !== null) {
        await insertOnce(former, { _id, tenantId, caseId, seq, submission: entry.formerSubmission });
      }
      const said = { seq, commandId, contentHash, at, by, command, events, lines, answer, salt, digest, hash };
      await insertOnce(history, { _id, tenantId, caseId, ...said });
    },
    of: async (tenantId, caseId) => history.find({ tenantId, caseId }).sort({ seq: 1 }).lean<HistoryDocument[]>(),
    byCommand: async (tenantId, caseId, commandId) =>
      history.findOne({ tenantId, caseId, commandId }).lean<HistoryDocument>(),
  };
}
