import express, { type ErrorRequestHandler, type Express } from 'express';
import { registerAccounts } from './accounts/account-routes.js';
import { registerPasswords } from './accounts/password-routes.js';
import { registerRegistration } from './accounts/register-routes.js';
import { registerApplicants } from './applicants/applicant-routes.js';
import { registerAppointments } from './appointments/appointment-routes.js';
import { registerAudit } from './audit/audit-routes.js';
import { registerBusiness } from './business.js';
import { registerCalendar } from './calendar/calendar-routes.js';
import { prepareDatabase } from './database/prepare.js';
import { type Api, createApi, refuse } from './http/api.js';
import { apiDocs } from './http/api-docs.js';
import type { Background, Deps, Feature, Foundation } from './http/deps.js';
import { DomainError } from './http/domain-error.js';
import { health } from './http/health.js';
import { type Listening, listen } from './http/listening.js';
import { requestLog } from './http/logger.js';
import { defaultWebDir, pages } from './http/pages.js';
import { createRateLimits } from './http/rate-limits.js';
import { securityHeaders } from './http/security-headers.js';
import { registerLive } from './live/live-routes.js';
import { registerPhrases } from './phrases/phrase-routes.js';
import { createServices } from './services.js';
import { registerSessions } from './sessions/session-routes.js';
import { registerStandIns } from './stand-ins/stand-in-routes.js';
import { registerTenants } from './tenants/tenant-routes.js';
import { registerUnits } from './units/unit-routes.js';

/** Every feature of the server, in order of registration. */
const features: readonly Feature[] = [
  registerSessions,
  registerPasswords,
  registerRegistration,
  registerTenants,
  registerUnits,
  registerAccounts,
  registerAppointments,
  registerApplicants,
  registerCalendar,
  registerStandIns,
  registerPhrases,
  registerAudit,
  registerBusiness,
  registerLive,
];

/** How long stopping waits for requests in flight before it cuts them off, where nothing else is said. */
const defaultPatienceMs = 15_000;

export interface DuixianServer {
  readonly app: Express;
  readonly api: Api;
  /** The shared services, for the demo seed and for tests. */
  readonly deps: Deps;
  /** Migrates, makes indexes, starts the features' background work and listens; answers the port (0: a free one). */
  start(port: number): Promise<number>;
  /** Takes no new requests, finishes those in flight, stops background work. The database stays open. */
  stop(patienceMs?: number): Promise<void>;
}

/**
 * Puts the server together: ids and logs, security headers, health, the API of all features, the pages. Nothing is
 * global, so that several can live in one process.
 */
export function createServer(foundation: Foundation, list: readonly Feature[] = features): DuixianServer {
  const deps = createServices(foundation);
  const { config, database, logger } = deps;
  let stopping = false;
  let http: Listening | null = null;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustedProxies);
  app.set('case sensitive routing', true);
  app.use(requestLog(logger));
  app.use(securityHeaders(config.publicUrl));
  app.use(health(database, () => stopping));

  const limits = createRateLimits(config.rateLimits, config.rateLimits.shared ? database : null);
  const api = createApi(deps, limits);
  const backgrounds = list.map((register) => register(api, deps)).filter((one) => one !== undefined);
  app.use(api.router);
  app.use(apiDocs());
  app.use('/api', (request, response) => refuse(deps, request, response, new DomainError('NOT_FOUND')));
  app.use(pages(config.webDir ?? defaultWebDir()));
  const onError: ErrorRequestHandler = (error, request, response, _next) => refuse(deps, request, response, error);
  app.use(onError);

  return {
    app,
    api,
    deps,
    async start(port) {
      await prepareDatabase(database);
      for (const background of backgrounds) await background.start?.();
      try {
        http = await listen(app, port, config.host);
        return http.port;
      } catch (error) {
        await stopAll(backgrounds);
        throw error;
      }
    },
    async stop(patienceMs = defaultPatienceMs) {
      stopping = true;
      for (const background of backgrounds) background.drain?.();
      await http?.close(patienceMs);
      await stopAll(backgrounds);
    },
  };
}

async function stopAll(backgrounds: readonly Background[]): Promise<void> {
  for (const background of [...backgrounds].reverse()) await background.stop?.();
}
