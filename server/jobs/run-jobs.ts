import { DomainError } from '../http/domain-error.js';
import { carryThrown } from './carry-thrown.js';
import { doService, giveUpService } from './do-service.js';
import { fireTimer } from './fire-timer.js';
import type { JobDocument } from './job-document.js';
import { type JobServices, LeaseLost, leaseMs } from './job-services.js';

/** Pauses after a failure grow from five seconds to an hour. */
const pauseMs = (attempts: number): number => Math.min(3_600_000, 5_000 * 2 ** Math.min(attempts - 1, 12));
/** After so many attempts a service job is given up, about 45 minutes after the first; it becomes an incident. */
export const mostAttempts = 10;
const batch = 50;
/** A receiver that answers slowly must not hold up the others. */
const atOnce = 8;

/** Does every job whose time has come; answers how many. Safe to run in many processes at once. */
export async function runDueJobs(services: JobServices): Promise<number> {
  const { clock } = services.deps;
  let done = 0;
  for (;;) {
    const due = await services.jobs.due(clock.now(), batch);
    const waiting = [...due];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const job = await services.jobs.take(next, new Date(clock.now().getTime() + leaseMs));
        if (job !== null && (await runJob(services, job))) done += 1;
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, worker));
    if (due.length < batch) return done;
  }
}

async function runJob(services: JobServices, job: JobDocument): Promise<boolean> {
  const { jobs, deps } = services;
  try {
    await act(services, job);
    await jobs.finish(job);
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    deps.logger.error({ jobId: job._id, attempts: job.attempts, err: error }, 'Expected to do a job, but it failed');
    if (job.kind === 'service' && job.attempts >= mostAttempts && (await gaveUp(services, job, error))) return false;
    await jobs.putOff(job, new Date(deps.clock.now().getTime() + pauseMs(job.attempts)), String(error));
    return false;
  }
}

async function gaveUp(services: JobServices, job: JobDocument, error: unknown): Promise<boolean> {
  try {
    await giveUpService(services, job, error);
    await services.jobs.finish(job);
    return true;
  } catch (failure) {
    if (failure instanceof LeaseLost) return true;
    services.deps.logger.error({ jobId: job._id, err: failure }, 'Expected to give a job up, but could not');
    return false;
  }
}

async function act(services: JobServices, job: JobDocument): Promise<void> {
  try {
    switch (job.kind) {
      case 'timer':
        return await fireTimer(services, job);
      case 'service':
        return await doService(services, job);
      case 'signal':
      case 'message':
        return await carryThrown(services, job);
      case 'migration':
        return await services.migrate(job);
    }
  } catch (error) {
    // The case ended or moved on meanwhile: there is nothing left to do.
    if (!isOver(error)) throw error;
  }
}

const goneReasons: ReadonlySet<unknown> = new Set(['TIMER_NOT_FOUND', 'JOB_NOT_FOUND']);

const isOver = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'CASE_FINISHED' || goneReasons.has(error.params.reason));
