/** TTL indexes (manual: "TTL Indexes"): a document goes once its date is older than the index allows; of several, the earliest counts. */
import { encodeBound, typeByte } from '../bson/key-string.js';
import { Row } from '../plan/scan.js';
import type { Collection } from '../storage/collection.js';
import { documentKeys } from '../storage/index-keys.js';
import type { Index } from '../storage/index-spec.js';
import { indexPrefixRange, recordIdOf } from '../storage/layout.js';
import type { Engine } from './engine.js';

const DATE_ORDER = 45;
const PIECE = 500;

/** Deletes what has expired at `now`; gives the number of documents. */
export async function removeExpired(engine: Engine, now: Date): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalogue.all())
    for (const index of collection.indexes)
      if (index.expireAfterSeconds !== undefined)
        removed += await sweep(engine, collection, index, now.getTime() - index.expireAfterSeconds * 1000);
  return removed;
}

async function sweep(engine: Engine, collection: Collection, index: Index, before: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await engine.writes.run(() => {
      const current = engine.catalogue.find(collection.state.database, collection.state.name);
      return current?.state.id === collection.state.id && current.indexes.some(({ id }) => id === index.id)
        ? sweepPiece(current, index, before)
        : 0;
    });
    removed += count;
    if (count < PIECE) return removed;
  }
}

/** The part of the index that holds dates up to `before`. */
function expiredRange(index: Index, before: number): { from: Buffer; to: Buffer } {
  const bound = encodeBound([new Date(before)], index.directions);
  const [direction] = index.directions;
  if (direction === 1)
    return {
      from: indexPrefixRange(index.id, Buffer.of(typeByte(DATE_ORDER))).from,
      to: indexPrefixRange(index.id, bound).to,
    };
  return {
    from: indexPrefixRange(index.id, bound).from,
    to: indexPrefixRange(index.id, Buffer.of(255 - typeByte(DATE_ORDER))).to,
  };
}

function sweepPiece(collection: Collection, index: Index, before: number): number {
  let removed = 0;
  for (const key of collection.disk.keys({ ...expiredRange(index, before), limit: PIECE })) {
    const recordId = recordIdOf(key);
    const raw = collection.read(recordId);
    const row = raw && new Row(recordId, raw);
    if (!row || !isExpired(row, index, before)) continue;
    collection.remove(recordId, row);
    removed++;
  }
  return removed;
}

function isExpired(row: Row, index: Index, before: number): boolean {
  return documentKeys(index.paths, row.document).tuples.some(
    ([value]) => value instanceof Date && value.getTime() <= before,
  );
}
