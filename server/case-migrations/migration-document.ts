import { type Connection, type Model, Schema } from 'mongoose';
import type { MigrationRow } from '#core/contract';
import type { ElementMap } from '#core/flow';
import type { Actor } from '../cases/case-document.js';

/** Moving the running cases of a policy from one version to another; done by a job, case after case in order of their ids. */
export interface MigrationDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly policyId: string;
  readonly unitPath: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly elements: ElementMap;
  readonly reason: string;
  readonly by: Actor;
  readonly bodyHash: string;
  readonly createdAt: Date;
  readonly status: 'running' | 'done';
  /** Running cases on the old version when it began. */
  readonly total: number;
  /** The last case that was dealt with; moved on together with the counts. */
  readonly after: string;
  readonly moved: number;
  readonly left: number;
  readonly leftRows: readonly MigrationRow[];
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const mixed = Schema.Types.Mixed;
const schema = new Schema<MigrationDocument>(
  {
    _id: String,
    tenantId: text,
    policyId: text,
    unitPath: text,
    fromVersion: number,
    toVersion: number,
    elements: { type: mixed, required: true },
    reason: text,
    by: { type: mixed, required: true },
    bodyHash: text,
    createdAt: { type: Date, required: true },
    status: text,
    total: number,
    after: { type: String },
    moved: number,
    left: number,
    leftRows: { type: [mixed], required: true } as never,
  },
  { collection: 'caseMigrations', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, policyId: 1, createdAt: -1 });

export const migrationModel = (database: Connection): Model<MigrationDocument> =>
  database.model<MigrationDocument>('CaseMigration', schema);
