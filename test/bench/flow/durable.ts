/**
 * Durable completions: 32 people at once, each step through the repository with sync on, its task visible when it answers.
 * Beside `bpmn-engine` reviving without any database, and beside the driver sending the same commands to a server that
 * answers constants, all in one run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BSON, type Document, MongoClient } from 'mongodb';
import * as peer from './bpmn-engine.js';
import { type DurableCity, loadStore, openCity } from './durable-city.js';
import { percentile, processorTime } from './measure.js';
import { bpmnEngineDialect, line } from './models.js';

const people = 32;
const durationMs = 6000;
const steps = 10;

interface Figure {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Processor time of this process for each, all its threads: what else the machine does is not in it. */
  readonly cpuMs: number;
}

/** So many at once do something over and over; the first third warms up. */
async function measure(work: () => Promise<unknown>): Promise<Figure> {
  const times: number[] = [];
  let count = 0;
  const cpu = processorTime();
  const begin = performance.now() + durationMs / 3;
  const end = performance.now() + durationMs;
  const person = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await work();
      count += 1;
      if (from >= begin) times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: people }, person));
  const cpuMs = (processorTime() - cpu) / count;
  return { perSecond: times.length / ((end - begin) / 1000), p99Ms: percentile(times, 0.99), cpuMs };
}

/** Each person has a case of their own, and takes the next one when it is done. */
async function completions(city: DurableCity): Promise<Figure> {
  const filed: string[] = [];
  for (let made = 0; made < 1200; made += 1) filed.push(await city.file());
  const open: { caseId: string; left: number }[] = [];
  return measure(async () => {
    const caseId = filed.pop();
    const mine = open.pop() ?? { caseId: caseId ?? (await city.file()), left: steps };
    await city.complete(mine.caseId);
    if (mine.left > 1) open.push({ ...mine, left: mine.left - 1 });
  });
}

const internal = new Set(['lsid', '$db', '$clusterTime', 'txnNumber', '$readPreference']);

/** The commands of one completion, as the driver sent them. */
async function recordOne(city: DurableCity): Promise<readonly Document[]> {
  const caseId = await city.file();
  for (let step = 0; step < 3; step += 1) await city.complete(caseId);
  const sent: Document[] = [];
  const client = city.database.getClient();
  const hear = ({ command }: { command: Document }) =>
    sent.push(Object.fromEntries(Object.entries(command).filter(([name]) => !internal.has(name))));
  client.on('commandStarted', hear);
  await city.complete(caseId);
  client.off('commandStarted', hear);
  return sent;
}

/** The same commands by the bare driver, answered with constants of the same size. */
async function againstConstants(directory: string, city: DurableCity, commands: readonly Document[]): Promise<Figure> {
  const socketPath = join(directory, 'constant.sock');
  const found = await city.database.collection('cases').findOne({});
  const find = Buffer.from(BSON.serialize({ cursor: { firstBatch: [found], id: 0n, ns: 'bench.cases' }, ok: 1 }));
  const worker = new Worker(process.argv[1] as string, { workerData: { socketPath, answers: { find } } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const client = await MongoClient.connect(`mongodb://${encodeURIComponent(socketPath)}/bench`, { maxPoolSize: 50 });
  const database = client.db('bench');
  const figure = await measure(async () => {
    for (const command of commands) await database.command(command);
  });
  await client.close();
  await worker.terminate();
  return figure;
}

/** `bpmn-engine` reviving from text at each completion, without any database; it has the processor to itself. */
async function peerCompletions(): Promise<Pick<Figure, 'perSecond' | 'cpuMs'>> {
  const source = line(bpmnEngineDialect);
  const count = async () => {
    let done = 0;
    const cpu = processorTime();
    const end = performance.now() + durationMs / 2;
    const completed = () => {
      done += 1;
    };
    while (performance.now() < end) await peer.runRevived(source, completed);
    return { perSecond: done / (durationMs / 2000), cpuMs: (processorTime() - cpu) / done };
  };
  await count();
  return count();
}

/** Measures and prints the durable half of `npm run bench -- flow`. */
export async function runDurable(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-flow-'));
  const { startEmbeddedStore } = await loadStore();
  const store = await startEmbeddedStore({ dataDir: join(directory, 'data') });
  const other = await peerCompletions();
  const targets = [['embedded store', store.uri('bench')]];
  if (process.env.MONGODB_TEST_URI) targets.push(['MongoDB', process.env.MONGODB_TEST_URI]);
  for (const [name = '', uri = ''] of targets) {
    const city = await openCity(uri);
    const commands = await recordOne(city);
    const own = await completions(city);
    const floor = await againstConstants(directory, city, commands);
    const names = commands.map((command) => `${Object.keys(command)[0]} ${Object.values(command)[0]}`);
    const row = ({ perSecond, cpuMs }: Pick<Figure, 'perSecond' | 'cpuMs'>, p99Ms?: number) => ({
      'per second': Math.round(perSecond),
      'p99 ms': p99Ms?.toFixed(1) ?? '',
      'processor ms each': cpuMs.toFixed(2),
      'ours, times it': (own.perSecond / perSecond).toFixed(2),
      'by processor time': (cpuMs / own.cpuMs).toFixed(2),
    });
    console.table({
      [`durable completions, ${name}, ${people} people`]: row(own, own.p99Ms),
      'bpmn-engine, no database': row(other),
      'driver against constants, same commands': row(floor, floor.p99Ms),
    });
    console.log(`one completion is ${names.length} commands: ${names.join(', ')}`);
    await city.close();
  }
  await store.close();
  await rm(directory, { recursive: true, force: true });
}
