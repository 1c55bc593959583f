/**
 * Moving a database between this store and real MongoDB: a directory with one file of Extended JSON lines (canonical, so that
 * every type is kept) per collection, and a manifest with the indexes, counts and checksums.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { BSON, type Db, type Document, type IndexSpecification } from 'mongodb';

const { EJSON } = BSON;
const MANIFEST = 'manifest.json';
const FORMAT = 1;
const INSERT_BATCH = 500;
/** Everything as it is stored: no type is turned into a native one. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

interface CollectionManifest {
  readonly name: string;
  readonly file: string;
  readonly count: number;
  readonly sha256: string;
  readonly indexes: readonly Document[];
}

interface Manifest {
  readonly format: number;
  readonly database: string;
  readonly collections: readonly CollectionManifest[];
}

/** The transfer was refused, or what was read is not what was written. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

export interface TransferReport {
  readonly collections: number;
  readonly documents: number;
}

/** Writes every collection of a database into a new or empty directory. */
export async function exportDatabase(database: Db, directory: string): Promise<TransferReport> {
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) throw new TransferError(`Expected ${directory} to be empty`);
  const collections: CollectionManifest[] = [];
  for (const { name, type } of await database.listCollections({}, { nameOnly: true }).toArray())
    if (type !== 'view' && !name.startsWith('system.'))
      collections.push(await exportCollection(database, name, directory));
  const manifest: Manifest = { format: FORMAT, database: database.databaseName, collections };
  await writeFile(join(directory, MANIFEST), `${EJSON.stringify(manifest, undefined, 2, { relaxed: false })}\n`);
  return { collections: collections.length, documents: collections.reduce((sum, { count }) => sum + count, 0) };
}

async function exportCollection(database: Db, name: string, directory: string): Promise<CollectionManifest> {
  const file = `${encodeURIComponent(name)}.jsonl`;
  const hash = createHash('sha256');
  let count = 0;
  const lines = async function* () {
    for await (const document of database.collection(name).find({}, EXACT).sort({ _id: 1 })) {
      const line = `${EJSON.stringify(document, { relaxed: false })}\n`;
      hash.update(line);
      count++;
      yield line;
    }
  };
  await pipeline(lines(), createWriteStream(join(directory, file), { flags: 'wx' }));
  const indexes = await database.collection(name).listIndexes().toArray();
  return { name, file, count, sha256: hash.digest('hex'), indexes };
}

/** Reads a directory into a database whose collections of these names are empty; checks every file first. */
export async function importDatabase(database: Db, directory: string): Promise<TransferReport> {
  const manifest = await readManifest(directory);
  for (const { name, file, sha256 } of manifest.collections) {
    if ((await sha256Of(join(directory, file))) !== sha256)
      throw new TransferError(`Expected ${file} to be as it was written, but its checksum differs`);
    if ((await database.collection(name).findOne({})) !== null)
      throw new TransferError(`Expected the collection ${name} to be empty, but it is not`);
  }
  let documents = 0;
  for (const collection of manifest.collections) documents += await importCollection(database, collection, directory);
  return { collections: manifest.collections.length, documents };
}

async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new TransferError(`Expected ${directory} to hold an export, but ${MANIFEST} cannot be read`, { cause });
  });
  const manifest = EJSON.parse(text) as Partial<Manifest>;
  if (manifest.format !== FORMAT || !Array.isArray(manifest.collections))
    throw new TransferError(`Expected an export of format ${FORMAT}`);
  return manifest as Manifest;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function importCollection(
  database: Db,
  { name, file, count, indexes }: CollectionManifest,
  directory: string,
): Promise<number> {
  const collection = database.collection(name);
  let batch: Document[] = [];
  let inserted = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const { insertedCount } = await collection.insertMany(batch, { writeConcern: { w: 'majority', j: true } });
    inserted += insertedCount;
    batch = [];
  };
  for await (const line of createInterface({
    input: createReadStream(join(directory, file)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    batch.push(EJSON.parse(line, { relaxed: false }));
    if (batch.length >= INSERT_BATCH) await flush();
  }
  await flush();
  if (inserted !== count) throw new TransferError(`Expected ${count} documents in ${name}, but inserted ${inserted}`);
  for (const { key, v: _v, ns: _ns, name: indexName, ...options } of indexes)
    if (indexName !== '_id_') await collection.createIndex(key as IndexSpecification, { name: indexName, ...options });
  return inserted;
}
