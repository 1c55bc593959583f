import { runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { JobDocument } from './job-document.js';
import { assertLease, clockActor, type JobServices } from './job-services.js';

/** A timer's time has come. One command for each due time: fired twice it answers the same (D6). */
export async function fireTimer(services: JobServices, job: JobDocument): Promise<void> {
  await runCommand(services, {
    tenantId: job.tenantId,
    caseId: job.caseId,
    commandId: `timer:${job.jobId}:${job.dueAt}`,
    actor: clockActor,
    content: { kind: job.kind, jobId: job.jobId, dueAt: job.dueAt },
    async plan(loaded) {
      const timer = loaded.flow.timers[job.jobId];
      // Stopped or set anew since: the job of the new time follows from the outbox.
      if (timer === undefined || timer.banked !== undefined || timer.dueAt !== job.dueAt)
        throw new DomainError('FLOW_REFUSED', { reason: 'TIMER_NOT_FOUND' });
      await assertLease(services.jobs, job);
      return { wishes: [{ type: 'FireTimer', timerId: job.jobId, firedFor: job.dueAt }] };
    },
  });
}
