/**
 * History as a hash chain (N10, D20): each entry's hash covers the one before, so that a changed, lost or moved entry shows.
 * The caller gives SHA-256 as hexadecimal text, and entries that hold salted digests in place of protected values.
 */
export function chainHash(previousHash: string, entry: unknown, sha256: (text: string) => string): string {
  return sha256(`${previousHash}\n${canonicalJson(entry)}`);
}

export interface ChainLink {
  readonly entry: unknown;
  readonly hash: string;
}

/** The index of the first entry whose hash does not follow from the one before, or `null` if the chain is whole. */
export function findBrokenLink(
  links: readonly ChainLink[],
  firstHash: string,
  sha256: (text: string) => string,
): number | null {
  let previous = firstHash;
  for (const [index, { entry, hash }] of links.entries()) {
    if (chainHash(previous, entry, sha256) !== hash) return index;
    previous = hash;
  }
  return null;
}

/** JSON with sorted names (as RFC 8785 sorts them), so that a database that keeps another order gives the same hash. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${canonicalJson(entry)}`).join(',')}}`;
}
