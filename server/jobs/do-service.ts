import type { FlowWish } from '../cases/decide-flow.js';
import { runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { JobDocument } from './job-document.js';
import { assertLease, clockActor, type JobServices } from './job-services.js';
import type { ServiceResult } from './services/service-handler.js';

/** Does what a service task asks, then tells the case how it ended. */
export async function doService(services: JobServices, job: JobDocument): Promise<void> {
  const { store, policies } = services;
  const document = await store.byId(job.tenantId, job.caseId);
  const state = document?.flow.jobs[job.jobId];
  if (document === null || state === undefined) return;
  const handler = services.services.get(job.jobType);
  if (handler === undefined) return tell(services, job, { outcome: 'failed', message: 'type-unknown' });
  const version = await policies.versions.get(job.tenantId, document.policyId, document.policyVersion);
  const result = await handler({
    // Of the token, which stays when an incident is retried; the job is another then.
    key: `${job.caseId}:${state.tokenId}`,
    params: job.params,
    elementId: state.elementId,
    elementName: version.flow.elements[state.elementId]?.name ?? '',
    document,
    version,
  });
  await tell(services, job, result);
}

/** The receiver could not be reached for so long that a person must look at it. */
export const giveUpService = (services: JobServices, job: JobDocument, error: unknown): Promise<void> =>
  tell(services, job, { outcome: 'failed', message: String(error instanceof Error ? error.message : error) });

async function tell(services: JobServices, job: JobDocument, result: ServiceResult): Promise<void> {
  const { jobId } = job;
  await runCommand(services, {
    tenantId: job.tenantId,
    caseId: job.caseId,
    // One end for each job: whatever a second worker found out, the first one's word stands.
    commandId: `service:${jobId}:${job.dueAt}`,
    actor: clockActor,
    content: { kind: job.kind, jobId, dueAt: job.dueAt },
    async plan(loaded) {
      if (loaded.flow.jobs[jobId] === undefined) throw new DomainError('FLOW_REFUSED', { reason: 'JOB_NOT_FOUND' });
      await assertLease(services.jobs, job);
      return { wishes: [wishOf(jobId, result)] };
    },
  });
}

function wishOf(jobId: string, result: ServiceResult): FlowWish {
  if (result.outcome === 'done')
    return {
      type: 'CompleteServiceJob',
      jobId,
      ...(result.variables === undefined ? {} : { variables: result.variables }),
    };
  const { message, errorCode } = result;
  return { type: 'FailServiceJob', jobId, message, ...(errorCode === undefined ? {} : { errorCode }) };
}
