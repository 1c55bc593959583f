import { type Connection, type Model, Schema } from 'mongoose';

/** An account that may act for an applicant (D2). */
export interface MembershipDocument {
  /** `applicant:account`, so that the pair exists once. */
  _id: string;
  tenantId: string;
  applicantId: string;
  accountId: string;
  createdAt: Date;
  /** First instant at which it holds no more. */
  until: Date | null;
}

const schema = new Schema<MembershipDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    applicantId: { type: String, required: true },
    accountId: { type: String, required: true },
    createdAt: { type: Date, required: true },
    until: { type: Date, default: null },
  },
  { collection: 'memberships', versionKey: false },
);
schema.index({ tenantId: 1, accountId: 1 });
schema.index({ tenantId: 1, applicantId: 1 });

export const membershipModel = (database: Connection): Model<MembershipDocument> =>
  database.model<MembershipDocument>('Membership', schema);
