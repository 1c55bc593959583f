import type { ErrorCode } from './errors.js';
import type { Permission } from './permissions.js';
import type { z } from './zod.js';

/** Who may call a route: anyone, anyone signed in, or who holds one of the permissions somewhere in the tenant. */
export type Access = 'public' | 'signed-in' | readonly Permission[];

export type ObjectSchema = z.ZodObject<z.ZodRawShape>;

/**
 * One route of the HTTP API. Types, validation, the client and the OpenAPI document are all derived from it.
 * `idempotent`: the caller must send an Idempotency-Key header (D6). `stream`: the body or the answer is bytes.
 */
export interface Route<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express style, e.g. `/api/cases/:caseId`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Who;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly status?: 200 | 201 | 204;
  readonly idempotent?: boolean;
  readonly stream?: 'request' | 'answer';
  /** Media type of a streamed answer; bytes of any kind where it is missing. */
  readonly answerType?: 'text/event-stream';
  /** What it may refuse beside the errors that every route shares. */
  readonly errors?: readonly ErrorCode[];
}

/** Declares a route, keeping the exact types of its parts. */
export function defineRoute<
  P extends ObjectSchema,
  Q extends ObjectSchema,
  B extends z.ZodType,
  A extends z.ZodType,
  const W extends Access,
>(route: Route<P, Q, B, A, W>): Route<P, Q, B, A, W> {
  return route;
}

export type ParamsOf<R> = R extends Route<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never;
export type QueryOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never;
export type QueryInputOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _A> ? z.input<Q> : never;
export type BodyOf<R> = R extends Route<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never;
export type AnswerOf<R> = R extends Route<infer _P, infer _Q, infer _B, infer A> ? z.output<A> : never;
