import express, { type Request, type Response } from 'express';
import { DomainError } from './domain-error.js';

/** Room for a draft policy's largest part (flow and form, D8) and a submission (≤ 2 MB, D4). */
const maxJsonBytes = 2_500_000;

const parser = express.json({ limit: maxJsonBytes, strict: true, type: 'application/json' });

/** Deeper than any form, rule or answer; what walks a body may recurse without fear. */
const maxDepth = 64;

/**
 * Refuses what JSON allows and no page sends: nesting without end, which would overflow whatever walks it, and a field named
 * `__proto__`, which copying would silently lose.
 */
function assertHarmless(value: unknown, path: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const refuse = (code: 'INVALID' | 'UNKNOWN_FIELD', at: readonly string[]) =>
    new DomainError('INVALID_REQUEST', {}, { issues: [{ path: at.join('.'), code, params: { in: 'body' } }] });
  if (path.length >= maxDepth) throw refuse('INVALID', path.slice(0, 3));
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') throw refuse('UNKNOWN_FIELD', [...path, key]);
    if (typeof entry === 'object') assertHarmless(entry, [...path, key]);
  }
}

/** Reads the JSON body of a request into `request.body`; refuses other media types before reading a byte. */
export async function readJsonBody(request: Request, response: Response): Promise<void> {
  if (!request.is('application/json'))
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { expected: 'application/json' });
  await new Promise<void>((resolve, reject) => {
    parser(request, response, (error?: unknown) => (error === undefined || error === null ? resolve() : reject(error)));
  });
  assertHarmless(request.body, []);
}
