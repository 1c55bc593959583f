import { routes } from '#core/contract';
import { businessOf } from '../business.js';
import type { Deps, Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { openConnection } from './live-connection.js';
import { createLiveHub } from './live-hub.js';

export interface LiveSettings {
  readonly everyMs: number;
  readonly beatMs: number;
  /** Streams of one account in this process: tabs that are in sight, on all its devices. */
  readonly mostPerAccount: number;
}

const ordinary: LiveSettings = { everyMs: 1000, beatMs: 20_000, mostPerAccount: 10 };

/** Live updates (D15): `GET /api/events`. */
const liveFeature =
  (settings: LiveSettings): Feature =>
  (api, deps: Deps) => {
    const { clock, logger, sessions } = deps;
    const hub = createLiveHub({
      announcements: businessOf(deps).announcements,
      clock,
      everyMs: settings.everyMs,
      onError: (error) => logger.error({ err: error }, 'Expected to look for announcements, but failed; tried again'),
    });
    const open = new Map<string, number>();
    const count = (accountId: string, by: 1 | -1) => {
      const now = (open.get(accountId) ?? 0) + by;
      if (now === 0) open.delete(accountId);
      else open.set(accountId, now);
    };

    api.stream(routes.streamEvents, async ({ principal, request, response }) => {
      if (hub.isClosed) throw new DomainError('NOT_READY');
      const key = `${principal.tenantId}/${principal.accountId}`;
      if ((open.get(key) ?? 0) >= settings.mostPerAccount) {
        throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: 30 });
      }
      // Gone while it was let in: its end would not be told any more.
      if (request.socket.destroyed) return;
      const token = (request.get('authorization') ?? '').replace(/^Bearer /i, '');
      count(key, 1);
      const connection = openConnection({
        principal,
        response,
        beatMs: settings.beatMs,
        authenticate: () => sessions.authenticate(token),
      });
      const leave = hub.join(connection);
      await connection.ended;
      leave();
      count(key, -1);
    });
    return { drain: () => hub.close() };
  };

export const registerLive: Feature = liveFeature(ordinary);
