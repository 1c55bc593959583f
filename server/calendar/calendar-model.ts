import { type Connection, type Model, Schema } from 'mongoose';

export interface CalendarDocument {
  /** `tenant:year` */
  _id: string;
  tenantId: string;
  year: number;
  holidays: { day: string; name: string }[];
  workdays: { day: string; name: string }[];
  hours: { from: string; to: string }[];
  revision: number;
  /** Set while open limits have not been reckoned again by this revision (D14). */
  toApply?: true;
}

const dayEntry = { _id: false, day: { type: String, required: true }, name: { type: String, required: true } };
const schema = new Schema<CalendarDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    year: { type: Number, required: true },
    holidays: [dayEntry],
    workdays: [dayEntry],
    hours: [{ _id: false, from: { type: String, required: true }, to: { type: String, required: true } }],
    revision: { type: Number, required: true },
    toApply: { type: Boolean },
  },
  { collection: 'calendars', versionKey: false },
);
schema.index({ tenantId: 1, year: 1 });
// Finds what changed; its query has no tenant (D14).
schema.index({ toApply: 1 }, { partialFilterExpression: { toApply: { $exists: true } } });

export const calendarModel = (database: Connection): Model<CalendarDocument> =>
  database.model<CalendarDocument>('Calendar', schema);
