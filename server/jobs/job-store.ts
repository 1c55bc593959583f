import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { type JobDocument, type JobSnapshot, jobModel } from './job-document.js';

export interface JobStore {
  readonly project: Projection;
  /** A job that no case asked for, under an id fixed by who did; again the same id answers the one that is there. */
  add(tenantId: string, id: string, job: Omit<JobSnapshot, 'status' | 'jobId'>): Promise<JobSnapshot>;
  /** Waiting jobs whose time has come, of all tenants. */
  due(now: Date, limit: number): Promise<readonly JobDocument[]>;
  /** Takes a job until `until`; null where somebody else was faster (D23). */
  take(job: JobDocument, until: Date): Promise<JobDocument | null>;
  /** Whether the lease still holds; with `until`, it holds until then. */
  hold(job: JobDocument, until?: Date): Promise<boolean>;
  /** Keeps the case that a message is for, before it is delivered; false where the lease was lost. */
  aim(job: JobDocument, caseId: string): Promise<boolean>;
  /** Ends the job; nothing where the lease was lost. */
  finish(job: JobDocument): Promise<void>;
  /** Puts it off after a failure; nothing where the lease was lost. */
  putOff(job: JobDocument, until: Date, error: string): Promise<void>;
}

export function createJobStore(database: Connection): JobStore {
  const jobs = jobModel(database);
  // A cycle's timer is set anew under its id while this worker fires it: `seq` tells the new one from the one that was taken.
  const held = ({ tenantId, _id, fence, seq }: JobDocument) => ({
    tenantId,
    _id,
    fence,
    seq,
    status: 'waiting' as const,
  });
  return {
    async project({ _id: caseId, tenantId }, { seq, jobs: snapshots }) {
      const again = { attempts: 0, lastError: null };
      await upsertNewer(
        jobs,
        snapshots.map((snapshot) => {
          const _id = `${caseId}:${snapshot.jobId}`;
          return { _id, tenantId, caseId, seq, ...snapshot, takeAt: new Date(snapshot.dueAt), ...again };
        }),
        { fence: 0 },
      );
    },
    async add(tenantId, id, job) {
      const counters = { seq: 0, fence: 0, attempts: 0, lastError: null };
      try {
        await jobs.create({
          _id: id,
          tenantId,
          caseId: '',
          jobId: id,
          status: 'waiting',
          takeAt: new Date(job.dueAt),
          ...counters,
          ...job,
        });
      } catch (error) {
        const known = isDuplicateKey(error) ? await jobs.findOne({ tenantId, _id: id }).lean<JobDocument>() : null;
        if (known === null) throw error;
        return known;
      }
      return { ...job, jobId: id, status: 'waiting' };
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
    async hold(job, until) {
      if (until === undefined) return (await jobs.countDocuments(held(job))) === 1;
      return (await jobs.updateOne(held(job), { $set: { takeAt: until } })).matchedCount === 1;
    },
    aim: async (job, caseId) =>
      (await jobs.updateOne(held(job), { $set: { 'params.target': caseId } })).matchedCount === 1,
    async finish(job) {
      await jobs.updateOne(held(job), { $set: { status: 'done' } });
    },
    async putOff(job, until, error) {
      await jobs.updateOne(held(job), { $set: { takeAt: until, lastError: error.slice(0, 500) } });
    },
  };
}
