import { createHash, randomBytes } from 'node:crypto';

/** JSON with sorted keys and without `undefined`: equal contents give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).filter(([, entry]) => entry !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What a caller asked for, to tell a repeated request from another one under the same key (D6). */
export const contentHash = (content: unknown): string => sha256(canonicalJson(content)).slice(0, 32);

/** The id of what a keyed request creates: the same key of the same actor on the same route gives the same id (D6). */
export function derivedId(key: {
  readonly tenantId: string;
  readonly accountId: string;
  readonly routeId: string;
  readonly idempotencyKey: string;
}): string {
  return sha256(canonicalJson(key)).slice(0, 32);
}

/** 128 random bits, url-safe: for what is a secret because nobody can guess it. */
export const unguessable = (): string => randomBytes(16).toString('base64url');

/** The value without `undefined` members, as the database would otherwise store them as null. */
export const plainJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
