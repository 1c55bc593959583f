import type { CaseServices } from '../cases/case-services.js';
import type { FlowWish } from '../cases/decide-flow.js';
import { type CasePlan, runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { JobDocument } from './job-document.js';
import type { JobStore } from './job-store.js';

/** How long a job may take before another worker takes it. */
const leaseMs = 60_000;
/** Pauses after a failure grow up to an hour. */
const pauseMs = (attempts: number): number => Math.min(3_600_000, 5_000 * 2 ** Math.min(attempts, 12));
const batch = 50;

/** Whom the record names for what nobody did by hand. */
const clockActor = { accountId: 'system', name: '系统', unitName: null } as const;

/** Does every job whose time has come; answers how many. Safe to run in many processes at once. */
export async function runDueJobs(services: CaseServices, jobs: JobStore): Promise<number> {
  const { clock, logger } = services.deps;
  let done = 0;
  for (;;) {
    const due = await jobs.due(clock.now(), batch);
    for (const found of due) {
      const job = await jobs.take(found, new Date(clock.now().getTime() + leaseMs));
      if (job === null) continue;
      try {
        await runJob(services, job);
        await jobs.finish(job);
        done += 1;
      } catch (error) {
        logger.error({ jobId: job._id, err: error }, 'Expected to do a job, but it failed and is put off');
        await jobs.putOff(job, new Date(clock.now().getTime() + pauseMs(job.attempts)), String(error));
      }
    }
    if (due.length < batch) return done;
  }
}

async function runJob(services: CaseServices, job: JobDocument): Promise<void> {
  try {
    await runCommand(services, {
      tenantId: job.tenantId,
      caseId: job.caseId,
      // One command for each due time: fired twice it answers the same (D6).
      commandId: `${job.kind}:${job.jobId}:${job.dueAt}`,
      actor: clockActor,
      content: { kind: job.kind, jobId: job.jobId, dueAt: job.dueAt },
      plan: async (loaded) =>
        planOf(job, loaded.flow.timers[job.jobId] !== undefined, loaded.flow.jobs[job.jobId] !== undefined),
    });
  } catch (error) {
    // The case ended or moved on meanwhile: there is nothing left to do.
    if (!isOver(error)) throw error;
  }
}

const goneReasons: ReadonlySet<unknown> = new Set(['TIMER_NOT_FOUND', 'JOB_NOT_FOUND']);

const isOver = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'CASE_FINISHED' || goneReasons.has(error.params.reason));

function planOf(job: JobDocument, hasTimer: boolean, hasJob: boolean): CasePlan {
  if (job.kind === 'timer') {
    if (!hasTimer) throw new DomainError('FLOW_REFUSED', { reason: 'TIMER_NOT_FOUND' });
    return { wishes: [{ type: 'FireTimer', timerId: job.jobId, firedFor: job.dueAt }] };
  }
  if (!hasJob) throw new DomainError('FLOW_REFUSED', { reason: 'JOB_NOT_FOUND' });
  return { wishes: [serviceWish(job)] };
}

/** What each type of service does. Notices go out with the command itself; a publicity is up, its days are the flow's timer. */
function serviceWish({ jobId, jobType }: JobDocument): FlowWish {
  if (jobType === 'publicity' || jobType === 'notify') return { type: 'CompleteServiceJob', jobId };
  return { type: 'FailServiceJob', jobId, message: `No handler for service type ${jobType}` };
}
