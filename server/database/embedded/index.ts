/**
 * The embedded store: a database in a directory, spoken to by the ordinary MongoDB driver over a private Unix socket.
 * What it supports, refuses and does differently is in docs/embedded-store.md.
 */
import { Worker } from 'node:worker_threads';
import { EmbeddedStoreError } from './errors.js';
import { openStore } from './open-store.js';
import type { WorkerInput, WorkerMessage } from './worker.js';

export { EmbeddedStoreError, type EmbeddedStoreErrorCode } from './errors.js';

export interface EmbeddedStoreOptions {
  /** Made if it is not there; one process at a time. */
  readonly dataDir: string;
  /** Hears of errors inside the store that are nobody's answer; standard error by default. */
  readonly onError?: (error: Error) => void;
}

export interface EmbeddedStore {
  /** The connection string of a database, for mongoose or the driver. */
  readonly uri: (database: string) => string;
  /** Resolves when the store has stopped: with nothing after `close`, with an error if it died. */
  readonly stopped: Promise<EmbeddedStoreError | undefined>;
  /** Answers what was asked, writes what is due, and lets go of the directory. Idempotent. */
  close(): Promise<void>;
}

function uriOf(socketPath: string): (database: string) => string {
  return (database) => `mongodb://${encodeURIComponent(socketPath)}/${encodeURIComponent(database)}`;
}

function logError(error: Error): void {
  console.error(`Expected the embedded store to work, but ${error.stack ?? error.message}`);
}

/**
 * Starts the embedded store in a worker thread; resolves when it accepts connections. Throws `EmbeddedStoreError` when the
 * data directory is in use, damaged, or of a newer format; the directory is then as it was.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  // A worker cannot load TypeScript; under the test runner the same code runs in this thread.
  return import.meta.url.endsWith('.ts') ? startHere(options) : startWorker(options);
}

async function startHere({ dataDir, onError = logError }: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const report = (error: unknown) => onError(error instanceof Error ? error : new Error(String(error)));
  const store = await openStore({ dataDir, report });
  const { promise: stopped, resolve } = withResolvers<EmbeddedStoreError | undefined>();
  let closing: Promise<void> | undefined;
  return {
    uri: uriOf(store.socketPath),
    stopped,
    close: () => {
      closing ??= store.close().then(() => resolve(undefined));
      return closing;
    },
  };
}

async function startWorker({ dataDir, onError = logError }: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const input: WorkerInput = { dataDir };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: input });
  const ready = withResolvers<string>();
  const { promise: stopped, resolve: resolveStopped } = withResolvers<EmbeddedStoreError | undefined>();
  let isClosed = false;
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') ready.resolve(message.socketPath);
    else if (message.kind === 'failed') ready.reject(new EmbeddedStoreError(message.code, message.message));
    else if (message.kind === 'closed') isClosed = true;
    else onError(Object.assign(new Error(message.message), { stack: message.stack ?? message.message }));
  });
  worker.on('error', (error) => {
    onError(error as Error);
    ready.reject(
      new EmbeddedStoreError('STORE_STOPPED', 'Expected the embedded store to start, but its thread failed', {
        cause: error,
      }),
    );
  });
  worker.on('exit', () => {
    const died = new EmbeddedStoreError('STORE_STOPPED', 'Expected the embedded store to run, but its thread ended');
    ready.reject(died);
    resolveStopped(isClosed ? undefined : died);
  });
  const socketPath = await ready.promise;
  return {
    uri: uriOf(socketPath),
    stopped,
    close: async () => {
      worker.postMessage('close');
      await stopped;
    },
  };
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
