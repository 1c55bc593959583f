import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import {
  accessErrors,
  commonErrors,
  type ErrorCode,
  errorStatus,
  problemDocument,
  type Route,
  z,
} from '#core/contract';

const json = 'application/json';
const problem = problemDocument.extend({ code: z.string() }).meta({ id: 'Problem' });

/** OpenAPI writes `/cases/{caseId}` where Express writes `/cases/:caseId`. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** Refusals grouped by status, each naming its codes: a status alone does not tell them apart. */
function refusals(route: Route): ZodOpenApiOperationObject['responses'] {
  const codes = new Set<ErrorCode>([
    ...commonErrors,
    ...(route.access === 'public' ? [] : accessErrors),
    ...(route.idempotent === true ? (['IDEMPOTENCY_KEY_MISSING'] as const) : []),
    ...(route.body === undefined ? [] : (['UNSUPPORTED_MEDIA_TYPE'] as const)),
    ...(route.errors ?? []),
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status) as `${1 | 2 | 3 | 4 | 5}${string}`,
      { description: list.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}

function answerOf(route: Route): ZodOpenApiOperationObject['responses'] {
  const status = String(route.status ?? 200) as `2${string}`;
  if (route.answerType !== undefined) {
    return { [status]: { description: route.summary, content: { [route.answerType]: { schema: route.answer } } } };
  }
  if (route.stream === 'answer') {
    const bytes = z.string().meta({ override: { type: 'string', format: 'binary' } });
    return { [status]: { description: 'The bytes', content: { 'application/octet-stream': { schema: bytes } } } };
  }
  return { [status]: { description: route.summary, content: { [json]: { schema: route.answer } } } };
}

function bodyOf(route: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (route.stream === 'request') {
    const bytes = z.string().meta({ override: { type: 'string', format: 'binary' } });
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: bytes } } } };
  }
  return route.body === undefined
    ? {}
    : { requestBody: { required: true, content: { [json]: { schema: route.body } } } };
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const header = z.object({ 'Idempotency-Key': z.uuid() });
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(typeof route.access === 'string' ? {} : { description: `Permission: ${route.access.join(' or ')}` }),
    security: route.access === 'public' ? [] : [{ accessToken: [] }],
    requestParams: {
      ...(route.params === undefined ? {} : { path: route.params }),
      ...(route.query === undefined ? {} : { query: route.query }),
      ...(route.idempotent === true ? { header } : {}),
    },
    ...bodyOf(route),
    responses: { ...answerOf(route), ...refusals(route) },
  };
}

/** The OpenAPI 3.1 document of the given routes; made from the same contract that requests are parsed by. */
export function openApiDocument(routes: readonly Route[], version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Duixian 兑现',
      version,
      description: 'A department puts a subsidy policy online without code. Refusals are `application/problem+json`.',
    },
    paths,
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}
