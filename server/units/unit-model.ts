import { type Connection, type Model, Schema } from 'mongoose';
import type { Unit } from '#core/contract';

export interface UnitDocument extends Omit<Unit, 'id'> {
  _id: string;
  tenantId: string;
}

const schema = new Schema<UnitDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    parentId: { type: String, default: null },
    path: { type: String, required: true },
    regionCode: { type: String, default: null },
    phone: { type: String, default: null },
    closed: { type: Boolean, required: true },
  },
  { collection: 'units', versionKey: false },
);
schema.index({ tenantId: 1, code: 1 }, { unique: true });
schema.index({ tenantId: 1, path: 1 });

export const unitModel = (database: Connection): Model<UnitDocument> => database.model<UnitDocument>('Unit', schema);
