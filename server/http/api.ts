import { type Request, type Response, Router } from 'express';
import type { Access, ObjectSchema, Permission, Route, z } from '#core/contract';
import type { Deps } from './deps.js';
import { DomainError } from './domain-error.js';
import { readJsonBody } from './json-body.js';
import { parseRequest } from './parse-request.js';
import type { Principal } from './principal.js';
import { sendProblem, toDomainError } from './problem.js';
import { type RateLimits, rateClassOf } from './rate-limits.js';

/** What a handler receives: the parts of the request as the contract's types, and who is calling. */
export interface Call<P extends ObjectSchema, Q extends ObjectSchema, B extends z.ZodType, W extends Access> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  /** Null only on public routes, for a visitor. */
  readonly principal: W extends 'public' ? Principal | null : Principal;
  /** The Idempotency-Key in lower case; empty where the route does not ask for one (D6). */
  readonly idempotencyKey: string;
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
  readonly request: Request;
  readonly response: Response;
}

/** Where features register their handlers. One handler per contract route; a second one throws. */
export interface Api {
  readonly router: Router;
  /** Ids of the routes that have a handler. */
  readonly registered: ReadonlyMap<string, Route>;
  /** A route that answers JSON (`stream: 'request'` leaves the body unread on `request`). */
  handle<P extends ObjectSchema, Q extends ObjectSchema, B extends z.ZodType, A extends z.ZodType, W extends Access>(
    route: Route<P, Q, B, A, W>,
    handler: (call: Call<P, Q, B, W>) => Promise<z.output<A>>,
  ): void;
  /** A route with `stream: 'answer'`: the handler writes to `response` itself. */
  stream<P extends ObjectSchema, Q extends ObjectSchema, B extends z.ZodType, A extends z.ZodType, W extends Access>(
    route: Route<P, Q, B, A, W>,
    handler: (call: Call<P, Q, B, W>) => Promise<void>,
  ): void;
}

// biome-ignore lint/suspicious/noExplicitAny: the types of one route are checked by `handle`; inside, all routes are alike
type AnyCall = Call<any, any, any, any>;
type AnyHandler = (call: AnyCall) => Promise<unknown>;

/** Routes that still answer while a first-login change of the password is due. */
const openBeforePasswordChange: ReadonlySet<string> = new Set(['changePassword', 'me', 'signOut', 'signOutEverywhere']);

/** The way of every request: rate limit → authenticate → parse by contract → permit → handler → answer. */
export function createApi(deps: Deps, limits: RateLimits): Api {
  const router = Router({ caseSensitive: true, strict: true });
  const registered = new Map<string, Route>();

  const register = (route: Route, handler: AnyHandler): void => {
    if (registered.has(route.id)) throw new Error(`Expected one handler for ${route.id}, but got a second`);
    registered.set(route.id, route);
    router[route.method](route.path, async (request, response) => {
      try {
        await limits.consume(rateClassOf(route), request.ip ?? 'unknown');
        await answer(deps, route, handler, request, response);
      } catch (error) {
        refuse(deps, request, response, error);
      }
    });
  };

  return {
    router,
    registered,
    handle: (route, handler) => register(route as unknown as Route, handler as AnyHandler),
    stream: (route, handler) => register(route as unknown as Route, handler as AnyHandler),
  };
}

async function answer(deps: Deps, route: Route, handler: AnyHandler, request: Request, response: Response) {
  const principal = await authenticate(deps, route, request);
  if (route.body !== undefined) await readJsonBody(request, response);
  const parsed = parseRequest(route, request);
  permit(route, principal);
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const call = { ...parsed, principal, signal: gone.signal, request, response } as AnyCall;
  const result = await handler(call);
  if (route.stream === 'answer') return;
  if (deps.config.validateAnswers) assertAnswer(route, result);
  response
    .status(route.status ?? 200)
    .set('Cache-Control', 'no-store')
    .json(result);
}

/** Sign-in, refresh and the like never look at a token, so that an expired one cannot keep anyone out. */
async function authenticate(deps: Deps, route: Route, request: Request): Promise<Principal | null> {
  const header = request.get('authorization');
  if (route.access === 'public' && (route.tag === 'auth' || header === undefined)) return null;
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new DomainError(header === undefined ? 'NOT_SIGNED_IN' : 'TOKEN_INVALID');
  return deps.sessions.authenticate(token);
}

function permit(route: Route, principal: Principal | null): void {
  if (route.access === 'public' || principal === null) return;
  if (principal.mustChangePassword && !openBeforePasswordChange.has(route.id)) {
    throw new DomainError('PASSWORD_CHANGE_REQUIRED');
  }
  if (route.access === 'signed-in') return;
  if (!route.access.some((permission: Permission) => principal.can(permission))) throw new DomainError('FORBIDDEN');
}

/** Outside production an answer that breaks the contract is a defect to be seen at once. */
function assertAnswer(route: Route, result: unknown): void {
  const checked = route.answer.safeParse(result);
  if (checked.success) return;
  const issues = JSON.stringify(checked.error.issues.slice(0, 10));
  throw new Error(`Expected the answer of ${route.id} to keep the contract, but ${issues}`);
}

/** Maps what was thrown to a problem, and logs what nobody expected under the request's id. */
export function refuse(deps: Pick<Deps, 'logger'>, request: Request, response: Response, thrown: unknown): void {
  const error = toDomainError(thrown);
  if (error.code === 'INTERNAL') {
    deps.logger.error(
      { requestId: String(request.id), err: error.cause ?? error },
      'Expected to answer, but a defect showed',
    );
  }
  sendProblem(request, response, error);
}
