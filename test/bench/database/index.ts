/**
 * The embedded store beside two floors measured in the same run: a server that answers constants (what mongoose, driver and
 * socket cost), and durable puts into lmdb (what the disk costs). Real MongoDB too, where MONGODB_TEST_URI names one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { open } from 'lmdb';
import { BSON } from 'mongodb';
import type * as embedded from '../../../server/database/embedded/index.js';
import { type Figure, measureInTurns, type Peer } from './measure.js';
import { connect, fill, type Operation, operations, stored, type Target } from './operations.js';
import { makeRow } from './rows.js';
import { measureStream } from './stream.js';

const CLIENTS = [1, 32];
const STORE = 'embedded store';
const PROTOCOL = 'protocol floor';
const DISK = 'disk floor';
const STARTS = 5;

async function startConstantServer(directory: string): Promise<{ uri: string; stop(): Promise<number> }> {
  const socketPath = join(directory, 'constant.sock');
  const worker = new Worker(process.argv[1] as string, { workerData: { socketPath } });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return { uri: `mongodb://${encodeURIComponent(socketPath)}/bench`, stop: () => worker.terminate() };
}

/** Puts of one kilobyte, each waited for until it is on disk; those that wait together share a commit. */
function openDisk(directory: string): { peer: Peer; close(): Promise<void> } {
  const database = open<Buffer, number>({ path: join(directory, 'disk'), encoding: 'binary' });
  const value = Buffer.alloc(1024, 7);
  const work = async (n: number) => {
    database.put(n, value);
    await database.flushed;
  };
  return { peer: { name: DISK, work }, close: () => database.close() };
}

async function loadStore(): Promise<typeof embedded> {
  return import(pathToFileURL(join(process.cwd(), 'dist/server/database/embedded/index.js')).href);
}

const show = ({ perSecond, p99Ms, processorMicros }: Figure): string =>
  `${Math.round(perSecond)}/s  p99 ${p99Ms.toFixed(1)} ms  ${Math.round(processorMicros)} µs`;

/** A line of the table: figures, ratios, and whether the aim is met. */
function row(figures: ReadonlyMap<string, Figure>, { name, aims }: Operation, clients: number): Record<string, string> {
  const own = figures.get(STORE) as Figure;
  const protocol = figures.get(PROTOCOL) as Figure;
  const disk = figures.get(DISK);
  const result = Object.fromEntries([...figures].map(([peer, figure]) => [peer, show(figure)]));
  const ratio = (own.perSecond / protocol.perSecond).toFixed(2);
  result['÷ protocol'] = ratio;
  if (disk) result['÷ disk'] = (own.perSecond / disk.perSecond).toFixed(2);
  const isAgainstLower = name === 'durable insert' && clients === 1 && disk !== undefined;
  const aim = isAgainstLower ? 0.5 : aims[clients === 1 ? 0 : 1];
  const floor = isAgainstLower ? Math.min(protocol.perSecond, disk.perSecond) : protocol.perSecond;
  result.aim =
    aim === null
      ? ''
      : `${own.perSecond >= aim * floor ? '✓' : '✗'} ≥ ${aim} × ${isAgainstLower ? 'the lower' : 'protocol'}`;
  return result;
}

async function measureAll(targets: readonly Target[], directory: string): Promise<void> {
  const disk = openDisk(directory);
  for (const clients of CLIENTS) {
    const table: Record<string, Record<string, string>> = {};
    for (const operation of operations) {
      const peers: Peer[] = targets.map((target) => ({ name: target.name, work: (n) => operation.run(target, n) }));
      if (operation.name === 'durable insert') peers.push(disk.peer);
      table[operation.name] = row(await measureInTurns(peers, clients), operation, clients);
    }
    console.log(`\n${clients === 1 ? 'one client' : `${clients} clients at once`}; µs: processor time an operation`);
    console.table(table);
  }
  for (const { name, contention } of targets)
    if (name !== PROTOCOL)
      console.log(`${name}: of contended updates ${contention.won} won, ${contention.lost} came late`);
  await disk.close();
}

export async function run(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const { startEmbeddedStore } = await loadStore();
  const dataDir = join(directory, 'data');
  let store = await startEmbeddedStore({ dataDir });
  const constant = await startConstantServer(directory);
  const own = await connect(STORE, store.uri('bench'));
  const others = [await connect(PROTOCOL, constant.uri)];
  if (process.env.MONGODB_TEST_URI) others.push(await connect('MongoDB', process.env.MONGODB_TEST_URI));
  for (const target of [own, ...others]) if (target.name !== PROTOCOL) await fill(target);
  const bytes = BSON.calculateObjectSize(makeRow(1));
  console.log(`documents of ${bytes} bytes, ${stored} stored; load of the machine ${loadavg()[0]?.toFixed(1)}`);
  await measureAll([...others, own], directory);
  for (const target of [own, ...others]) await target.close();
  await store.close();
  const starts: string[] = [];
  for (let i = 0; i < STARTS; i++) {
    const [begun, processor] = [performance.now(), process.cpuUsage()];
    store = await startEmbeddedStore({ dataDir });
    const { user, system } = process.cpuUsage(processor);
    starts.push(`${Math.round(performance.now() - begun)} (${Math.round((user + system) / 1000)})`);
    if (i < STARTS - 1) await store.close();
  }
  console.log(
    `start-up with more than ${stored} documents, five times: ${starts.join(', ')} ms (of them processor time; aim: under 300)`,
  );
  const streaming = await connect(STORE, store.uri('bench'));
  console.log(await measureStream(streaming));
  await streaming.close();
  await store.close();
  await constant.stop();
  await rm(directory, { recursive: true, force: true });
}
