import type { Connection } from 'mongoose';
import type { MigrationRow } from '#core/contract';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { type MigrationDocument, migrationModel } from './migration-document.js';

/** How many cases that were left are listed by name. */
const mostLeftRows = 100;

export interface MigrationStore {
  byId(tenantId: string, policyId: string, id: string): Promise<MigrationDocument | null>;
  /** Newest first, without the cases that were left. */
  latest(tenantId: string, policyId: string): Promise<readonly MigrationDocument[]>;
  /** The one that is there under this id now. */
  insert(document: MigrationDocument): Promise<MigrationDocument>;
  /** Moves on behind a case with its outcome; false where another worker has moved on. `null`: it was not concerned. */
  advance(migration: MigrationDocument, caseId: string, outcome: 'moved' | MigrationRow | null): Promise<boolean>;
  finish(migration: MigrationDocument): Promise<void>;
}

export function createMigrationStore(database: Connection): MigrationStore {
  const migrations = migrationModel(database);
  return {
    byId: async (tenantId, policyId, id) =>
      migrations.findOne({ tenantId, policyId, _id: id }).lean<MigrationDocument>(),
    latest: async (tenantId, policyId) =>
      migrations
        .find({ tenantId, policyId }, { leftRows: 0, elements: 0 })
        .sort({ createdAt: -1 })
        .limit(20)
        .lean<MigrationDocument[]>(),
    async insert(document) {
      try {
        await migrations.create(document);
        return document;
      } catch (error) {
        const { tenantId, _id } = document;
        const known = isDuplicateKey(error)
          ? await migrations.findOne({ tenantId, _id }).lean<MigrationDocument>()
          : null;
        if (known === null) throw error;
        return known;
      }
    },
    async advance({ tenantId, _id, after }, caseId, outcome) {
      const counts = outcome === null ? {} : { $inc: outcome === 'moved' ? { moved: 1 } : { left: 1 } };
      const row =
        outcome === null || outcome === 'moved'
          ? {}
          : { $push: { leftRows: { $each: [outcome], $slice: mostLeftRows } } };
      const written = await migrations.updateOne(
        { tenantId, _id, after },
        { $set: { after: caseId }, ...counts, ...row },
      );
      return written.matchedCount === 1;
    },
    async finish({ tenantId, _id }) {
      await migrations.updateOne({ tenantId, _id }, { $set: { status: 'done' } });
    },
  };
}
