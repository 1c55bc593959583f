import { type Connection, type Model, Schema } from 'mongoose';

export interface AccountDocument {
  _id: string;
  tenantId: string;
  login: string;
  /** The login in lower case: unique in the tenant, and what sign-in looks for. */
  loginKey: string;
  name: string;
  mobile: string | null;
  kind: 'staff' | 'applicant';
  /** argon2id in PHC form. */
  passwordHash: string;
  mustChangePassword: boolean;
  disabled: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
}

const schema = new Schema<AccountDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    login: { type: String, required: true },
    loginKey: { type: String, required: true },
    name: { type: String, required: true },
    mobile: { type: String, default: null },
    kind: { type: String, required: true },
    passwordHash: { type: String, required: true },
    mustChangePassword: { type: Boolean, required: true },
    disabled: { type: Boolean, required: true },
    lastSignInAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'accounts', versionKey: false },
);
schema.index({ tenantId: 1, loginKey: 1 }, { unique: true });

export const accountModel = (database: Connection): Model<AccountDocument> =>
  database.model<AccountDocument>('Account', schema);
