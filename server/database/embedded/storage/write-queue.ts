/**
 * Group commit: writes that arrive while the disk is busy share the next transaction, and each is answered after that
 * transaction is on disk. One at a time they run to their end, so that a condition and the write that depends on it are
 * one step: of two writers on the same `rev` exactly one wins.
 */
import { CommandError } from '../errors.js';
import type { Catalogue } from './catalogue.js';

interface Task {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Enough to share a sync, and few enough that a reader does not wait long behind them. */
const MAX_TRANSACTION_MS = 20;

export class WriteQueue {
  #waiting: Task[] = [];
  #scheduled = false;

  constructor(readonly catalogue: Catalogue) {}

  /** Runs `work` in a transaction; resolves with its result once that is on disk. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Resolves when everything asked for so far is done. */
  async idle(): Promise<void> {
    while (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #drain(): void {
    const taken: Task[] = [];
    const outcomes: Outcome[] = [];
    try {
      this.#transaction(() => {
        const end = performance.now() + MAX_TRANSACTION_MS;
        do {
          const task = this.#waiting.shift() as Task;
          taken.push(task);
          outcomes.push(attempt(task));
        } while (this.#waiting.length > 0 && performance.now() < end);
      });
      for (const [index, task] of taken.entries()) settle(task, outcomes[index] as Outcome);
    } catch {
      // One of them broke the transaction, which took the others' writes with it: each has another try of its own.
      this.catalogue.load();
      for (const task of taken) this.#alone(task);
    }
  }

  #alone(task: Task): void {
    let outcome: Outcome | undefined;
    try {
      this.#transaction(() => {
        outcome = attempt(task);
      });
      settle(task, outcome as unknown as Outcome);
    } catch (error) {
      this.catalogue.load();
      settle(task, { ok: false, error: diskError(error) });
    }
  }

  #transaction(work: () => void): void {
    this.catalogue.disk.transaction(() => {
      work();
      this.catalogue.store();
    });
  }
}

/** A command's refusal is an outcome; anything else is thrown, and undoes the transaction. */
function attempt(task: Task): Outcome {
  try {
    return { ok: true, value: task.work() };
  } catch (error) {
    if (error instanceof CommandError && !error.undoes) return { ok: false, error };
    throw error;
  }
}

function settle(task: Task, outcome: Outcome): void {
  if (outcome.ok) task.resolve(outcome.value);
  else task.reject(outcome.error);
}

function diskError(error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error);
  return /MDB_MAP_FULL|No space left/.test(text) ? new CommandError('OutOfDiskSpace', 'The disk is full') : error;
}
