import { type Connection, type Model, Schema } from 'mongoose';

/** What is known of an uploaded file; its bytes are in GridFS under the same id. */
export interface FileRecord {
  readonly _id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** Account that uploaded it. */
  readonly uploadedBy: string;
  /** Whether a window keyed it in for somebody. */
  readonly byWindow: boolean;
  readonly uploadedAt: Date;
  /** `draft:<id>` and `case:<id>`; a file that nothing refers to is swept up. */
  readonly refs: readonly string[];
  /** Since when nothing refers to it; absent while something does. */
  readonly looseSince?: Date;
  /** While its bytes are still coming in: nobody sees it, and the sweep finds it if the process died. */
  readonly arriving?: true;
}

const schema = new Schema<FileRecord>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    name: { type: String, required: true },
    size: { type: Number, required: true },
    type: { type: String, required: true },
    uploadedBy: { type: String, required: true },
    byWindow: { type: Boolean, required: true },
    uploadedAt: { type: Date, required: true },
    refs: [String],
    looseSince: { type: Date },
    arriving: { type: Boolean },
  },
  { collection: 'fileRecords', versionKey: false },
);
// Serves the sweep, one of the two places where a query has no tenant (D23).
schema.index({ looseSince: 1 }, { partialFilterExpression: { looseSince: { $exists: true } } });

export const fileRecordModel = (database: Connection): Model<FileRecord> =>
  database.model<FileRecord>('FileRecord', schema);
