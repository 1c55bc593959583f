import { routes } from '#core/contract';
import type { CaseServices } from '../cases/case-services.js';
import { actorOf } from '../cases/load-case.js';
import { assertAdministers } from '../cases/repairable-case.js';
import { runCommand } from '../cases/run-command.js';
import { reachKeys } from '../cases/unit-keys.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import type { JobStore } from '../jobs/job-store.js';
import { contentHash, derivedId } from '../numbers/derived-id.js';
import type { SubscriptionStore } from '../subscriptions/subscription-store.js';

/** What a department's own systems tell waiting cases: a message to one by its number, a signal to all of its units. */
export function registerMessages(
  api: Api,
  services: CaseServices,
  parts: { readonly subscriptions: SubscriptionStore; readonly jobs: JobStore },
): void {
  const { deps, store } = services;
  api.handle(routes.sendMessage, async ({ principal, body }) => {
    const { tenantId } = principal;
    const { commandId, caseNumber, ...said } = body;
    const [found] = await store.list({ tenantId, number: caseNumber.toUpperCase() }, { submittedAt: -1 }, 1);
    if (found === undefined) throw new DomainError('NOT_FOUND');
    return runCommand(services, {
      tenantId,
      caseId: found._id,
      commandId,
      actor: actorOf(principal),
      content: body,
      async plan(loaded) {
        assertAdministers(principal, loaded);
        return { wishes: [{ type: 'CorrelateMessage', ...plain(said) }] };
      },
    });
  });
  api.handle(routes.sendSignal, async ({ principal, body }) => {
    const { tenantId, accountId } = principal;
    const { commandId, name, variables } = body;
    const jobId = `signal:${derivedId({ tenantId, accountId, routeId: 'sendSignal', idempotencyKey: commandId })}`;
    const reach = reachKeys(principal, 'case.repair');
    const dueAt = deps.clock.now().toISOString();
    const hash = contentHash({ name, variables: variables ?? null });
    const job = await parts.jobs.add(tenantId, jobId, {
      kind: 'signal',
      dueAt,
      jobType: name,
      params: {
        reach: reach.join(' '),
        hash,
        ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
      },
    });
    if (job.params.hash !== hash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    await deps.audit.record({ tenantId, actor: principal, action: 'signal-sent', target: name, id: jobId });
    return {
      waiting: await parts.subscriptions.count({ tenantId, kind: 'signal', name, openedBy: job.dueAt, reach }),
    };
  });
}

/** Without members that were not given. */
const plain = <T extends { readonly name: string; readonly variables?: unknown }>({ name, variables }: T) => ({
  name,
  ...(variables === undefined ? {} : { variables: variables as Readonly<Record<string, string | number | boolean>> }),
});
