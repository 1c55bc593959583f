import type { Connection } from 'mongoose';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { type JobDocument, jobModel } from './job-document.js';

export interface JobStore {
  readonly project: Projection;
  /** Waiting jobs whose time has come, of all tenants. */
  due(now: Date, limit: number): Promise<readonly JobDocument[]>;
  /** Takes a job until `until`; null where somebody else was faster (D23). */
  take(job: JobDocument, until: Date): Promise<JobDocument | null>;
  /** Ends the job; nothing where the lease was lost. */
  finish(job: JobDocument): Promise<void>;
  /** Puts it off after a failure. */
  putOff(job: JobDocument, until: Date, error: string): Promise<void>;
}

export function createJobStore(database: Connection): JobStore {
  const jobs = jobModel(database);
  const held = ({ tenantId, _id, fence }: JobDocument) => ({ tenantId, _id, fence, status: 'waiting' as const });
  return {
    async project({ _id: caseId, tenantId }, { seq, jobs: snapshots }) {
      for (const snapshot of snapshots) {
        await upsertNewer(
          jobs,
          {
            _id: `${caseId}:${snapshot.jobId}`,
            tenantId,
            caseId,
            seq,
            ...snapshot,
            takeAt: new Date(snapshot.dueAt),
            attempts: 0,
            lastError: null,
          } as JobDocument,
          { fence: 0 },
        );
      }
    },
    due: async (now, limit) =>
      jobs
        .find({ status: 'waiting', takeAt: { $lte: now } })
        .sort({ takeAt: 1 })
        .limit(limit)
        .lean<JobDocument[]>(),
    async take(job, until) {
      const fence = job.fence + 1;
      const taken = await jobs.updateOne(held(job), { $set: { takeAt: until, fence }, $inc: { attempts: 1 } });
      return taken.matchedCount === 1 ? { ...job, fence, takeAt: until, attempts: job.attempts + 1 } : null;
    },
    async finish(job) {
      await jobs.updateOne(held(job), { $set: { status: 'done' } });
    },
    async putOff(job, until, error) {
      await jobs.updateOne(held(job), { $set: { takeAt: until, lastError: error.slice(0, 500) } });
    },
  };
}
