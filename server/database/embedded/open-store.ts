/**
 * The store in the thread that calls this: data directory, disk, catalogue, socket, and the sweeping that goes on beside.
 * `index.ts` runs it in a worker.
 */
import { Engine } from './engine/engine.js';
import { removeExpired } from './engine/ttl.js';
import { EmbeddedStoreError } from './errors.js';
import { ProtocolServer } from './protocol/server.js';
import { acquireDataDirectory, damaged } from './storage/data-directory.js';
import { Disk } from './storage/disk.js';

export interface OpenStore {
  readonly socketPath: string;
  readonly engine: Engine;
  close(): Promise<void>;
}

export interface OpenStoreOptions {
  readonly dataDir: string;
  /** Hears of errors that are nobody's answer. */
  readonly report: (error: unknown) => void;
}

const SWEEP_INTERVAL_MS = 60_000;

export async function openStore({ dataDir, report }: OpenStoreOptions): Promise<OpenStore> {
  const directory = await acquireDataDirectory(dataDir);
  let disk: Disk | undefined;
  try {
    disk = openDisk(directory.dataFile, dataDir);
    const engine = loadEngine(disk, dataDir);
    await directory.confirm();
    const server = new ProtocolServer(engine, report);
    await server.listen(directory.socketPath);
    const sweeping = startSweeping(engine, report);
    const opened = disk;
    return {
      socketPath: directory.socketPath,
      engine,
      close: async () => {
        clearInterval(sweeping);
        await server.close();
        await engine.writes.idle();
        await opened.close();
        await directory.release();
      },
    };
  } catch (error) {
    await disk?.close();
    await directory.release();
    if (error instanceof EmbeddedStoreError) throw error;
    throw new EmbeddedStoreError('DATA_DIR_UNUSABLE', `Expected to open the data directory ${dataDir}, but failed`, {
      cause: error,
    });
  }
}

function openDisk(path: string, dataDir: string): Disk {
  try {
    return new Disk(path);
  } catch (error) {
    throw new EmbeddedStoreError('DATA_DIR_DAMAGED', damaged(dataDir, 'its data file cannot be opened').message, {
      cause: error,
    });
  }
}

function loadEngine(disk: Disk, dataDir: string): Engine {
  try {
    return new Engine(disk);
  } catch (error) {
    throw new EmbeddedStoreError('DATA_DIR_DAMAGED', damaged(dataDir, 'its catalogue cannot be read').message, {
      cause: error,
    });
  }
}

function startSweeping(engine: Engine, report: (error: unknown) => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    engine.cursors.closeIdle(Date.now());
    removeExpired(engine, new Date()).catch(report);
  }, SWEEP_INTERVAL_MS);
  timer.unref();
  return timer;
}
