import { type Connection, type Model, Schema } from 'mongoose';

/** Something to be done at a time: fire a timer, do a service job. */
export interface JobSnapshot {
  /** Timer or service job id in the case's flow. */
  readonly jobId: string;
  readonly kind: 'timer' | 'service';
  readonly status: 'waiting' | 'done';
  /** ISO instant from which it may be taken. */
  readonly dueAt: string;
  /** Type of a service job; empty for a timer. */
  readonly jobType: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Projection of a timer or service job: `_id` is `caseId:jobId`, applied only when newer (D5). Taken by lease: an indexed
 * `find`, then a conditional update on `{tenantId, _id, fence}` that raises the fence (D23). The worker that lost its lease
 * cannot finish the job, and firing twice is harmless because the flow knows each timer by id and due time.
 */
export interface JobDocument extends JobSnapshot {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly fence: number;
  readonly attempts: number;
  /** Not before this instant: `dueAt`, or the end of a lease, or of a pause after a failure. */
  readonly takeAt: Date;
  readonly lastError: string | null;
}

const text = { type: String, required: true };
const schema = new Schema<JobDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    jobId: text,
    kind: text,
    status: text,
    dueAt: text,
    jobType: { type: String },
    params: { type: Schema.Types.Mixed, default: {} },
    fence: { type: Number, required: true },
    attempts: { type: Number, required: true },
    takeAt: { type: Date, required: true },
    lastError: { type: String, default: null },
  },
  { collection: 'jobs', versionKey: false, minimize: false },
);
schema.index({ status: 1, takeAt: 1 });

export const jobModel = (database: Connection): Model<JobDocument> => database.model<JobDocument>('Job', schema);
