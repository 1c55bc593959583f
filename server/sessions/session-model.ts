import { type Connection, type Model, Schema } from 'mongoose';

export interface SessionDocument {
  _id: string;
  tenantId: string;
  accountId: string;
  /** Part of what each refresh token is computed from, beside the server's key. */
  salt: string;
  /** Which refresh token is the present one; it rises with each rotation. */
  generation: number;
  rotatedAt: Date;
  createdAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

const schema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    accountId: { type: String, required: true },
    salt: { type: String, required: true },
    generation: { type: Number, required: true },
    rotatedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { collection: 'sessions', versionKey: false },
);
schema.index({ tenantId: 1, accountId: 1 });
// Kept a week longer than it lives, so that an old cookie is answered as a session that ended.
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 7 * 86_400 });

export const sessionModel = (database: Connection): Model<SessionDocument> =>
  database.model<SessionDocument>('Session', schema);
