/** The thread that `labour.ts` starts: opens one task and answers what it is asked, one question after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerInput, WorkerReply } from './labour.js';
import { tasks } from './tasks.js';

const port = parentPort;
if (!port) throw new Error('Expected to run as a worker thread');
const { name, input } = workerData as WorkerInput;
const opened = tasks[name](input as never) as Promise<(question: unknown) => Promise<unknown>>;
let before: Promise<void> = Promise.resolve();

port.on('message', ({ id, question }: { id: number; question: unknown }) => {
  before = before.then(async () => {
    let reply: WorkerReply;
    try {
      reply = { id, answer: await (await opened)(question) };
    } catch (error) {
      reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(reply);
  });
});
