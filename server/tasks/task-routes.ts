import { routes, z } from '#core/contract';
import type { CaseServices } from '../cases/case-services.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { claimTask, decideTask, releaseTask } from './decide-task.js';
import { presentTaskRow } from './present-task.js';
import { kindsShownAs } from './step-kind.js';
import type { TaskStore } from './task-store.js';

const key = z.tuple([z.string().max(40), z.string().max(200)]);

export function registerTasks(api: Api, services: CaseServices, tasks: TaskStore): void {
  const { deps } = services;
  api.handle(routes.listTasks, async ({ principal, query }) => {
    const now = deps.clock.now().toISOString();
    const { list, limit, policyId, stepKind } = query;
    const [found, counts, calendar] = await Promise.all([
      tasks.list(principal, {
        list,
        policyId,
        kinds: stepKind === undefined ? undefined : kindsShownAs(stepKind),
        query: query.query,
        after: query.cursor === undefined ? null : readCursor(key, query.cursor),
        limit: limit + 1,
      }),
      tasks.counts(principal, now),
      deps.calendar.of(principal.tenantId),
    ]);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map((task) => presentTaskRow(task, principal.accountId, now, calendar)),
      nextCursor:
        last === undefined ? null : writeCursor([list === 'done' ? (last.finishedAt ?? '') : last.sortKey, last._id]),
      counts,
    };
  });
  api.handle(routes.claimTask, ({ principal, params, body }) =>
    claimTask(services, principal, params.taskId, body.commandId),
  );
  api.handle(routes.releaseTask, ({ principal, params, body }) =>
    releaseTask(services, principal, params.taskId, body.commandId),
  );
  api.handle(routes.decideTask, ({ principal, params, body }) => decideTask(services, principal, params.taskId, body));
}
