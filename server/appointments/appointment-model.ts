import { type Connection, type Model, Schema } from 'mongoose';
import type { Role } from '#core/contract';

/** A role that is given by appointment; `applicant` comes from memberships. */
export type AppointedRole = Exclude<Role, 'applicant'>;

export interface AppointmentDocument {
  _id: string;
  tenantId: string;
  accountId: string;
  unitId: string;
  role: AppointedRole;
  subtree: boolean;
  /** First and last day, both `YYYY-MM-DD` and both included. */
  from: string;
  until: string | null;
  post?: string | null;
  isHead?: boolean;
  /** Ended before its last day was over: it holds no more from this moment. */
  endedAt: Date | null;
}

const schema = new Schema<AppointmentDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    accountId: { type: String, required: true },
    unitId: { type: String, required: true },
    role: { type: String, required: true },
    subtree: { type: Boolean, required: true },
    from: { type: String, required: true },
    until: { type: String, default: null },
    post: { type: String, default: null },
    isHead: { type: Boolean, default: false },
    endedAt: { type: Date, default: null },
  },
  { collection: 'appointments', versionKey: false },
);
schema.index({ tenantId: 1, accountId: 1 });
schema.index({ tenantId: 1, unitId: 1, role: 1 });
schema.index({ tenantId: 1, role: 1 });

export const appointmentModel = (database: Connection): Model<AppointmentDocument> =>
  database.model<AppointmentDocument>('Appointment', schema);
