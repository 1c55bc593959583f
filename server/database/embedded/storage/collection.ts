/** One collection on disk: its records in the order of insertion, and its indexes, always in step with them. */
import { equalValues } from '../bson/compare.js';
import { decodeDocument } from '../bson/decode.js';
import { encodeKey } from '../bson/key-string.js';
import { type BsonDocument, type BsonValue, doc } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { literal } from '../text/literal.js';
import type { Disk } from './disk.js';
import { documentKeys } from './index-keys.js';
import type { Index } from './index-spec.js';
import { indexKey, indexPrefixRange, recordIdOf, recordKey, recordRange } from './layout.js';

/** What a write changed beside records: the catalogue stores it in the same transaction. */
export interface ChangeLog {
  catalogueChanged(collection: Collection): void;
  statisticsChanged(collection: Collection): void;
}

interface EntryKey {
  readonly bytes: Buffer;
  readonly inexact: boolean;
  readonly tuple: readonly BsonValue[];
}

interface IndexEntries {
  readonly index: Index;
  readonly entries: ReadonlyMap<string, EntryKey>;
  readonly multikey: readonly boolean[];
}

export interface CollectionState {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly options: BsonDocument;
  readonly indexes: Index[];
  count: number;
  dataSize: number;
  nextRecordId: number;
}

const EXACT = Buffer.of(0);
const INEXACT = Buffer.of(1);

export class Collection {
  constructor(
    readonly disk: Disk,
    readonly state: CollectionState,
    readonly changes: ChangeLog,
  ) {}

  get namespace(): string {
    return `${this.state.database}.${this.state.name}`;
  }

  get indexes(): readonly Index[] {
    return this.state.indexes;
  }

  read(recordId: number): Buffer | undefined {
    return this.disk.get(recordKey(this.state.id, recordId));
  }

  /** Stores a new document; `raw` are its bytes. Throws DuplicateKey before anything is written. */
  insert(raw: Buffer, document: BsonDocument): number {
    const all = this.state.indexes.map((index) => entriesOf(index, document));
    for (const entries of all) this.#refuseDuplicates(entries, entries.entries.values(), undefined);
    const recordId = this.state.nextRecordId++;
    this.disk.put(recordKey(this.state.id, recordId), raw);
    for (const entries of all) this.#put(entries, entries.entries.values(), recordId);
    this.state.count++;
    this.state.dataSize += raw.length;
    this.changes.statisticsChanged(this);
    return recordId;
  }

  /** Replaces a document; only index entries that differ are written. */
  replace(
    recordId: number,
    before: { raw: Buffer; document: BsonDocument },
    after: { raw: Buffer; document: BsonDocument },
  ): void {
    const changed = this.state.indexes.map((index) => {
      const old = entriesOf(index, before.document);
      const next = entriesOf(index, after.document);
      return {
        next,
        added: [...next.entries].filter(([key]) => !old.entries.has(key)).map(([, entry]) => entry),
        removed: [...old.entries].filter(([key]) => !next.entries.has(key)).map(([, entry]) => entry),
      };
    });
    for (const { next, added } of changed) this.#refuseDuplicates(next, added, recordId);
    this.disk.put(recordKey(this.state.id, recordId), after.raw);
    for (const { next, added, removed } of changed) {
      for (const entry of removed) this.disk.remove(indexKey(next.index.id, entry.bytes, recordId));
      this.#put(next, added, recordId);
    }
    this.state.dataSize += after.raw.length - before.raw.length;
    this.changes.statisticsChanged(this);
  }

  remove(recordId: number, before: { raw: Buffer; document: BsonDocument }): void {
    for (const index of this.state.indexes)
      for (const entry of entriesOf(index, before.document).entries.values())
        this.disk.remove(indexKey(index.id, entry.bytes, recordId));
    this.disk.remove(recordKey(this.state.id, recordId));
    this.state.count--;
    this.state.dataSize -= before.raw.length;
    this.changes.statisticsChanged(this);
  }

  /** Fills a new index from the records that are there, then takes it into use. */
  buildIndex(index: Index): void {
    for (const { recordId, raw } of this.records()) {
      const entries = entriesOf(index, decodeDocument(raw));
      this.#refuseDuplicates(entries, entries.entries.values(), undefined);
      this.#put(entries, entries.entries.values(), recordId);
    }
    this.state.indexes.push(index);
    this.changes.catalogueChanged(this);
  }

  /** Every record, read in pieces, so that no read transaction stays open. */
  *records(): Generator<{ recordId: number; raw: Buffer }, void, void> {
    const range = recordRange(this.state.id);
    let from = range.from;
    for (;;) {
      const entries = this.disk.entries({ from, to: range.to, limit: READ_PIECE });
      for (const { key, value } of entries) yield { recordId: recordIdOf(key), raw: value };
      const last = entries.at(-1);
      if (!last || entries.length < READ_PIECE) return;
      from = Buffer.concat([last.key, Buffer.of(0)]);
    }
  }

  #put({ index, multikey }: IndexEntries, entries: Iterable<EntryKey>, recordId: number): void {
    for (const entry of entries) {
      this.disk.put(indexKey(index.id, entry.bytes, recordId), entry.inexact ? INEXACT : EXACT);
      if (entry.inexact && !index.inexact) {
        index.inexact = true;
        this.changes.catalogueChanged(this);
      }
    }
    for (const [field, isMultikey] of multikey.entries())
      if (isMultikey && !index.multikey[field]) {
        index.multikey[field] = true;
        this.changes.catalogueChanged(this);
      }
  }

  #refuseDuplicates({ index }: IndexEntries, entries: Iterable<EntryKey>, self: number | undefined): void {
    if (!index.unique) return;
    for (const entry of entries)
      if (this.#isTaken(index, entry, self)) throw duplicateKey(this.namespace, index, entry.tuple);
  }

  #isTaken(index: Index, entry: EntryKey, self: number | undefined): boolean {
    for (const key of this.disk.keys(indexPrefixRange(index.id, entry.bytes))) {
      const recordId = recordIdOf(key);
      if (recordId === self) continue;
      if (!entry.inexact || this.#holdsTuple(index, recordId, entry.tuple)) return true;
    }
    return false;
  }

  /** Equal inexact keys may stand for different values (D18): ask the document. */
  #holdsTuple(index: Index, recordId: number, tuple: readonly BsonValue[]): boolean {
    const raw = this.read(recordId);
    if (!raw) return false;
    const { tuples } = documentKeys(index.paths, decodeDocument(raw));
    return tuples.some((other) => other.every((value, field) => equalValues(value, tuple[field] as BsonValue)));
  }
}

const READ_PIECE = 512;

/** The entries an index holds for a document: none if it is sparse or partial and leaves the document out. */
export function entriesOf(index: Index, document: BsonDocument): IndexEntries {
  const entries = new Map<string, EntryKey>();
  if (index.covers && !index.covers(document)) return { index, entries, multikey: [] };
  const { tuples, multikey, anyPresent } = documentKeys(index.paths, document);
  if (index.sparse && !anyPresent) return { index, entries, multikey: [] };
  for (const tuple of tuples) {
    const { bytes, inexact } = encodeKey(tuple, index.directions);
    entries.set(bytes.toString('latin1'), { bytes, inexact, tuple });
  }
  return { index, entries, multikey };
}

function duplicateKey(namespace: string, index: Index, tuple: readonly BsonValue[]): CommandError {
  const keyValue = new Map(index.fields.map((field, position) => [field, tuple[position] as BsonValue]));
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${literal(keyValue)}`,
    doc({ keyPattern: index.keyPattern, keyValue }),
  );
}
