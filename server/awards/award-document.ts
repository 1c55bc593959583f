import { type Connection, type Model, Schema } from 'mongoose';
import type { AwardPeriod } from '#core/policy';

/**
 * What a case takes up of an applicant's entitlements: the place that a once-only policy gives (`amountFen` may be 0), and
 * the money that is granted by it.
 */
export interface AwardSnapshot {
  readonly policyId: string;
  readonly policyTitle: string;
  readonly caseNumber: string;
  readonly group: string | null;
  readonly capKey: string | null;
  readonly once: AwardPeriod | null;
  /** Calendar year of filing, for “once a year”. */
  readonly filedYear: number;
  /** Calendar year in which the amount was granted; of filing until then. */
  readonly year: number;
  readonly amountFen: number;
}

/** Taken before the case was written; it holds until the case's own entry is relayed, or is found to have come to nothing. */
export interface PendingAward {
  /** Sequence number that the case's command would have. */
  readonly seq: number;
  readonly award: AwardSnapshot;
  readonly at: Date;
}

export interface AwardEntry {
  readonly caseId: string;
  /** Of the case's command that `award` follows from; 0 before the first. */
  readonly seq: number;
  /** null: the case takes up nothing (any more). */
  readonly award: AwardSnapshot | null;
  readonly pending: PendingAward | null;
}

/**
 * All that one applicant has been granted or claims: one document, `_id` = `tenantId:applicantId` (D7). It is the unit of
 * consistency for once-only policies, kinds and yearly caps, since one decision can touch all three.
 */
export interface AwardLedgerDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly applicantId: string;
  readonly rev: number;
  readonly entries: readonly AwardEntry[];
}

const text = { type: String, required: true };
const schema = new Schema<AwardLedgerDocument>(
  {
    _id: String,
    tenantId: text,
    applicantId: text,
    rev: { type: Number, required: true },
    entries: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { collection: 'awardLedgers', versionKey: false, minimize: false },
);

export const awardLedgerModel = (database: Connection): Model<AwardLedgerDocument> =>
  database.model<AwardLedgerDocument>('AwardLedger', schema);
