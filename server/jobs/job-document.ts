import { type Connection, type Model, Schema } from 'mongoose';

/**
 * Something to be done at a time: fire a timer, do a service job, carry a signal or message to the cases that wait for it,
 * move a policy's cases to another version.
 */
export interface JobSnapshot {
  /** Timer or service job id in the case's flow; of what is thrown, its place in the command. */
  readonly jobId: string;
  readonly kind: 'timer' | 'service' | 'signal' | 'message' | 'migration';
  readonly status: 'waiting' | 'done';
  /** ISO instant from which it may be taken. */
  readonly dueAt: string;
  /** Type of a service job; name of a signal or message; empty for others. */
  readonly jobType: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Projection of what a case wants done: `_id` is `caseId:jobId`, applied only when newer (D5). Taken by lease: an indexed
 * `find`, then a conditional update on `{tenantId, _id, fence}` that raises the fence (D23). Whoever lost the lease, or meets
 * a job that the case has set anew meanwhile (`seq`), can neither finish nor put it off; and doing it twice is harmless
 * because the flow knows each timer by id and due time, and receivers outside know each job by its key.
 */
export interface JobDocument extends JobSnapshot {
  readonly _id: string;
  readonly tenantId: string;
  /** Empty where a job belongs to no case. */
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
    caseId: { type: String },
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
