import type { Connection } from 'mongoose';
import { routes } from '#core/contract';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import type { Deps } from '../http/deps.js';
import { insertOnce } from '../outbox/insert-once.js';
import type { Projection } from '../outbox/relay.js';
import { type NoticeDocument, noticeModel } from './notice-document.js';

export interface NoticeStore {
  readonly project: Projection;
  /** Newest first. */
  list(
    tenantId: string,
    applicantIds: readonly string[],
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<readonly NoticeDocument[]>;
  unread(tenantId: string, applicantIds: readonly string[]): Promise<number>;
  markRead(tenantId: string, applicantIds: readonly string[], at: Date): Promise<void>;
}

export function createNoticeStore(database: Connection): NoticeStore {
  const notices = noticeModel(database);
  const to = (tenantId: string, applicantIds: readonly string[]) => ({
    tenantId,
    applicantId: { $in: [...applicantIds] },
  });
  return {
    async project({ _id: caseId, tenantId }, entry) {
      for (const notice of entry.notices) {
        const _id = `${caseId}:${entry.seq}:${notice.kind}`;
        await insertOnce(notices, { _id, tenantId, caseId, at: new Date(entry.at), readAt: null, ...notice });
      }
    },
    async list(tenantId, applicantIds, after, limit) {
      const [at, id] = after ?? [];
      return notices
        .find({
          ...to(tenantId, applicantIds),
          ...(at === undefined ? {} : { $or: [{ at: { $lt: new Date(at) } }, { at: new Date(at), _id: { $lt: id } }] }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<NoticeDocument[]>();
    },
    unread: (tenantId, applicantIds) => notices.countDocuments({ ...to(tenantId, applicantIds), readAt: null }),
    async markRead(tenantId, applicantIds, at) {
      await notices.updateMany({ ...to(tenantId, applicantIds), readAt: null }, { $set: { readAt: at } });
    },
  };
}

export function registerNotices(api: Api, deps: Deps, store: NoticeStore): void {
  api.handle(routes.listNotices, async ({ principal, query }) => {
    const { tenantId, applicantIds } = principal;
    const after = query.cursor === undefined ? null : readCursor(instantKey, query.cursor);
    const [found, unread] = await Promise.all([
      store.list(tenantId, applicantIds, after, query.limit + 1),
      store.unread(tenantId, applicantIds),
    ]);
    const last = found.length > query.limit ? found[query.limit - 1] : undefined;
    return {
      items: found.slice(0, query.limit).map((notice) => ({
        id: notice._id,
        kind: notice.kind,
        caseId: notice.caseId,
        caseNumber: notice.caseNumber,
        policyTitle: notice.policyTitle,
        by: notice.by,
        reason: notice.reason,
        amountFen: notice.amountFen,
        at: notice.at.toISOString(),
        readAt: notice.readAt?.toISOString() ?? null,
      })),
      nextCursor: last === undefined ? null : writeCursor([last.at.toISOString(), last._id]),
      unread,
    };
  });
  api.handle(routes.readNotices, async ({ principal }) => {
    await store.markRead(principal.tenantId, principal.applicantIds, deps.clock.now());
    return {};
  });
}
