/** Which collections and indexes there are. What changes here is written in the transaction of the write that changed it. */
import { decodeDocument } from '../bson/decode.js';
import { encodeDocument } from '../bson/encode.js';
import { type BsonDocument, type BsonValue, doc } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { Collection } from './collection.js';
import type { Disk } from './disk.js';
import { makeIndex, normalizeSpec } from './index-spec.js';
import { catalogueKey, catalogueRange, indexRange, metaKey, recordIdOf, recordRange, statisticsKey } from './layout.js';

const NEXT_ID = metaKey('next-id');
const REMOVE_PIECE = 2000;
const MAX_NAMESPACE_BYTES = 255;

export class Catalogue {
  readonly #collections = new Map<string, Collection>();
  readonly #changed = new Set<Collection>();
  readonly #counted = new Set<Collection>();
  #nextId = 1;
  /** Grows with every change of collections or indexes: plans made before are stale. */
  version = 0;

  constructor(readonly disk: Disk) {
    this.load();
  }

  /** Reads everything again from disk: at start, and after a transaction was given up. */
  load(): void {
    this.#collections.clear();
    this.#changed.clear();
    this.#counted.clear();
    this.version++;
    this.#nextId = this.disk.get(NEXT_ID)?.readUInt32BE() ?? 1;
    for (const { value } of this.disk.entries(catalogueRange)) {
      const collection = this.#restore(decodeDocument(value));
      this.#collections.set(collection.namespace, collection);
    }
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(`${database}.${name}`);
  }

  all(database?: string): Collection[] {
    const all = [...this.#collections.values()];
    return database === undefined ? all : all.filter(({ state }) => state.database === database);
  }

  /** The collection, made if it is not there, as a write to it does. */
  demand(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name, new Map());
  }

  create(database: string, name: string, options: BsonDocument): Collection {
    checkNamespace(database, name);
    const id = this.allocateId();
    const state = { id, database, name, options, indexes: [], count: 0, dataSize: 0, nextRecordId: 1 };
    const collection = new Collection(this.disk, state, this.#log);
    this.#collections.set(collection.namespace, collection);
    const idSpec = normalizeSpec(doc({ key: doc({ _id: 1 }), name: '_id_' }));
    collection.buildIndex(makeIndex(this.allocateId(), idSpec));
    this.#counted.add(collection);
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of collection.indexes) this.#removeRange(indexRange(index.id));
    this.#removeRange(recordRange(collection.state.id));
    this.disk.remove(catalogueKey(collection.state.id));
    this.disk.remove(statisticsKey(collection.state.id));
    this.#collections.delete(collection.namespace);
    this.#changed.delete(collection);
    this.#counted.delete(collection);
    this.version++;
  }

  dropIndex(collection: Collection, name: string): void {
    const position = collection.state.indexes.findIndex((index) => index.name === name);
    const [index] = collection.state.indexes.splice(position, 1);
    if (position < 0 || !index) throw new CommandError('IndexNotFound', `index not found with name [${name}]`);
    this.#removeRange(indexRange(index.id));
    this.#changed.add(collection);
    this.version++;
  }

  allocateId(): number {
    const id = this.#nextId++;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#nextId);
    this.disk.put(NEXT_ID, bytes);
    return id;
  }

  /** Writes what changed; called at the end of each transaction, inside it. */
  store(): void {
    for (const collection of this.#changed) this.disk.put(catalogueKey(collection.state.id), describe(collection));
    for (const { state } of this.#counted) {
      const bytes = Buffer.alloc(16);
      bytes.writeDoubleBE(state.count, 0);
      bytes.writeDoubleBE(state.dataSize, 8);
      this.disk.put(statisticsKey(state.id), bytes);
    }
    this.#changed.clear();
    this.#counted.clear();
  }

  readonly #log = {
    catalogueChanged: (collection: Collection) => {
      this.#changed.add(collection);
      this.version++;
    },
    statisticsChanged: (collection: Collection) => {
      this.#counted.add(collection);
    },
  };

  #restore(description: BsonDocument): Collection {
    const id = description.get('id') as number;
    const statistics = this.disk.get(statisticsKey(id));
    const [last] = this.disk.keys({ ...recordRange(id), reverse: true, limit: 1 });
    const indexes = (description.get('indexes') as BsonDocument[]).map((index) =>
      makeIndex(index.get('id') as number, index.get('spec') as BsonDocument, {
        multikey: index.get('multikey') as boolean[],
        inexact: index.get('inexact') as boolean,
      }),
    );
    return new Collection(
      this.disk,
      {
        id,
        database: description.get('database') as string,
        name: description.get('name') as string,
        options: description.get('options') as BsonDocument,
        indexes,
        count: statistics?.readDoubleBE(0) ?? 0,
        dataSize: statistics?.readDoubleBE(8) ?? 0,
        nextRecordId: last ? recordIdOf(last) + 1 : 1,
      },
      this.#log,
    );
  }

  #removeRange(range: { from: Buffer; to: Buffer }): void {
    for (;;) {
      const keys = this.disk.keys({ ...range, limit: REMOVE_PIECE });
      for (const key of keys) this.disk.remove(key);
      if (keys.length < REMOVE_PIECE) return;
    }
  }
}

function describe({ state }: Collection): Buffer {
  const indexes: BsonValue[] = state.indexes.map((index) =>
    doc({ id: index.id, spec: index.spec, multikey: index.multikey, inexact: index.inexact }),
  );
  return encodeDocument(
    doc({ id: state.id, database: state.database, name: state.name, options: state.options, indexes }),
  );
}

/** Manual: "Naming Restrictions". */
function checkNamespace(database: string, name: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(database))
    throw new CommandError('InvalidNamespace', `Invalid database name: '${database}'`);
  const invalid =
    name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.startsWith('system.');
  if (invalid || Buffer.byteLength(`${database}.${name}`) > MAX_NAMESPACE_BYTES)
    throw new CommandError('InvalidNamespace', `Invalid collection name: '${name}'`);
}
