import { type Connection, type Model, Schema } from 'mongoose';
import type { AuditAction } from '#core/contract';

export interface AuditDocument {
  _id: string;
  tenantId: string;
  at: Date;
  actorId: string | null;
  actorName: string;
  action: AuditAction;
  target: string;
  detail: Record<string, string | number | boolean>;
}

const schema = new Schema<AuditDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    at: { type: Date, required: true },
    actorId: { type: String, default: null },
    actorName: { type: String, required: true },
    action: { type: String, required: true },
    target: { type: String, required: true },
    detail: { type: Schema.Types.Mixed, default: {} },
  },
  { collection: 'auditEntries', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, at: -1, _id: -1 });
schema.index({ tenantId: 1, action: 1, at: -1, _id: -1 });

export const auditModel = (database: Connection): Model<AuditDocument> =>
  database.model<AuditDocument>('AuditEntry', schema);
