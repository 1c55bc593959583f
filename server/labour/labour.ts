import { Worker } from 'node:worker_threads';
import { type Handler, type TaskAnswer, type TaskInput, type TaskName, type TaskQuestion, tasks } from './tasks.js';

/*
 * Long computing work in a thread of its own, so that it stalls no request. The thread holds no database and no secrets: it
 * is asked, and answers. Who asks sets the pace, so that nothing piles up between the two.
 */

export interface Labour<Name extends TaskName> {
  /** Rejects when the thread has ended or the work broke. */
  ask(question: TaskQuestion<Name>): Promise<TaskAnswer<Name>>;
  end(): Promise<void>;
}

export type WorkerInput = { readonly name: TaskName; readonly input: unknown };
export type WorkerReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

/** Memory of one thread; a file that needs more fails alone. */
const maxOldGenerationSizeMb = 512;

export async function startLabour<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<Labour<Name>> {
  // A worker cannot load TypeScript; under the test runner the same code runs in this thread.
  return import.meta.url.endsWith('.ts') ? startHere(name, input) : startWorker(name, input);
}

async function startHere<Name extends TaskName>(name: Name, input: TaskInput<Name>): Promise<Labour<Name>> {
  // The union of the tasks' types is not correlated by name for the compiler.
  const handler = (await tasks[name](input as never)) as Handler<TaskQuestion<Name>, TaskAnswer<Name>>;
  return { ask: (question) => handler(question), end: async () => undefined };
}

function startWorker<Name extends TaskName>(name: Name, input: TaskInput<Name>): Labour<Name> {
  const workerInput: WorkerInput = { name, input };
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: workerInput,
    resourceLimits: { maxOldGenerationSizeMb },
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: unknown): void }>();
  let next = 0;
  let ended: Error | null = null;
  const endAll = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (reply: WorkerReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asked?.reject(new Error(reply.error));
    else asked?.resolve(reply.answer);
  });
  worker.on('error', (error) => endAll(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => endAll(new Error(`Expected the thread for ${name} to answer, but it ended`)));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        const id = next++;
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
        worker.postMessage({ id, question });
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
