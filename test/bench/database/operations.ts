import mongoose, { type Model, Schema } from 'mongoose';
import { makeRow } from './rows.js';

export const stored = 100_000;

export type RowModel = Model<ReturnType<typeof makeRow>>;

const schema = new Schema(
  {
    _id: Number,
    tenantId: String,
    rev: Number,
    status: String,
    filedAt: Date,
    amountFen: Number,
    applicant: Schema.Types.Mixed,
    submission: Schema.Types.Mixed,
  },
  { versionKey: false, autoCreate: false, autoIndex: false, writeConcern: { w: 'majority', j: true } },
);

/** One database to be measured, spoken to through mongoose. */
export interface Target {
  readonly name: string;
  readonly rows: RowModel;
  /** What this client believes the revisions of the contended documents to be. */
  readonly revisions: Map<number, number>;
  readonly contention: { won: number; lost: number };
  close(): Promise<void>;
}

export async function connect(name: string, uri: string): Promise<Target> {
  const connection = await mongoose.createConnection(uri, { maxPoolSize: 32 }).asPromise();
  return {
    name,
    rows: connection.model('Row', schema, 'rows') as unknown as RowModel,
    revisions: new Map(),
    contention: { won: 0, lost: 0 },
    close: () => connection.close(),
  };
}

export async function fill({ rows }: Target): Promise<void> {
  await rows.collection.drop().catch(() => undefined);
  await rows.collection.createIndex({ tenantId: 1, filedAt: 1 });
  for (let start = 0; start < stored; start += 5000)
    await rows.collection.insertMany(Array.from({ length: 5000 }, (_, i) => makeRow(start + i)) as never);
}

let nextId = 10_000_000;
/** Few enough that 32 clients meet on most of them. */
const contended = 8;

export interface Operation {
  readonly name: string;
  /** At least so much of the protocol's floor: by one client, and by 32 at once. */
  readonly aims: readonly [alone: number | null, together: number];
  readonly run: (target: Target, n: number) => Promise<unknown>;
}

export const operations: readonly Operation[] = [
  { name: 'point read', aims: [0.5, 0.5], run: ({ rows }, n) => rows.findById((n * 7919) % stored).lean() },
  {
    name: 'indexed range, sorted, 20 rows',
    aims: [0.5, 0.5],
    run: ({ rows }, n) =>
      rows
        .find({ tenantId: `t${n % 10}`, filedAt: { $gte: new Date(1_700_000_000_000 + ((n * 7919) % stored) * 500) } })
        .sort({ filedAt: 1 })
        .limit(20)
        .lean(),
  },
  // Alone, the disk is what it waits for: its aim is set against the lower of the two floors.
  { name: 'durable insert', aims: [null, 0.4], run: ({ rows }) => rows.create(makeRow(nextId++)) },
  {
    name: 'insertMany of 100',
    aims: [null, 0.4],
    run: ({ rows }) => rows.insertMany(Array.from({ length: 100 }, () => makeRow(nextId++))),
  },
  { name: 'updateOne {tenantId, _id, rev}', aims: [null, 0.4], run: contendedUpdate },
];

/** Who finds the revision gone reads it again, as a command of the product does. */
async function contendedUpdate({ rows, revisions, contention }: Target, n: number): Promise<void> {
  const _id = n % contended;
  const rev = revisions.get(_id) ?? 0;
  const { modifiedCount } = await rows.updateOne({ tenantId: `t${_id % 10}`, _id, rev }, { $set: { rev: rev + 1 } });
  if (modifiedCount === 1) {
    revisions.set(_id, rev + 1);
    contention.won++;
  } else contention.lost++;
}
