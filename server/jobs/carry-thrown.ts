import type { FlowVariables } from '#core/flow';
import type { FlowWish } from '../cases/decide-flow.js';
import { runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { SubscriptionDocument } from '../subscriptions/subscription-document.js';
import type { WaitQuery } from '../subscriptions/subscription-store.js';
import type { JobDocument } from './job-document.js';
import { assertLease, clockActor, type JobServices, leaseMs } from './job-services.js';

/*
 * A signal goes to everything in the tenant that waited for it when it was thrown; a message to one, the wait of the same
 * applicant that is oldest by id (BPMN 10.5.7). Waits are found by an indexed page after page. Each case takes it by a
 * command of its own under the job's id, so that a worker that dies in between is taken up by another and nobody gets it
 * twice.
 */

const pageSize = 200;

export async function carryThrown(services: JobServices, job: JobDocument): Promise<void> {
  const now = services.deps.clock.now().getTime();
  // A wait that was opened before, but whose outbox nobody has relayed yet, must be found as well.
  await services.relay.sweep({ olderThanMs: Math.max(0, now - Date.parse(job.dueAt)) });
  if (job.kind === 'signal') await broadcast(services, job);
  else await deliverOnce(services, job);
}

const queryOf = ({ tenantId, kind, jobType, dueAt, params }: JobDocument): WaitQuery => ({
  tenantId,
  kind: kind === 'signal' ? 'signal' : 'message',
  name: jobType,
  openedBy: dueAt,
  ...(params.applicantId === undefined ? {} : { applicantId: params.applicantId }),
  ...(params.reach === undefined ? {} : { reach: params.reach.split(' ') }),
});

async function* waits(services: JobServices, job: JobDocument): AsyncGenerator<SubscriptionDocument> {
  let after: string | null = null;
  for (;;) {
    await assertLease(services.jobs, job, new Date(services.deps.clock.now().getTime() + leaseMs));
    const page: readonly SubscriptionDocument[] = await services.subscriptions.page(queryOf(job), after, pageSize);
    yield* page;
    after = page.at(-1)?._id ?? null;
    if (page.length < pageSize) return;
  }
}

async function broadcast(services: JobServices, job: JobDocument): Promise<void> {
  for await (const { caseId } of waits(services, job)) {
    // Inside the case that threw it, it was delivered in the same command.
    if (caseId !== job.caseId) await deliver(services, job, caseId, { type: 'BroadcastSignal', ...said(job) });
  }
}

async function deliverOnce(services: JobServices, job: JobDocument): Promise<void> {
  const wish = { type: 'CorrelateMessage' as const, ...said(job) };
  // Chosen by a worker that died: it may have delivered it.
  const chosen = job.params.target;
  if (chosen !== undefined && (await deliver(services, job, chosen, wish))) return;
  for await (const { caseId } of waits(services, job)) {
    if (!(await services.jobs.aim(job, caseId))) return;
    if (await deliver(services, job, caseId, wish)) return;
  }
}

const said = ({ jobType, params }: JobDocument) => ({
  name: jobType,
  ...(params.variables === undefined ? {} : { variables: JSON.parse(params.variables) as FlowVariables }),
});

/** False where the case waits for it no longer. */
async function deliver(services: JobServices, job: JobDocument, caseId: string, wish: FlowWish): Promise<boolean> {
  try {
    await runCommand(services, {
      tenantId: job.tenantId,
      caseId,
      commandId: `${job.kind}:${job._id}`,
      actor: clockActor,
      content: { kind: job.kind, job: job._id },
      plan: async () => ({ wishes: [wish] }),
    });
    return true;
  } catch (error) {
    const isOver = error instanceof DomainError && (error.code === 'CASE_FINISHED' || error.code === 'NOTHING_WAITS');
    if (isOver) return false;
    throw error;
  }
}
