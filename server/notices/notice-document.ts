import { type Connection, type Model, Schema } from 'mongoose';
import type { NoticeView } from '#core/contract';

/** What an applicant is told about a case; made with the command that caused it. */
export interface NoticeSnapshot {
  readonly kind: NoticeView['kind'];
  readonly applicantId: string;
  readonly caseNumber: string;
  readonly policyTitle: string;
  readonly by: string;
  readonly reason: string | null;
  readonly amountFen: number | null;
}

/** `_id` is `caseId:seq:kind`, so that relaying twice tells once. */
export interface NoticeDocument extends NoticeSnapshot {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly at: Date;
  readonly readAt: Date | null;
}

const text = { type: String, required: true };
const schema = new Schema<NoticeDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    kind: text,
    applicantId: text,
    caseNumber: text,
    policyTitle: text,
    by: { type: String },
    reason: { type: String, default: null },
    amountFen: { type: Number, default: null },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
  },
  { collection: 'notices', versionKey: false },
);
schema.index({ tenantId: 1, applicantId: 1, at: -1, _id: -1 });

export const noticeModel = (database: Connection): Model<NoticeDocument> =>
  database.model<NoticeDocument>('Notice', schema);
