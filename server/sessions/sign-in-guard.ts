import type { Connection } from 'mongoose';
import { type Model, Schema } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Clock } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Secrets } from '../secrets/secrets.js';

/*
 * Failures are counted by what was typed, not by account, so that a login nobody has locks like any other and the
 * answer tells nothing. What was typed may be a password in the wrong box: only its digest is kept.
 */

const maxFailures = 5;
const lockMs = 15 * 60_000;

interface AttemptDocument {
  _id: string;
  tenantId: string;
  failures: number;
  lockedUntil: Date | null;
  /** Forgotten after this; a failure long ago does not count. */
  expiresAt: Date;
}

const schema = new Schema<AttemptDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    failures: { type: Number, required: true },
    lockedUntil: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'signInAttempts', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export interface SignInGuard {
  /** ACCOUNT_LOCKED with the seconds left, when it is. */
  assertOpen(tenantId: string, login: string): Promise<void>;
  /** Counts a failure; true when it was the one that locked. */
  failed(tenantId: string, login: string): Promise<boolean>;
  /** A success, or an administrator, clears the count. */
  clear(tenantId: string, login: string): Promise<void>;
  /** Until when each of the logins is locked; those that are not are missing. */
  locked(tenantId: string, logins: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export function createSignInGuard(parts: { database: Connection; clock: Clock; secrets: Secrets }): SignInGuard {
  const { database, clock, secrets } = parts;
  const attempts: Model<AttemptDocument> = database.model<AttemptDocument>('SignInAttempt', schema);
  const idOf = (tenantId: string, login: string) =>
    secrets.lookup(`${tenantId} ${login.normalize('NFKC').toLowerCase()}`, 'sign-in');

  return {
    async assertOpen(tenantId, login) {
      const found = await attempts.findOne({ tenantId, _id: idOf(tenantId, login) }).lean();
      const left = (found?.lockedUntil?.getTime() ?? 0) - clock.now().getTime();
      if (left > 0) throw new DomainError('ACCOUNT_LOCKED', { retryAfterSeconds: Math.ceil(left / 1000) });
    },
    async failed(tenantId, login) {
      const now = clock.now().getTime();
      const _id = idOf(tenantId, login);
      // An earlier lock that has run out, or failures of long ago, begin a new count.
      await attempts.deleteOne({ tenantId, _id, expiresAt: { $lte: new Date(now) } });
      const count = () =>
        attempts
          .findOneAndUpdate(
            { tenantId, _id },
            { $inc: { failures: 1 }, $set: { expiresAt: new Date(now + lockMs) }, $setOnInsert: { lockedUntil: null } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean();
      // Of two first failures at once, one insert loses and then finds the other's document.
      const after = await count().catch((error: unknown) => {
        if (isDuplicateKey(error)) return count();
        throw error;
      });
      if ((after?.failures ?? 0) < maxFailures) return false;
      const locked = await attempts.updateOne(
        { tenantId, _id, lockedUntil: null },
        { $set: { lockedUntil: new Date(now + lockMs) } },
      );
      return locked.modifiedCount === 1;
    },
    async clear(tenantId, login) {
      await attempts.deleteOne({ tenantId, _id: idOf(tenantId, login) });
    },
    async locked(tenantId, logins) {
      const loginOf = new Map(logins.map((login) => [idOf(tenantId, login), login]));
      const found = await attempts
        .find({ tenantId, _id: { $in: [...loginOf.keys()] }, lockedUntil: { $gt: clock.now() } })
        .lean();
      return new Map(
        found.flatMap(({ _id, lockedUntil }) => {
          const login = loginOf.get(_id);
          return login === undefined || lockedUntil === null ? [] : [[login, lockedUntil] as const];
        }),
      );
    },
  };
}
