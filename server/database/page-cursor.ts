import { z } from '#core/contract';
import { DomainError } from '../http/domain-error.js';

/**
 * Cursors of lists that page by key (never by skip): the sort key of the last row, opaque to the caller.
 * `shape` names the types of the key, e.g. `z.tuple([z.string(), z.string()])`.
 */
export function writeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor; a forged or foreign one is INVALID_REQUEST. */
export function readCursor<T extends z.ZodType>(shape: T, cursor: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new DomainError('INVALID_REQUEST', {}, { issues: [{ path: 'cursor', code: 'INVALID' }], cause });
  }
}

/** The key of lists sorted by an instant and then `_id`. */
export const instantKey = z.tuple([z.iso.datetime(), z.string().max(200)]);
