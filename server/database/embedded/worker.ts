/** The worker thread that the store runs in, so that no scan and no sync to disk stalls the web server. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedStoreError, type EmbeddedStoreErrorCode } from './errors.js';
import { openStore } from './open-store.js';

export interface WorkerInput {
  readonly dataDir: string;
}

export type WorkerMessage =
  | { readonly kind: 'ready'; readonly socketPath: string }
  | { readonly kind: 'failed'; readonly code: EmbeddedStoreErrorCode; readonly message: string }
  | { readonly kind: 'error'; readonly message: string; readonly stack: string | undefined }
  | { readonly kind: 'closed' };

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread');
const { dataDir } = workerData as WorkerInput;
const send = (message: WorkerMessage): void => port.postMessage(message);

function report(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  send({ kind: 'error', message, stack });
}

try {
  const store = await openStore({ dataDir, report });
  port.once('message', () => {
    store.close().then(
      () => {
        send({ kind: 'closed' });
        port.close();
      },
      (error: unknown) => {
        report(error);
        send({ kind: 'closed' });
        port.close();
      },
    );
  });
  send({ kind: 'ready', socketPath: store.socketPath });
} catch (error) {
  const code = error instanceof EmbeddedStoreError ? error.code : 'DATA_DIR_UNUSABLE';
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  send({ kind: 'failed', code, message: `${error instanceof Error ? error.message : String(error)}${cause}` });
  port.close();
}
