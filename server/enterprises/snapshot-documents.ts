import { type Connection, type Model, Schema } from 'mongoose';
import type { RegistryVariable } from '#core/policy';
import type { SnapshotColumn } from '#core/screening';

/*
 * The enterprise snapshot (企业库快照) of a city is a generation: chunks of some hundred rows, written under an id of their own
 * while nobody reads them. One conditional write on the city's pointer makes a whole generation the snapshot in force; the
 * former one stays for the screenings that ran on it, and is swept up later. A crash leaves at most a generation too many.
 */

/** One generation, as its pointer and its screenings know it. */
export interface Generation {
  readonly id: string;
  readonly columns: readonly RegistryVariable[];
  readonly rows: number;
  readonly chunks: number;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly fileName: string;
}

/** `_id` is the tenant: the one place that says which generation is in force. */
export interface SnapshotPointerDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly rev: number;
  readonly current: Generation;
}

/** Written before its chunks, so that what a crash leaves behind is found. */
export interface GenerationDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly createdAt: Date;
  /** Null while its rows are still coming. */
  readonly whole: Generation | null;
}

/** `_id` is `generation:n`. Rows are JSON text, read whole or not at all; credit codes are sealed beside it (D20). */
export interface ChunkDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly generation: string;
  readonly n: number;
  /** Rows before it, in the generation. */
  readonly before: number;
  readonly count: number;
  readonly rows: string;
  /** Sealed JSON: the credit code of each row. */
  readonly codesSealed: string;
  /** Digest of each row's credit code, in their order; then `n:` and each row's name. */
  readonly keys: readonly string[];
}

/** An import, from the upload to its end. */
export interface ImportDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly status: 'uploaded' | 'running' | 'refused' | 'failed' | 'cancelled' | 'done';
  readonly fence: number;
  readonly takeAt: Date;
  readonly attempts: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly headers: readonly string[];
  readonly samples: readonly (readonly (string | null)[])[];
  readonly columns: readonly SnapshotColumn[];
  readonly newVariables: readonly string[];
  readonly asOf: string | null;
  readonly generation: string | null;
  readonly rowsDone: number;
  readonly share: number;
  readonly mistakes: readonly unknown[];
  readonly mistakeCount: number;
  readonly problem: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | null;
  readonly startedBy: { readonly accountId: string; readonly name: string };
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const number = { type: Number, required: true };

const pointerSchema = new Schema<SnapshotPointerDocument>(
  { _id: String, tenantId: text, rev: number, current: { type: mixed, required: true } },
  { collection: 'enterpriseSnapshots', versionKey: false, minimize: false },
);
const generationSchema = new Schema<GenerationDocument>(
  { _id: String, tenantId: text, createdAt: { type: Date, required: true }, whole: { type: mixed, default: null } },
  { collection: 'enterpriseGenerations', versionKey: false, minimize: false },
);
generationSchema.index({ createdAt: 1 });
generationSchema.index({ tenantId: 1, createdAt: 1 });
const chunkSchema = new Schema<ChunkDocument>(
  {
    _id: String,
    tenantId: text,
    generation: text,
    n: number,
    before: number,
    count: number,
    rows: text,
    codesSealed: text,
    keys: [String],
  },
  { collection: 'enterpriseChunks', versionKey: false },
);
chunkSchema.index({ tenantId: 1, generation: 1, n: 1 });
chunkSchema.index({ tenantId: 1, keys: 1 });

const importSchema = new Schema<ImportDocument>(
  {
    _id: String,
    tenantId: text,
    status: text,
    fence: number,
    takeAt: { type: Date, required: true },
    attempts: number,
    fileName: text,
    bytes: number,
    headers: [String],
    samples: { type: mixed, required: true },
    columns: { type: mixed, required: true },
    newVariables: [String],
    asOf: { type: String, default: null },
    generation: { type: String, default: null },
    rowsDone: number,
    share: number,
    mistakes: { type: mixed, required: true },
    mistakeCount: number,
    problem: { type: mixed, default: null },
    startedBy: { type: mixed, required: true },
    createdAt: { type: Date, required: true },
    startedAt: { type: Date, default: null },
    finishedAt: { type: Date, default: null },
  },
  { collection: 'enterpriseImports', versionKey: false, minimize: false },
);
importSchema.index({ tenantId: 1, createdAt: -1, _id: -1 });
importSchema.index({ status: 1, takeAt: 1 });

export interface SnapshotModels {
  readonly pointers: Model<SnapshotPointerDocument>;
  readonly generations: Model<GenerationDocument>;
  readonly chunks: Model<ChunkDocument>;
  readonly imports: Model<ImportDocument>;
}

export const snapshotModels = (database: Connection): SnapshotModels => ({
  pointers: database.model<SnapshotPointerDocument>('EnterpriseSnapshot', pointerSchema),
  generations: database.model<GenerationDocument>('EnterpriseGeneration', generationSchema),
  chunks: database.model<ChunkDocument>('EnterpriseChunk', chunkSchema),
  imports: database.model<ImportDocument>('EnterpriseImport', importSchema),
});
