import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { type SessionDocument, sessionModel } from './session-model.js';
import {
  accessSeconds,
  isGenuine,
  type RefreshToken,
  readAccessToken,
  readRefreshToken,
  signAccessToken,
  writeRefreshToken,
} from './tokens.js';

/*
 * The life of a session. Signing in opens it with generation 1. Each refresh moves it to the next generation by a
 * conditional write, so of two at once one wins; the other, and a tab that is late, hold the generation before and are
 * given the present token again for ten seconds (D15). A genuine token older than that means that two parties hold the
 * cookie: the session ends for both. It also ends by sign-out, a password change elsewhere, a reset, or its age.
 */

/** A session's keys, as handed to the browser. */
export interface SessionKeys {
  readonly accessToken: string;
  readonly expiresAt: Date;
  /** For the httpOnly cookie. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
  readonly tenantId: string;
  readonly accountId: string;
  readonly sessionId: string;
}

export interface SessionKeeper {
  open(tenantId: string, accountId: string): Promise<SessionKeys>;
  /** SESSION_ENDED for an ended, expired or re-used one, NOT_SIGNED_IN for a cookie that is none of ours. */
  refresh(cookie: string): Promise<SessionKeys>;
  /** Ends the session of a refresh cookie; answers whose it was, null where it was none. */
  endByCookie(cookie: string): Promise<{ readonly tenantId: string; readonly accountId: string } | null>;
  /** Ends all sessions of the account but one. */
  endAll(tenantId: string, accountId: string, except?: string): Promise<void>;
  /** Who holds this access token: TOKEN_EXPIRED, TOKEN_INVALID, SESSION_ENDED or ACCOUNT_DISABLED. */
  authenticate(accessToken: string): Promise<Principal>;
  /** Call after changing an account's rights or state, so that the next request sees it. Without id: everyone's. */
  forget(accountId?: string): void;
}

const graceMs = 10_000;
const idleMs = 24 * 3_600_000;
const wholeMs = 14 * 24 * 3_600_000;
const cacheMs = 5000;
const cacheSize = 5000;

export interface SessionKeeperParts {
  readonly database: Connection;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secret: string;
  /** Loads who the account is now; null when it is gone. */
  readonly loadPrincipal: (tenantId: string, accountId: string, sessionId: string) => Promise<Principal | null>;
  /** Told of a re-used token, for the audit log. */
  readonly onReuse: (tenantId: string, accountId: string) => Promise<void>;
}

export function createSessionKeeper(parts: SessionKeeperParts): SessionKeeper {
  const { database, clock, ids, secret, loadPrincipal, onReuse } = parts;
  const sessions = sessionModel(database);
  const cache = new Map<string, { readonly principal: Principal; readonly loadedAt: number }>();

  const forget = (accountId?: string) => {
    for (const [sessionId, { principal }] of cache) {
      if (accountId === undefined || principal.accountId === accountId) cache.delete(sessionId);
    }
  };
  const keysOf = (session: SessionDocument, now: Date): SessionKeys => ({
    accessToken: signAccessToken(secret, { sub: session.accountId, tid: session.tenantId, sid: session._id }, now),
    expiresAt: new Date((Math.floor(now.getTime() / 1000) + accessSeconds) * 1000),
    refreshToken: writeRefreshToken(secret, { ...session, id: session._id }),
    refreshExpiresAt: session.expiresAt,
    tenantId: session.tenantId,
    accountId: session.accountId,
    sessionId: session._id,
  });
  const genuineSession = async (token: RefreshToken | null): Promise<SessionDocument | null> => {
    if (token === null) return null;
    const found = await sessions.findOne({ tenantId: token.tenantId, _id: token.sessionId }).lean();
    return found !== null && isGenuine(secret, token, found.salt) ? found : null;
  };
  const isOver = (session: SessionDocument, now: Date) => session.endedAt !== null || session.expiresAt <= now;
  const end = async (filter: { tenantId: string; _id?: string | { $ne: string }; accountId?: string }) => {
    await sessions.updateMany({ ...filter, endedAt: null }, { $set: { endedAt: clock.now() } });
  };

  const rotate = async (session: SessionDocument, now: Date): Promise<SessionDocument | null> =>
    sessions
      .findOneAndUpdate(
        { tenantId: session.tenantId, _id: session._id, generation: session.generation, endedAt: null },
        {
          $set: {
            generation: session.generation + 1,
            rotatedAt: now,
            expiresAt: new Date(Math.min(now.getTime() + idleMs, session.createdAt.getTime() + wholeMs)),
          },
        },
        { returnDocument: 'after' },
      )
      .lean();

  return {
    forget,
    async open(tenantId, accountId) {
      const now = clock.now();
      const session: SessionDocument = {
        _id: ids.newId(),
        tenantId,
        accountId,
        salt: randomBytes(16).toString('base64url'),
        generation: 1,
        rotatedAt: now,
        createdAt: now,
        expiresAt: new Date(now.getTime() + idleMs),
        endedAt: null,
      };
      await sessions.create(session);
      return keysOf(session, now);
    },
    async refresh(cookie) {
      const token = readRefreshToken(cookie);
      const now = clock.now();
      let session = await genuineSession(token);
      if (token === null || session === null) throw new DomainError('NOT_SIGNED_IN');
      if (isOver(session, now)) throw new DomainError('SESSION_ENDED');
      if (token.generation === session.generation) {
        const rotated = await rotate(session, now);
        if (rotated !== null) return keysOf(rotated, now);
        session = await genuineSession(token);
        if (session === null || isOver(session, now)) throw new DomainError('SESSION_ENDED');
      }
      const late = now.getTime() - session.rotatedAt.getTime();
      if (token.generation === session.generation - 1 && late <= graceMs) return keysOf(session, now);
      await end({ tenantId: session.tenantId, _id: session._id });
      forget(session.accountId);
      await onReuse(session.tenantId, session.accountId);
      throw new DomainError('SESSION_ENDED', { reason: 'reuse' });
    },
    async endByCookie(cookie) {
      const session = await genuineSession(readRefreshToken(cookie));
      if (session === null || session.endedAt !== null) return null;
      await end({ tenantId: session.tenantId, _id: session._id });
      forget(session.accountId);
      return { tenantId: session.tenantId, accountId: session.accountId };
    },
    async endAll(tenantId, accountId, except) {
      await end({ tenantId, accountId, ...(except === undefined ? {} : { _id: { $ne: except } }) });
      forget(accountId);
    },
    async authenticate(accessToken) {
      const now = clock.now();
      const { sub, tid, sid } = readAccessToken(secret, accessToken, now);
      const cached = cache.get(sid);
      if (cached !== undefined && Math.abs(now.getTime() - cached.loadedAt) < cacheMs) return cached.principal;
      const session = await sessions.findOne({ tenantId: tid, _id: sid, accountId: sub }).lean();
      if (session === null || isOver(session, now)) throw new DomainError('SESSION_ENDED');
      const principal = await loadPrincipal(tid, sub, sid);
      if (principal === null) throw new DomainError('SESSION_ENDED');
      if (cache.size >= cacheSize) cache.clear();
      cache.set(sid, { principal, loadedAt: now.getTime() });
      return principal;
    },
  };
}
