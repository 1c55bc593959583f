import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { ServerConfig } from '#server/config/config';
import { connectDatabase } from '#server/database/connect';
import { startEmbeddedStore } from '#server/database/embedded/index';
import { startOfWorld, type TestDatabase, testConfig } from '../harness.js';

const root = join(import.meta.dirname, '../../..');
const program = join(import.meta.dirname, 'server-program.mjs');

/** Where the data of a server lies that is killed and started again: a folder, or a database of a real MongoDB. */
export interface Place {
  readonly dataDir: string;
  readonly mongoUri: string | null;
}

/** The data of a server that does not run, opened from here. */
export async function openPlace({ dataDir, mongoUri }: Place): Promise<TestDatabase> {
  if (mongoUri !== null) return { uri: mongoUri, dropAtEnd: false, close: async () => undefined };
  const store = await startEmbeddedStore({ dataDir: join(dataDir, 'store') });
  return { uri: store.uri('duixian'), dropAtEnd: false, close: () => store.close() };
}

/** Looks into the data of a server that does not run. */
export async function lookInto<T>(place: Place, look: (database: Connection) => Promise<T>): Promise<T> {
  const data = await openPlace(place);
  try {
    const database = await connectDatabase(data.uri);
    try {
      return await look(database);
    } finally {
      await database.close();
    }
  } finally {
    await data.close();
  }
}

export interface KillableServer {
  readonly address: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has finished what was in flight. */
  stop(): Promise<void>;
}

/** Starts the compiled server of `dist` as a process of its own; its time runs on from `startOfWorld` at `begunAt`. */
export async function startKillable(
  place: Place,
  begunAt: number,
  changes: Partial<ServerConfig> = {},
): Promise<KillableServer> {
  if (!existsSync(join(root, 'dist/server/app.js'))) {
    throw new Error('Expected the compiled server in dist/, but there is none: run `npm run build` first');
  }
  const { dataKeys, lookupKey } = testConfig;
  const settings = {
    ...place,
    shiftMs: Date.parse(startOfWorld) - begunAt,
    config: {
      ...testConfig,
      ...changes,
      dataKeys: {
        currentId: dataKeys.currentId,
        keys: [...dataKeys.keys].map(([id, key]) => [id, key.toString('base64')]),
      },
      lookupKey: lookupKey.toString('base64'),
    },
  };
  const child = spawn(process.execPath, ['--enable-source-maps', program, JSON.stringify(settings)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await readyPort(child);
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return { address: `http://127.0.0.1:${port}`, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Expected the server to start, but it ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^READY (\d+)$/m.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}
