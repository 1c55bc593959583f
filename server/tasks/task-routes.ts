import { dayStart, isYearKnown, localDay } from '#core/calendar';
import { routes, z } from '#core/contract';
import type { CaseServices } from '../cases/case-services.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { actOnTask } from './act-on-task.js';
import { approveTasks } from './approve-tasks.js';
import { claimTask, decideTask, releaseTask } from './decide-task.js';
import { handOver } from './hand-over.js';
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
        last === undefined ? null : writeCursor([list === 'done' ? (last.decidedAt ?? '') : last.sortKey, last._id]),
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
  api.handle(routes.actOnTask, ({ principal, params, body }) => actOnTask(services, principal, params.taskId, body));
  api.handle(routes.approveTasks, ({ principal, body }) => approveTasks(services, principal, body));
  api.handle(routes.getCalendarAlarm, async ({ principal }) => {
    const calendar = await deps.calendar.of(principal.tenantId);
    const now = deps.clock.now().toISOString();
    const { last } = await tasks.openLimits(principal.tenantId, now);
    const yearOf = (instant: string) => Number(localDay(instant, calendar).slice(0, 4));
    const years: number[] = [];
    for (let year = yearOf(now); year <= yearOf(last ?? now); year += 1)
      if (!isYearKnown(year, calendar)) years.push(year);
    const [first] = years;
    const from = first === undefined ? null : ([dayStart(`${first}-01-01`, calendar), now].toSorted()[1] ?? now);
    const reaching = from === null ? 0 : (await tasks.openLimits(principal.tenantId, from)).count;
    return { years, openLimits: reaching };
  });
  api.handle(routes.handOver, ({ principal, params, body }) =>
    handOver(services, tasks, principal, params.accountId, body),
  );
}
