/**
 * Reading what a plan says. A scan is a generator that reads in pieces and remembers the last key, so that between two
 * pieces no read transaction is open: a cursor may rest for minutes without holding back the disk. It yields `undefined` now
 * and then, to let others have their turn.
 */
import { decodeDocument, decodeFields } from '../bson/decode.js';
import type { BsonDocument } from '../bson/value.js';
import type { Collection } from '../storage/collection.js';
import type { Disk } from '../storage/disk.js';
import { indexPrefixRange, recordIdOf, recordRange } from '../storage/layout.js';
import type { KeyRange, Plan } from './choose.js';

/** A document that is decoded only if somebody looks into it. */
export class Row {
  #document: BsonDocument | undefined;
  constructor(
    readonly recordId: number,
    readonly raw: Buffer,
  ) {}

  get document(): BsonDocument {
    this.#document ??= decodeDocument(this.raw);
    return this.#document;
  }

  /** The document, or as much of it as is wanted. */
  part(wanted: ReadonlySet<string> | undefined): BsonDocument {
    return this.#document ?? (wanted ? decodeFields(this.raw, wanted) : this.document);
  }
}

/** Items, and `undefined` where the reader may pause. */
export type Flow<T> = Generator<T | undefined, void, void>;

export interface ScanCounts {
  keysExamined: number;
  docsExamined: number;
}

const FIRST_PIECE = 16;
const LARGEST_PIECE = 512;
/** Whole documents are read fewer at a time than keys. */
const LARGEST_RECORD_PIECE = 64;

export function* scan(collection: Collection, plan: Plan, counts: ScanCounts): Flow<Row> {
  if (plan.kind === 'collection') {
    const pieces = readPieces(collection.disk, recordRange(collection.state.id), plan.reverse);
    for (const entry of pieces) {
      if (!entry) {
        yield undefined;
        continue;
      }
      counts.docsExamined++;
      yield new Row(recordIdOf(entry.key), entry.value);
    }
    return;
  }
  const seen = plan.dedupe ? new Set<number>() : undefined;
  const keys = plan.merge ? merged(collection, plan) : sequential(collection, plan);
  for (const key of keys) {
    if (!key) {
      yield undefined;
      continue;
    }
    counts.keysExamined++;
    const recordId = recordIdOf(key);
    if (seen?.has(recordId)) continue;
    seen?.add(recordId);
    const raw = collection.read(recordId);
    if (!raw) continue;
    counts.docsExamined++;
    yield new Row(recordId, raw);
  }
}

type IndexPlan = Extract<Plan, { kind: 'index' }>;

function boundsOf(plan: IndexPlan, range: KeyRange): { from: Buffer; to: Buffer } {
  const head = indexPrefixRange(plan.index.id, Buffer.alloc(0)).from;
  return { from: Buffer.concat([head, range.from]), to: Buffer.concat([head, range.to]) };
}

function* sequential(collection: Collection, plan: IndexPlan): Flow<Buffer> {
  const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) yield* readKeys(collection.disk, boundsOf(plan, range), plan.reverse);
}

interface Run {
  readonly keys: Flow<Buffer>;
  readonly fixed: number;
  head: Buffer | undefined;
}

const KEY_HEAD_BYTES = 5;

/** Merges sorted runs by what follows their fixed parts. */
function* merged(collection: Collection, plan: IndexPlan): Flow<Buffer> {
  const runs: Run[] = [];
  for (const range of plan.ranges) {
    const keys = readKeys(collection.disk, boundsOf(plan, range), plan.reverse);
    const run: Run = { keys, fixed: KEY_HEAD_BYTES + range.fixed, head: nextKey(keys) };
    if (run.head) runs.push(run);
  }
  const sign = plan.reverse ? -1 : 1;
  while (runs.length > 0) {
    let least = runs[0] as Run;
    for (const run of runs) if (sign * compareRuns(run, least) < 0) least = run;
    yield least.head;
    least.head = nextKey(least.keys);
    if (!least.head) runs.splice(runs.indexOf(least), 1);
  }
}

function compareRuns(a: Run, b: Run): number {
  return Buffer.compare((a.head as Buffer).subarray(a.fixed), (b.head as Buffer).subarray(b.fixed));
}

function nextKey(keys: Flow<Buffer>): Buffer | undefined {
  for (;;) {
    const next = keys.next();
    if (next.done) return undefined;
    if (next.value) return next.value;
  }
}

function* readPieces(
  disk: Disk,
  range: { from: Buffer; to: Buffer },
  reverse: boolean,
): Flow<{ key: Buffer; value: Buffer }> {
  let { from, to } = range;
  for (let size = FIRST_PIECE; ; size = Math.min(LARGEST_RECORD_PIECE, size * 2)) {
    const entries = disk.entries({ from, to, reverse, limit: size });
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < size) return;
    if (reverse) to = last.key;
    else from = Buffer.concat([last.key, Buffer.of(0)]);
    yield undefined;
  }
}

function* readKeys(disk: Disk, range: { from: Buffer; to: Buffer }, reverse: boolean): Flow<Buffer> {
  let { from, to } = range;
  for (let size = FIRST_PIECE; ; size = Math.min(LARGEST_PIECE, size * 2)) {
    const keys = disk.keys({ from, to, reverse, limit: size });
    yield* keys;
    const last = keys.at(-1);
    if (!last || keys.length < size) return;
    if (reverse) to = last;
    else from = Buffer.concat([last, Buffer.of(0)]);
    yield undefined;
  }
}
