import type { ErrorCode } from './errors.js';
import { z } from './zod.js';

/** The body of every refusal, as `application/problem+json` (RFC 9457). Words are made from `code` and `params` by the reader. */
export const problemDocument = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().transform((code) => code as ErrorCode),
  params: z.record(z.string(), z.unknown()).default({}),
  /** Field issues of the request or the form: path, code, params. */
  issues: z.array(z.looseObject({ path: z.string(), code: z.string() })).optional(),
  requestId: z.string().optional(),
});
export type ProblemDocument = z.output<typeof problemDocument>;
