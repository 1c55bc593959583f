import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';
import { pinoHttp } from 'pino-http';

/** Fields that must not stand in a log whoever writes it there. */
const redacted = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  ...['password', 'current', 'next', 'accessToken', 'identityNumber', 'mobile', 'secret'].flatMap((name) => [
    name,
    `*.${name}`,
  ]),
];

/** The process's logger: JSON lines on standard output, or on `destination`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: redacted, censor: '[redacted]' } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Addresses that are keys in themselves (short-lived downloads, progress codes) and queries (names, identity numbers). */
function loggedPath(request: IncomingMessage & { originalUrl?: string }): string {
  const path = (request.originalUrl ?? request.url ?? '').split('?')[0] ?? '';
  return path.replace(/(\/files\/content\/|\/progress\/).+/, '$1[redacted]');
}

/** Gives each request an id, answers it in X-Request-Id, and logs one line per request. A caller's id is kept if it is sane. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId(request, response) {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) => {
      if (response.statusCode > 500) return 'warn';
      if (error !== undefined || response.statusCode === 500) return 'error';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
    autoLogging: { ignore: (request) => request.url === '/healthz' || request.url === '/readyz' },
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage & { id: unknown }) => ({
        id: request.id,
        method: request.method,
        path: loggedPath(request),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  }) as RequestHandler;
}
