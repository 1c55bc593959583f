import type { Connection } from 'mongoose';
import { maskIdentity } from '#core/identity';
import type { RegistryVariable } from '#core/policy';
import { creditCodeVariable, type SnapshotValue } from '#core/screening';
import type { RegistryFact } from '../applicants/applicant-model.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { Clock } from '../http/deps.js';
import type { Secrets } from '../secrets/secrets.js';
import type { TableChunk } from './read-table.js';
import { type ChunkDocument, type Generation, type SnapshotModels, snapshotModels } from './snapshot-documents.js';

/** One firm of a snapshot: where it stands, and what is known of it, in the order of the columns. */
export interface SnapshotFirm {
  readonly n: number;
  readonly index: number;
  readonly name: string;
  /** Whole; never for a list. */
  readonly creditCode: string;
  readonly codeMasked: string;
  readonly values: readonly SnapshotValue[];
}

/** The snapshots of all cities: what is in force, and the rows of any generation that is still there. */
export interface SnapshotBook {
  current(tenantId: string): Promise<Generation | null>;
  /** Columns of the snapshot in force, as variables for rules; kept for some seconds. */
  columns(tenantId: string): Promise<readonly RegistryVariable[]>;
  generation(tenantId: string, id: string): Promise<Generation | null>;
  /** What the snapshot in force knows of a firm, by its identity number. */
  factsOf(tenantId: string, creditCode: string): Promise<readonly RegistryFact[] | null>;
  chunk(tenantId: string, generation: string, n: number): Promise<ChunkDocument | null>;
  /** Chunks in their order, from one on. */
  chunks(tenantId: string, generation: string, from: number, limit: number): Promise<readonly ChunkDocument[]>;
  /** The firms of a chunk, codes opened. */
  firmsOf(chunk: ChunkDocument, columns: readonly RegistryVariable[]): readonly SnapshotFirm[];
  codesOf(chunk: Pick<ChunkDocument, 'codesSealed'>): readonly string[];
  /** By whole credit code, however it is written, or whole name. */
  find(tenantId: string, generation: Generation, text: string): Promise<SnapshotFirm | null>;

  begin(tenantId: string, id: string): Promise<void>;
  addChunk(
    tenantId: string,
    generation: string,
    place: { readonly n: number; readonly before: number },
    chunk: TableChunk,
  ): Promise<void>;
  /** The pointer's revision, 0 where a city has none. */
  revision(tenantId: string): Promise<number>;
  /** Makes a whole generation the one in force, if the pointer still is at this revision; false where another came first. */
  publish(tenantId: string, generation: Generation, revision: number): Promise<boolean>;
  drop(tenantId: string, generation: string): Promise<void>;
  /** Drops generations of all cities that nothing refers to; answers how many. */
  sweep(isUsed: (tenantId: string, generation: string) => Promise<boolean>): Promise<number>;
  readonly models: SnapshotModels;
}

/** What a generation tells of one of its firms, with where it comes from and since when. */
export function factsOfFirm(generation: Generation, firm: SnapshotFirm): readonly RegistryFact[] {
  const asOf = `${generation.asOf}T00:00:00.000Z`;
  return generation.columns.flatMap(({ name, source }, index) => {
    const value = firm.values[index] ?? null;
    return value === null ? [] : [{ name, value: value as RegistryFact['value'], source, asOf }];
  });
}

/** How long columns are kept in memory; another process may have imported meanwhile. */
const columnsMs = 10_000;

