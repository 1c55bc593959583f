import { setImmediate as nextTurn } from 'node:timers/promises';
import mongoose from 'mongoose';

const operations = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'findOneAndUpdate',
  'findOne',
  'find',
  'aggregate',
  'bulkWrite',
  'countDocuments',
  'deleteOne',
  'deleteMany',
] as const;

/** These answer a cursor at once; the others a promise. */
const cursors: ReadonlySet<string> = new Set(['find', 'aggregate']);

/** A database that a process loses sight of in the middle of a command, as if the process had died there. */
export interface DyingDatabase {
  /** The operation of this number, from 1, and all after it are not done and throw. */
  dieAt(operation: number): void;
  /** The next process: everything works again. Answers whether the last one died. */
  revive(): Promise<boolean>;
  /** Puts the driver back as it was. */
  restore(): void;
}

/** Stands between every model and the driver, for all connections of this process. */
export function createDyingDatabase(): DyingDatabase {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's methods are wrapped by name, whatever they take
  const driver = mongoose.mongo.Collection.prototype as any;
  const originals = new Map(operations.map((name) => [name, driver[name]]));
  let left = Number.POSITIVE_INFINITY;
  let hasDied = false;
  for (const [name, original] of originals) {
    driver[name] = function operation(this: unknown, ...args: unknown[]) {
      left -= 1;
      if (left <= 0) {
        hasDied = true;
        const death = new Error('Expected the database to answer, but the process died');
        if (cursors.has(name)) throw death;
        return Promise.reject(death);
      }
      return original.apply(this, args);
    };
  }
  return {
    dieAt(operation) {
      left = operation;
      hasDied = false;
    },
    async revive() {
      // What the dead process had under way beside what failed must fail too, and not come back to life.
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      left = Number.POSITIVE_INFINITY;
      return hasDied;
    },
    restore() {
      for (const [name, original] of originals) driver[name] = original;
    },
  };
}
