import type { Connection } from 'mongoose';
import type { AnswerOf, AuditAction, routes } from '#core/contract';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import type { Clock, Ids } from '../http/deps.js';
import { auditModel } from './audit-model.js';

export interface AuditRecord {
  readonly tenantId: string;
  readonly actor: { readonly accountId: string | null; readonly name: string };
  readonly action: AuditAction;
  /** Id or login of what was acted on; never an identity number. */
  readonly target: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  /** Of what must be recorded once however often it is told; at random where it is missing. */
  readonly id?: string;
  /** When it was done; now where it is missing. */
  readonly at?: Date;
}

/** Append-only: nothing here changes or deletes an entry. */
export interface AuditLog {
  record(record: AuditRecord): Promise<void>;
  /** Newest first. */
  list(
    tenantId: string,
    page: { readonly action?: AuditAction | undefined; readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<AnswerOf<typeof routes.listAudit>>;
}

export function createAuditLog({ database, clock, ids }: { database: Connection; clock: Clock; ids: Ids }): AuditLog {
  const entries = auditModel(database);
  return {
    async record({ tenantId, actor, action, target, detail, id, at }) {
      const entry = {
        _id: id ?? ids.newId(),
        tenantId,
        at: at ?? clock.now(),
        actorId: actor.accountId,
        actorName: actor.name,
        action,
        target,
        detail: detail ?? {},
      };
      try {
        await entries.create(entry);
      } catch (error) {
        if (id === undefined || !isDuplicateKey(error)) throw error;
      }
    },
    async list(tenantId, { action, cursor, limit }) {
      const [at, id] = cursor === undefined ? [] : readCursor(instantKey, cursor);
      const rows = await entries
        .find({
          tenantId,
          ...(action === undefined ? {} : { action }),
          ...(at === undefined ? {} : { $or: [{ at: { $lt: new Date(at) } }, { at: new Date(at), _id: { $lt: id } }] }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean();
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map((row) => ({
          id: row._id,
          at: row.at.toISOString(),
          actorName: row.actorName,
          action: row.action,
          target: row.target,
          detail: row.detail,
        })),
        nextCursor: last === undefined ? null : writeCursor([last.at.toISOString(), last._id]),
      };
    },
  };
}
