import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import type { Clock } from '../http/deps.js';

/**
 * Long work that is a document: `running` until it says otherwise. A process takes it by lease (D23): an indexed `find`,
 * then a conditional update on `{tenantId, _id, fence}` that raises the fence. Each save renews the lease, and is refused
 * to who has lost it or where somebody cancelled. After a crash the lease runs out, and the work goes on from what was
 * saved last.
 */
export interface LeasedDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly status: string;
  readonly fence: number;
  readonly takeAt: Date;
  readonly attempts: number;
}

export interface Lease<T extends LeasedDocument> {
  /** Writes progress and renews the lease; false: stop, it is not ours any more. */
  save(set: Partial<T>): Promise<boolean>;
  /** The process ends: stop at the next saved place. */
  isStopping(): boolean;
}

export interface Runner {
  /** Does what is due now, one after the other; resolves when nothing is. */
  runDue(): Promise<void>;
  /** Begins soon, without anybody waiting for it. */
  kick(): void;
  /** Stops at the next saved place; the work is taken up by the next process. */
  stop(): Promise<void>;
}

const leaseMs = 60_000;
const maxAttempts = 5;

export function createRunner<T extends LeasedDocument>(parts: {
  readonly model: Model<T>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly what: string;
  run(document: T, lease: Lease<T>): Promise<void>;
  /** What is written when it has failed too often. */
  failed(error: unknown): Partial<T>;
}): Runner {
  const { model, clock, logger, what } = parts;
  let stopping = false;
  let current: Promise<void> | null = null;
  const at = (ms: number) => new Date(clock.now().getTime() + ms);
  const update = async (filter: object, set: object): Promise<boolean> =>
    (await model.updateOne(filter as never, set as never)).matchedCount === 1;

  const takeNext = async (): Promise<T | null> => {
    const found = await model
      .find({ status: 'running', takeAt: { $lte: clock.now() } } as never)
      .sort({ takeAt: 1 })
      .limit(5)
      .lean<T[]>();
    for (const document of found) {
      const { tenantId, _id, fence } = document;
      const held = { fence: fence + 1, takeAt: at(leaseMs), attempts: document.attempts + 1 };
      if (await update({ tenantId, _id, fence, status: 'running' }, { $set: held })) return { ...document, ...held };
    }
    return null;
  };

  const work = async (document: T): Promise<void> => {
    const { tenantId, _id, fence } = document;
    const mine = { tenantId, _id, fence, status: 'running' };
    try {
      await parts.run(document, {
        isStopping: () => stopping,
        save: (set) => update(mine, { $set: { takeAt: at(leaseMs), attempts: 0, ...set } }),
      });
    } catch (error) {
      logger.error({ id: _id, err: error }, `Expected to ${what}, but it failed`);
      const isOver = document.attempts >= maxAttempts;
      await update(mine, { $set: isOver ? parts.failed(error) : { takeAt: at(document.attempts * 2000) } });
      return;
    }
    // Where it stopped half way, the next process need not wait for the lease to run out.
    if (stopping) await update(mine, { $set: { takeAt: at(0) } });
  };

  const round = async (): Promise<void> => {
    while (!stopping) {
      const document = await takeNext();
      if (document === null) return;
      await work(document);
    }
  };

  const runDue = async (): Promise<void> => {
    // One at a time in a process; who comes meanwhile waits for what is there, then looks again.
    while (current !== null) await current;
    current = round().finally(() => {
      current = null;
    });
    await current;
  };

  return {
    runDue,
    kick: () => {
      if (stopping) return;
      runDue().catch((error: unknown) => logger.error({ err: error }, `Expected to ${what}, but it failed`));
    },
    async stop() {
      stopping = true;
      await current?.catch(() => undefined);
    },
  };
}
