import { type Connection, type Model, Schema } from 'mongoose';

/** Who acts for whom, from one day to another (AB岗, 请假, 离岗); ended ones stay in the record. */
export interface StandInDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly standInId: string;
  /** First and last day, both `YYYY-MM-DD` and both included. */
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly endedAt: Date | null;
}

const text = { type: String, required: true };
const schema = new Schema<StandInDocument>(
  {
    _id: text,
    tenantId: text,
    accountId: text,
    standInId: text,
    from: text,
    until: { type: String, default: null },
    reason: text,
    endedAt: { type: Date, default: null },
  },
  { collection: 'standIns', versionKey: false },
);
schema.index({ tenantId: 1, standInId: 1, endedAt: 1 });
schema.index({ tenantId: 1, accountId: 1, endedAt: 1 });

export const standInModel = (database: Connection): Model<StandInDocument> =>
  database.model<StandInDocument>('StandIn', schema);
