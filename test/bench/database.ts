/**
 * The embedded store beside two floors measured in the same run: a server that answers constants (what mongoose, driver and
 * socket cost), and durable puts into lmdb (what the disk costs). Real MongoDB too, where MONGODB_TEST_URI names one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { open } from 'lmdb';
import mongoose, { type Model, Schema } from 'mongoose';
import type * as embedded from '../../server/database/embedded/index.js';
import { makeRow } from './rows.js';

const DURATION_MS = 2500;
const STORED = 100_000;
const STREAMED = 1_000_000;
const CLIENTS = [1, 32];

type RowModel = Model<ReturnType<typeof makeRow>>;

interface Target {
  readonly name: string;
  readonly rows: RowModel;
}

interface Figure {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Runs `work` over and over by so many clients at once. */
async function measure(clients: number, work: (n: number) => Promise<unknown>): Promise<Figure> {
  const times: number[] = [];
  let n = 0;
  for (let warm = 0; warm < 50; warm++) await work(n++);
  const end = performance.now() + DURATION_MS;
  const client = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await work(n++);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  times.sort((a, b) => a - b);
  return { perSecond: times.length / (DURATION_MS / 1000), p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 };
}

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

let nextId = 10_000_000;

type Operation = (rows: RowModel, n: number) => Promise<unknown>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['point read', (rows: RowModel, n: number) => rows.findById((n * 7919) % STORED).lean()],
  ['durable insert', (rows: RowModel) => rows.create(makeRow(nextId++))],
  ['insertMany of 100', (rows: RowModel) => rows.insertMany(Array.from({ length: 100 }, () => makeRow(nextId++)))],
  [
    'indexed range, sorted, 20 rows',
    (rows: RowModel, n: number) =>
      rows
        .find({ tenantId: `t${n % 10}`, filedAt: { $gte: new Date(1_700_000_000_000 + ((n * 7919) % STORED) * 500) } })
        .sort({ filedAt: 1 })
        .limit(20)
        .lean(),
  ],
  [
    'updateOne {tenantId, _id, rev}',
    (rows: RowModel, n: number) => {
      const _id = n % 40;
      return rows.updateOne({ tenantId: `t${_id % 10}`, _id, rev: { $gte: 0 } }, { $inc: { rev: 1 } });
    },
  ],
]);

async function connect(name: string, uri: string): Promise<Target & { close(): Promise<void> }> {
  const connection = await mongoose.createConnection(uri, { maxPoolSize: 32 }).asPromise();
  return {
    name,
    rows: connection.model('Row', schema, 'rows') as unknown as RowModel,
    close: () => connection.close(),
  };
}

async function fill(rows: RowModel): Promise<void> {
  await rows.collection.drop().catch(() => undefined);
  await rows.collection.createIndex({ tenantId: 1, filedAt: 1 });
  for (let start = 0; start < STORED; start += 5000)
    await rows.collection.insertMany(Array.from({ length: 5000 }, (_, i) => makeRow(start + i)) as never);
}

async function startConstantServer(directory: string): Promise<{ uri: string; stop(): Promise<number> }> {
  const socketPath = join(directory, 'constant.sock');
  const worker = new Worker(process.argv[1] as string, { workerData: { socketPath } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return { uri: `mongodb://${encodeURIComponent(socketPath)}/bench`, stop: () => worker.terminate() };
}

async function measureDisk(directory: string, clients: number): Promise<Figure> {
  const database = open<Buffer, number>({ path: join(directory, `disk-${clients}`), encoding: 'binary' });
  const value = Buffer.alloc(1024, 7);
  const figure = await measure(clients, async (n) => {
    database.put(n, value);
    await database.flushed;
  });
  await database.close();
  return figure;
}

async function loadStore(): Promise<typeof embedded> {
  return import(pathToFileURL(join(process.cwd(), 'dist/server/database/embedded/index.js')).href);
}

function show(figure: Figure): string {
  return `${Math.round(figure.perSecond)}/s, p99 ${figure.p99Ms.toFixed(1)} ms`;
}

export async function run(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const { startEmbeddedStore } = await loadStore();
  const dataDir = join(directory, 'data');
  let store = await startEmbeddedStore({ dataDir });
  const constant = await startConstantServer(directory);
  const targets = [await connect('constant server', constant.uri), await connect('embedded store', store.uri('bench'))];
  if (process.env.MONGODB_TEST_URI) targets.push(await connect('MongoDB', process.env.MONGODB_TEST_URI));
  for (const { name, rows } of targets) if (name !== 'constant server') await fill(rows);
  for (const clients of CLIENTS) {
    const table: Record<string, Record<string, string>> = {};
    const disk = await measureDisk(directory, clients);
    for (const [operation, work] of OPERATIONS) {
      const figures = new Map<string, Figure>();
      for (const { name, rows } of targets) figures.set(name, await measure(clients, (n) => work(rows, n)));
      const floor = figures.get('constant server') as Figure;
      table[operation] = Object.fromEntries([...figures].map(([name, figure]) => [name, show(figure)]));
      const own = figures.get('embedded store') as Figure;
      const row = table[operation] as Record<string, string>;
      row['× protocol floor'] = (own.perSecond / floor.perSecond).toFixed(2);
      if (operation === 'durable insert')
        row['× disk floor'] = `${(own.perSecond / disk.perSecond).toFixed(2)} of ${show(disk)}`;
    }
    console.log(
      `\n${clients} client${clients > 1 ? 's at once' : ''}, documents of ${JSON.stringify(makeRow(1)).length} bytes, ${STORED} stored`,
    );
    console.table(table);
  }
  await targets[1]?.close();
  await store.close();
  const start = performance.now();
  store = await startEmbeddedStore({ dataDir });
  console.log(`start-up with ${STORED} documents: ${(performance.now() - start).toFixed(0)} ms`);
  await stream(await connect('embedded store', store.uri('bench')));
  await Promise.all(targets.filter((_, index) => index !== 1).map((target) => target.close()));
  await store.close();
  await constant.stop();
  await rm(directory, { recursive: true, force: true });
}

/** A million small documents through one cursor: memory must not grow with them. */
async function stream({ rows, close }: Target & { close(): Promise<void> }): Promise<void> {
  const many = rows.db.collection('many');
  for (let start = 0; start < STREAMED; start += 20_000)
    await many.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ n: start + i, text: '填写的内容' })));
  const before = process.memoryUsage().rss;
  const start = performance.now();
  let [count, most] = [0, before];
  for await (const _ of many.find().batchSize(1000))
    if (++count % 50_000 === 0) most = Math.max(most, process.memoryUsage().rss);
  console.log(
    `${count} documents through a cursor: ${((performance.now() - start) / 1000).toFixed(1)} s, resident memory +${((most - before) / 1_048_576).toFixed(0)} MB`,
  );
  await close();
}
