import { type Connection, type Model, Schema } from 'mongoose';
import type { TenantRules } from '#core/contract';

export interface TenantDocument {
  _id: string;
  slug: string;
  name: string;
  /** Shown in the choice at sign-in; the platform's own tenant is not. */
  listed: boolean;
  /** `creating` until its root unit and first administrator exist; creating it again goes on from there. */
  state: 'creating' | 'ready';
  createdAt: Date;
  /** Absent: the default of each rule. */
  rules?: TenantRules;
}

const schema = new Schema<TenantDocument>(
  {
    _id: { type: String, required: true },
    slug: { type: String, required: true },
    name: { type: String, required: true },
    listed: { type: Boolean, required: true },
    state: { type: String, enum: ['creating', 'ready'], required: true },
    createdAt: { type: Date, required: true },
    rules: { type: Schema.Types.Mixed },
  },
  { collection: 'tenants', versionKey: false },
);
schema.index({ slug: 1 }, { unique: true });
schema.index({ listed: 1, state: 1, createdAt: 1, _id: 1 });

export const tenantModel = (database: Connection): Model<TenantDocument> =>
  database.model<TenantDocument>('Tenant', schema);
