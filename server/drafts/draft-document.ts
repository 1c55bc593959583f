import { type Connection, type Model, Schema } from 'mongoose';
import type { SubmissionData } from '#core/form';
import type { FiledBy, StoredOnBehalf } from '../cases/case-document.js';

/** An application that is not handed in yet. Its id fixes the id of the case that it becomes (D6). */
export interface DraftDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly policyId: string;
  readonly version: number;
  readonly applicantId: string;
  readonly applicantName: string;
  readonly channel: 'portal' | 'window';
  readonly startedBy: FiledBy;
  /** Keys of the window's unit, see `unitKeys`; empty for the portal. */
  readonly filedFrom: readonly string[];
  readonly onBehalf: StoredOnBehalf | null;
  /** Identity and bank numbers sealed (D20). */
  readonly data: SubmissionData;
  readonly originalsSeen: readonly string[];
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly caseId: string | null;
  /** Unique while the draft is open: one open draft for an applicant and a policy at one place. */
  readonly openKey?: string;
  readonly bodyHash: string;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };

const schema = new Schema<DraftDocument>(
  {
    _id: String,
    tenantId: text,
    policyId: text,
    version: { type: Number, required: true },
    applicantId: text,
    applicantName: text,
    channel: text,
    startedBy: { type: mixed, required: true },
    filedFrom: [String],
    onBehalf: { type: mixed, default: null },
    data: { type: mixed, required: true },
    originalsSeen: [String],
    revision: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    caseId: { type: String, default: null },
    openKey: { type: String },
    bodyHash: text,
  },
  { collection: 'drafts', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, applicantId: 1, updatedAt: -1, _id: -1 });
schema.index({ tenantId: 1, openKey: 1 }, { unique: true, partialFilterExpression: { openKey: { $exists: true } } });

export const draftModel = (database: Connection): Model<DraftDocument> =>
  database.model<DraftDocument>('Draft', schema);
