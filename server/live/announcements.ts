import { type Connection, Schema } from 'mongoose';
import type { Clock } from '../http/deps.js';
import { insertOnce } from '../outbox/insert-once.js';
import type { Projection } from '../outbox/relay.js';
import { audienceOf } from './audience.js';

/** That a command changed a case, and whom it concerns; `_id` is `caseId:seq`, so that relaying twice tells once. */
export interface Announcement {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly at: Date;
  /** Audience keys, see `audience`. */
  readonly tasksFor: readonly string[];
  readonly casesFor: readonly string[];
  readonly noticesFor: readonly string[];
}

/** Nobody looks back further than a few seconds. */
const keptSeconds = 600;
/** More than a process can pass on between two looks; what lies beyond is found by the pages' own slow polling. */
const mostAtOnce = 2000;

const text = { type: String, required: true };
const schema = new Schema<Announcement>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    at: { type: Date, required: true },
    tasksFor: [String],
    casesFor: [String],
    noticesFor: [String],
  },
  { collection: 'announcements', versionKey: false },
);
schema.index({ tenantId: 1, at: -1 });
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds });

export interface Announcements {
  /** Called by the relay once an entry's projections are written. */
  readonly announce: Projection;
  /** What was announced in these tenants from this instant on. */
  since(tenantIds: readonly string[], from: Date): Promise<readonly Announcement[]>;
}

export function createAnnouncements(database: Connection, clock: Clock): Announcements {
  const announcements = database.model<Announcement>('Announcement', schema);
  return {
    async announce(source, entry) {
      const { _id: caseId, tenantId } = source;
      const _id = `${caseId}:${entry.seq}`;
      await insertOnce(announcements, { _id, tenantId, caseId, at: clock.now(), ...audienceOf(source, entry) });
    },
    since: (tenantIds, from) =>
      announcements
        .find({ tenantId: { $in: [...tenantIds] }, at: { $gte: from } })
        .sort({ at: -1 })
        .limit(mostAtOnce)
        .lean<Announcement[]>(),
  };
}
