import type { CaseServices } from '../cases/case-services.js';
import type { SubscriptionStore } from '../subscriptions/subscription-store.js';
import type { JobDocument } from './job-document.js';
import type { JobStore } from './job-store.js';
import type { ServiceRegistry } from './services/registry.js';

/** What doing a job needs. */
export interface JobServices extends CaseServices {
  readonly jobs: JobStore;
  readonly services: ServiceRegistry;
  readonly subscriptions: SubscriptionStore;
  /** Moves a policy's cases to another version, see `case-migrations/`. */
  migrate(job: JobDocument): Promise<void>;
}

/** How long a job may take before another worker takes it. */
export const leaseMs = 60_000;

/** Whom the record names for what nobody did by hand. */
export const clockActor = { accountId: 'system', name: '系统', unitName: null } as const;

/** Another worker has taken the job: whatever this one found out is not acted on. */
export class LeaseLost extends Error {}

/** Throws where the lease is lost, before anything is written; `until` makes it last longer. */
export async function assertLease(jobs: JobStore, job: JobDocument, until?: Date): Promise<void> {
  if (!(await jobs.hold(job, until))) throw new LeaseLost(`Expected to hold job ${job._id}, but another worker has it`);
}
