import type { Connection } from 'mongoose';
import { literalPattern } from '../database/literal-pattern.js';
import type { Principal } from '../http/principal.js';
import type { Projection } from '../outbox/relay.js';
import { upsertNewer } from '../outbox/upsert-newer.js';
import { keysOfPrincipal } from './candidate-keys.js';
import { type TaskDocument, taskIdOf, taskModel } from './task-document.js';

type TaskList = 'open' | 'claimed' | 'done';

interface TaskQuery {
  readonly list: TaskList;
  readonly policyId?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly query?: string | undefined;
  /** Sort key and id of the last row seen. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

export interface TaskStore {
  readonly project: Projection;
  list(principal: Principal, query: TaskQuery): Promise<readonly TaskDocument[]>;
  /** Due times of open steps from an instant on, and how many there are. */
  openLimits(tenantId: string, from: string): Promise<{ readonly count: number; readonly last: string | null }>;
  /** Steps that somebody holds, oldest first. */
  heldBy(tenantId: string, accountId: string, limit: number): Promise<readonly TaskDocument[]>;
  counts(principal: Principal, now: string): Promise<{ open: number; claimed: number; overdue: number }>;
}

const openStates = { open: ['open', 'claimed'], claimed: ['claimed', 'suspended'] } as const;

function listFilter(principal: Principal, list: TaskList): Record<string, unknown> {
  const { tenantId, accountId } = principal;
  switch (list) {
    case 'open':
      return {
        tenantId,
        openKeys: { $in: [...keysOfPrincipal(principal)] },
        status: { $in: openStates.open },
        claimedBy: { $ne: accountId },
        barredAccountIds: { $ne: accountId },
      };
    case 'claimed':
      return { tenantId, claimedBy: accountId, status: { $in: openStates.claimed } };
    case 'done':
      return { tenantId, decidedBy: accountId };
  }
}

export function createTaskStore(database: Connection): TaskStore {
  const tasks = taskModel(database);
  return {
    async project({ _id: caseId, tenantId }, { seq, tasks: snapshots }) {
      await upsertNewer(
        tasks,
        snapshots.map((snapshot) => ({ _id: taskIdOf(caseId, snapshot.taskId), tenantId, caseId, seq, ...snapshot })),
      );
    },
    async list(principal, { list, policyId, kinds, query, after, limit }) {
      const done = list === 'done';
      const key = done ? 'decidedAt' : 'sortKey';
      const [operator, direction] = done ? (['$lt', -1] as const) : (['$gt', 1] as const);
      const filter: Record<string, unknown> = {
        ...listFilter(principal, list),
        ...(policyId === undefined ? {} : { policyId }),
        ...(kinds === undefined ? {} : { kind: { $in: kinds } }),
        ...(query === undefined || query === '' ? {} : { searchText: literalPattern(query.toLowerCase()) }),
        ...(after === null
          ? {}
          : { $or: [{ [key]: { [operator]: after[0] } }, { [key]: after[0], _id: { [operator]: after[1] } }] }),
      };
      return tasks
        .find(filter)
        .sort({ [key]: direction, _id: direction })
        .limit(limit)
        .lean<TaskDocument[]>();
    },
    async openLimits(tenantId, from) {
      const filter = { tenantId, status: { $in: ['open', 'claimed'] as const }, dueAt: { $gte: from } };
      const [count, found] = await Promise.all([
        tasks.countDocuments(filter),
        tasks.find(filter).sort({ dueAt: -1 }).limit(1).lean<TaskDocument[]>(),
      ]);
      return { count, last: found[0]?.dueAt ?? null };
    },
    heldBy: async (tenantId, accountId, limit) =>
      tasks
        .find({ tenantId, claimedBy: accountId, status: { $in: openStates.claimed } })
        .sort({ sortKey: 1, _id: 1 })
        .limit(limit)
        .lean<TaskDocument[]>(),
    async counts(principal, now) {
      const [open, claimed, overdueOpen, overdueClaimed] = await Promise.all([
        tasks.countDocuments(listFilter(principal, 'open')),
        tasks.countDocuments(listFilter(principal, 'claimed')),
        tasks.countDocuments({ ...listFilter(principal, 'open'), sortKey: { $lt: now } }),
        tasks.countDocuments({ ...listFilter(principal, 'claimed'), sortKey: { $lt: now } }),
      ]);
      return { open, claimed, overdue: overdueOpen + overdueClaimed };
    },
  };
}
