import { type Connection, type Model, Schema } from 'mongoose';

/** One payment of a case, as the ledger shows it. */
export interface PayoutSnapshot {
  readonly taskId: string;
  readonly status: 'planned' | 'waiting' | 'failed' | 'paid';
  readonly amountFen: number;
  readonly attempts: number;
  readonly voucherNumber: string | null;
  /** `YYYY-MM-DD` */
  readonly paidOn: string | null;
  readonly reason: string | null;
  readonly recordedBy: string | null;
  /** From 1, of `instalments` in all. */
  readonly instalment: number;
  readonly instalments: number;
  /** `YYYY-MM-DD`; null for the first, and until the first is paid. */
  readonly dueOn: string | null;
}

/** Projection: `_id` is `caseId:elementInstanceId`, applied only when newer (D5). */
export interface PayoutDocument extends PayoutSnapshot {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly policyId: string;
  readonly applicantId: string;
  readonly updatedAt: Date;
}

const text = { type: String, required: true };
const optionalText = { type: String, default: null };
const schema = new Schema<PayoutDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    taskId: text,
    policyId: text,
    applicantId: text,
    status: text,
    amountFen: { type: Number, required: true },
    attempts: { type: Number, required: true },
    voucherNumber: optionalText,
    paidOn: optionalText,
    reason: optionalText,
    recordedBy: optionalText,
    instalment: { type: Number, default: 1 },
    instalments: { type: Number, default: 1 },
    dueOn: optionalText,
    updatedAt: { type: Date, required: true },
  },
  { collection: 'payouts', versionKey: false },
);
schema.index({ tenantId: 1, policyId: 1, updatedAt: -1 });

export const payoutModel = (database: Connection): Model<PayoutDocument> =>
  database.model<PayoutDocument>('Payout', schema);
