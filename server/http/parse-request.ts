import type { Request } from 'express';
import { type ObjectSchema, type RequestIssueCode, type Route, z } from '#core/contract';
import { DomainError, type Issue } from './domain-error.js';

const nothing = z.strictObject({});
const uuid = z.uuid();

type Part = 'params' | 'query' | 'body';
type ZodIssue = z.core.$ZodIssue;

/** What zod calls an issue, in the words of the API, and the facts a sentence needs. The value itself never goes out. */
function describe(issue: ZodIssue): { code: RequestIssueCode; params: Record<string, unknown> } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.input === undefined ? 'REQUIRED' : 'WRONG_TYPE', params: { expected: issue.expected } };
    case 'too_big':
      return { code: 'TOO_BIG', params: { maximum: Number(issue.maximum), origin: issue.origin } };
    case 'too_small':
      return { code: 'TOO_SMALL', params: { minimum: Number(issue.minimum), origin: issue.origin } };
    case 'invalid_format':
      return { code: 'WRONG_FORMAT', params: { format: issue.format } };
    case 'not_multiple_of':
      return { code: 'NOT_A_MULTIPLE', params: { divisor: Number(issue.divisor) } };
    case 'invalid_value':
      return { code: 'NOT_ALLOWED', params: { allowed: issue.values.map(String) } };
    case 'invalid_union':
      return { code: 'NO_VARIANT_FITS', params: {} };
    default:
      return { code: 'INVALID', params: {} };
  }
}

function toIssues(part: Part, issue: ZodIssue): Issue[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: 'UNKNOWN_FIELD', params: { in: part } }));
  }
  const { code, params } = describe(issue);
  return [{ path: path.join('.'), code, params: { in: part, ...params } }];
}

/** The parts of a request, parsed by the route's contract; strict, so an unknown field is refused and not ignored. */
export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string;
}

/** Parses params, query, body and the Idempotency-Key, or throws INVALID_REQUEST with every issue at once. */
export function parseRequest(route: Route, request: Request): ParsedRequest {
  const issues: Issue[] = [];
  const parse = (part: Part, schema: z.ZodType, value: unknown): unknown => {
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    issues.push(...parsed.error.issues.flatMap((issue) => toIssues(part, issue)));
    return undefined;
  };
  const params = parse('params', (route.params ?? nothing) as ObjectSchema, request.params);
  const query = parse('query', (route.query ?? nothing) as ObjectSchema, request.query);
  const body = route.body === undefined ? undefined : parse('body', route.body, request.body);
  if (issues.length > 0) throw new DomainError('INVALID_REQUEST', {}, { issues: issues.slice(0, 100) });
  return { params, query, body, idempotencyKey: idempotencyKeyOf(route, request) };
}

function idempotencyKeyOf(route: Route, request: Request): string {
  if (route.idempotent !== true) return '';
  const key = uuid.safeParse(request.get('idempotency-key'));
  if (!key.success) throw new DomainError('IDEMPOTENCY_KEY_MISSING');
  return key.data.toLowerCase();
}
