/** Collections, databases and indexes (manual: "Administration Commands"). */
import { identicalValues } from '../bson/compare.js';
import { encodeDocument } from '../bson/encode.js';
import { Binary, type BsonDocument, type BsonValue, doc, isDocument } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import type { Flow } from '../plan/scan.js';
import { compileFilter } from '../query/compile.js';
import type { Collection } from '../storage/collection.js';
import { makeIndex, normalizeSpec, sameKey, sameOptions } from '../storage/index-spec.js';
import { literal } from '../text/literal.js';
import { type Answer, answer, type Call, type CommandSpec, target } from './call.js';
import { firstBatch } from './read-commands.js';

const CREATE_OPTIONS = [
  'capped',
  'size',
  'max',
  'validator',
  'viewOn',
  'pipeline',
  'timeseries',
  'collation',
  'clusteredIndex',
  'expireAfterSeconds',
  'changeStreamPreAndPostImages',
  'encryptedFields',
  'validationLevel',
  'validationAction',
];
const NO_EFFECT = ['storageEngine', 'indexOptionDefaults', 'autoIndexId', 'idIndex', 'flags'];

function create(call: Call): Promise<Answer> {
  const { name } = target(call);
  for (const option of CREATE_OPTIONS) {
    const value = call.args.value(option);
    const isSimple = option === 'collation' && isDocument(value) && value.get('locale') === 'simple';
    if (value !== undefined && value !== false && !isSimple) throw notSupported(`create with ${option}`);
  }
  return call.engine.writes.run(() => {
    if (call.engine.catalogue.find(call.database, name)) {
      // Manual: creating what is there, with the same options, is no error (since 7.0).
      return answer({ ok: 1 });
    }
    call.engine.catalogue.create(call.database, name, new Map());
    return answer({ ok: 1 });
  });
}

function drop(call: Call): Promise<Answer> {
  const { name } = target(call);
  return call.engine.writes.run(() => {
    const collection = call.engine.catalogue.find(call.database, name);
    if (!collection) return answer({ ok: 1 });
    const nIndexesWas = collection.indexes.length;
    dropOne(call, collection);
    return answer({ nIndexesWas, ns: collection.namespace, ok: 1 });
  });
}

function dropOne(call: Call, collection: Collection): void {
  call.engine.catalogue.drop(collection);
  call.engine.cursors.closeNamespace((namespace) => namespace === collection.namespace);
}

function dropDatabase(call: Call): Promise<Answer> {
  return call.engine.writes.run(() => {
    const all = call.engine.catalogue.all(call.database);
    for (const collection of all) dropOne(call, collection);
    return answer({ dropped: all.length > 0 ? call.database : undefined, ok: 1 });
  });
}

function listDatabases(call: Call): Answer {
  const sizes = new Map<string, number>();
  for (const { state } of call.engine.catalogue.all())
    sizes.set(state.database, (sizes.get(state.database) ?? 0) + state.dataSize);
  const query = call.args.optionalDocument('filter');
  const filter = compileFilter(query ?? new Map());
  const all = [...sizes]
    .map(([name, sizeOnDisk]) => doc({ name, sizeOnDisk, empty: false }))
    .filter((database) => filter(database));
  const databases = call.args.flag('nameOnly') ? all.map((database) => doc({ name: database.get('name') })) : all;
  return answer({ databases, totalSize: [...sizes.values()].reduce((sum, size) => sum + size, 0), ok: 1 });
}

function listCollections(call: Call): Promise<Answer> {
  const filter = compileFilter(call.args.optionalDocument('filter') ?? new Map());
  const all = call.engine.catalogue.all(call.database).map(({ state, indexes }) =>
    doc({
      name: state.name,
      type: 'collection',
      options: state.options,
      info: doc({ readOnly: false, uuid: uuidOf(state.id) }),
      idIndex: indexes[0]?.spec,
    }),
  );
  const isNameOnly = call.args.flag('nameOnly');
  const shown = all
    .filter((description) => filter(description))
    .map((description) => (isNameOnly ? doc({ name: description.get('name'), type: 'collection' }) : description));
  return firstBatch(call, {
    namespace: `${call.database}.$cmd.listCollections`,
    documents: encoded(shown),
    size: batchSize(call),
  });
}

/** A name for the collection that stays while it exists. */
function uuidOf(id: number): Binary {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(id, 12);
  bytes[6] = 0x40;
  bytes[8] = 0x80;
  return new Binary(bytes, 4);
}

function* encoded(documents: readonly BsonDocument[]): Flow<Buffer> {
  for (const document of documents) yield encodeDocument(document);
}