export function createSnapshotBook(parts: { database: Connection; clock: Clock; secrets: Secrets }): SnapshotBook {
  const { clock, secrets } = parts;
  const models = snapshotModels(parts.database);
  const { pointers, generations, chunks } = models;
  const kept = new Map<string, { readonly at: number; readonly columns: readonly RegistryVariable[] }>();

  const pointer = (tenantId: string) => pointers.findOne({ tenantId, _id: tenantId }).lean();
  const current = async (tenantId: string) => (await pointer(tenantId))?.current ?? null;
  const chunkOf = (tenantId: string, generation: string, n: number) =>
    chunks.findOne({ tenantId, generation, n }).lean<ChunkDocument>();
  const codesOf = ({ codesSealed }: Pick<ChunkDocument, 'codesSealed'>) =>
    JSON.parse(secrets.open(codesSealed)) as readonly string[];
  const firmsOf: SnapshotBook['firmsOf'] = (chunk, columns) => {
    const codes = codesOf(chunk);
    const codeAt = columns.findIndex(({ name }) => name === creditCodeVariable);
    const rows = JSON.parse(chunk.rows) as SnapshotValue[][];
    return rows.map((values, index) => {
      const creditCode = codes[index] ?? '';
      values[codeAt] = creditCode;
      const name = (chunk.keys[chunk.count + index] ?? 'n:').slice(2);
      return { n: chunk.n, index, name, creditCode, codeMasked: maskIdentity(creditCode), values };
    });
  };
  const find = async (tenantId: string, { id, columns }: Generation, given: string): Promise<SnapshotFirm | null> => {
    const bare = given.normalize('NFKC').replace(/\s/g, '');
    const wanted = [secrets.lookup(bare.toUpperCase()), `n:${given.trim()}`];
    const found = await chunks
      .find({ tenantId, keys: { $in: wanted }, generation: id })
      .limit(1)
      .lean<ChunkDocument[]>();
    const chunk = found[0];
    if (chunk === undefined) return null;
    const at = chunk.keys.findIndex((key) => wanted.includes(key)) % chunk.count;
    return firmsOf(chunk, columns)[at] ?? null;
  };

  return {
    models,
    current,
    async columns(tenantId) {
      const now = clock.now().getTime();
      const known = kept.get(tenantId);
      if (known !== undefined && now - known.at < columnsMs) return known.columns;
      const columns = (await current(tenantId))?.columns ?? [];
      kept.set(tenantId, { at: now, columns });
      return columns;
    },
    async generation(tenantId, id) {
      return (await generations.findOne({ tenantId, _id: id }).lean())?.whole ?? null;
    },
    async factsOf(tenantId, creditCode) {
      const generation = await current(tenantId);
      const firm = generation === null ? null : await find(tenantId, generation, creditCode);
      if (generation === null || firm === null) return null;
      return factsOfFirm(generation, firm);
    },
    chunk: chunkOf,
    chunks: async (tenantId, generation, from, limit) =>
      chunks
        .find({ tenantId, generation, n: { $gte: from } }, { keys: 0 })
        .sort({ n: 1 })
        .limit(limit)
        .lean<ChunkDocument[]>(),
    firmsOf,
    codesOf,
    find,
    async begin(tenantId, id) {
      await generations.create({ _id: id, tenantId, createdAt: clock.now(), whole: null });
    },
    async addChunk(tenantId, generation, { n, before }, { count, text, codes, names }) {
      await chunks.create({
        _id: `${generation}:${String(n).padStart(6, '0')}`,
        tenantId,
        generation,
        n,
        before,
        count,
        rows: text,
        codesSealed: secrets.seal(JSON.stringify(codes)),
        keys: [...codes.map((code) => secrets.lookup(code)), ...names.map((name) => `n:${name}`)],
      });
    },
    revision: async (tenantId) => (await pointer(tenantId))?.rev ?? 0,
    async publish(tenantId, generation, revision) {
      // Whole before it is pointed at: a screening that begins at once finds its columns.
      await generations.updateOne({ tenantId, _id: generation.id }, { $set: { whole: generation } });
      try {
        const moved = await pointers.updateOne(
          { _id: tenantId, tenantId, rev: revision },
          { $set: { current: generation, rev: revision + 1 } },
          { upsert: revision === 0 },
        );
        if (moved.matchedCount + moved.upsertedCount !== 1) return false;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      kept.delete(tenantId);
      return true;
    },
    async drop(tenantId, generation) {
      await chunks.deleteMany({ tenantId, generation });
      await generations.deleteOne({ tenantId, _id: generation });
    },
    async sweep(isUsed) {
      let dropped = 0;
      // A sweeper of leftovers has no tenant (D23).
      const before = new Date(clock.now().getTime() - 3_600_000);
      const found = await generations
        .find({ createdAt: { $lt: before } })
        .sort({ createdAt: 1 })
        .limit(500)
        .lean();
      for (const { tenantId, _id } of found) {
        if ((await current(tenantId))?.id === _id || (await isUsed(tenantId, _id))) continue;
        await this.drop(tenantId, _id);
        dropped += 1;
      }
      return dropped;
    },
  };
}