function batchSize(call: Call): number {
  const cursor = call.args.optionalDocument('cursor')?.get('batchSize');
  return typeof cursor === 'number' ? cursor : Number.POSITIVE_INFINITY;
}

function demandCollection(call: Call): Collection {
  const { name, collection } = target(call);
  if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${call.database}.${name}`);
  return collection;
}

function listIndexes(call: Call): Promise<Answer> {
  const collection = demandCollection(call);
  const specs = collection.indexes.map((index) => index.spec);
  return firstBatch(call, { namespace: collection.namespace, documents: encoded(specs), size: batchSize(call) });
}

function createIndexes(call: Call): Promise<Answer> {
  const { name } = target(call);
  const specs = call.args.documents('indexes').map(normalizeSpec);
  if (specs.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create');
  return call.engine.writes.run(() => {
    const isNew = call.engine.catalogue.find(call.database, name) === undefined;
    const collection = call.engine.catalogue.demand(call.database, name);
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) {
      if (isThere(collection, spec)) continue;
      if (collection.indexes.length >= MAX_INDEXES)
        throw undoing(
          new CommandError('CannotCreateIndex', `add index fails, too many indexes for ${collection.namespace}`),
        );
      buildOrUndo(collection, () => collection.buildIndex(makeIndex(call.engine.catalogue.allocateId(), spec)));
    }
    const numIndexesAfter = collection.indexes.length;
    const note = numIndexesAfter === numIndexesBefore ? 'all indexes already exist' : undefined;
    return answer({ numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: isNew, note, ok: 1 });
  });
}

const MAX_INDEXES = 64;

function buildOrUndo(collection: Collection, build: () => void): void {
  try {
    build();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw undoing(
      new CommandError(
        error.code === 11000 ? 'DuplicateKey' : error.code,
        `Index build failed on ${collection.namespace}: ${error.message}`,
        error.extra,
      ),
    );
  }
}

function undoing(error: CommandError): CommandError {
  error.undoes = true;
  return error;
}

/** Manual: "createIndexes": the same index again is no error, another of the same name or key is. */
function isThere(collection: Collection, spec: BsonDocument): boolean {
  const key = spec.get('key') as BsonDocument;
  const name = spec.get('name') as string;
  for (const index of collection.indexes) {
    const isSameKey = sameKey(index.keyPattern, key);
    const isSamePartial = identicalValues(index.partial, spec.get('partialFilterExpression'));
    if (index.name === name) {
      if (isSameKey && (sameOptions(index.spec, spec) || name === '_id_')) return true;
      throw undoing(
        new CommandError(
          'IndexKeySpecsConflict',
          `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${literal(spec)}, existing index: ${literal(index.spec)}`,
        ),
      );
    }
    if (isSameKey && isSamePartial) {
      if (key.size === 1 && key.has('_id')) return true;
      throw undoing(
        new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`),
      );
    }
  }
  return false;
}

function dropIndexes(call: Call): Promise<Answer> {
  const { name } = target(call);
  const wanted = call.args.value('index');
  return call.engine.writes.run(() => {
    const collection = call.engine.catalogue.find(call.database, name);
    if (!collection) throw new CommandError('NamespaceNotFound', `ns not found ${call.database}.${name}`);
    const nIndexesWas = collection.indexes.length;
    for (const indexName of indexNames(collection, wanted)) call.engine.catalogue.dropIndex(collection, indexName);
    return answer({ nIndexesWas, ok: 1 });
  });
}

function indexNames(collection: Collection, wanted: BsonValue | undefined): string[] {
  if (wanted === '*') return collection.indexes.map(({ name }) => name).filter((name) => name !== '_id_');
  const items = Array.isArray(wanted) ? wanted : [wanted];
  return items.map((item) => {
    const found = collection.indexes.find(
      (index) => index.name === item || (isDocument(item) && sameKey(index.keyPattern, item)),
    );
    if (!found)
      throw new CommandError(
        'IndexNotFound',
        isDocument(item)
          ? `can't find index with key: ${literal(item)}`
          : `index not found with name [${String(item)}]`,
      );
    if (found.name === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
    return found.name;
  });
}

export const CATALOGUE_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  ['create', { fields: [...CREATE_OPTIONS, ...NO_EFFECT], run: create }],
  ['drop', { fields: [], run: drop }],
  ['dropDatabase', { fields: [], run: dropDatabase }],
  ['listDatabases', { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases }],
  ['listCollections', { fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'], run: listCollections }],
  ['listIndexes', { fields: ['cursor'], run: listIndexes }],
  ['createIndexes', { fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'], run: createIndexes }],
  ['dropIndexes', { fields: ['index'], run: dropIndexes }],
]);
