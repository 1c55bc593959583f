import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command, type Rows } from './differential-commands.js';
import { PlainCollection } from './plain-model.js';
import { runs } from './runs.js';
import { openTestStore, type TestStore } from './store-kit.js';

let kit: TestStore;
/** Real MongoDB, where it is at hand, runs the same commands. */
let real: MongoClient | undefined;
beforeAll(async () => {
  kit = await openTestStore();
  if (process.env.MONGODB_TEST_URI) real = await MongoClient.connect(process.env.MONGODB_TEST_URI);
});
afterAll(async () => {
  await real?.close();
  await kit.remove();
});

async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code === 'number') return { code };
    throw error;
  }
}

test('the same commands give the same documents, counts and error codes as a plain model of an array', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), fc.boolean(), async (commands, indexed) => {
      const stores: Rows[] = [kit.connection.collection('differential') as never];
      if (real) stores.push(real.db('duixian-differential').collection<{ _id: number }>('rows'));
      for (const rows of stores) {
        await rows.drop().catch(() => undefined);
        await rows.createIndex({ u: 1 }, { unique: true });
        if (indexed) await rows.createIndex({ b: 1 });
        if (indexed) await rows.createIndex({ a: -1, _id: 1 });
        const model = new PlainCollection('u');
        for (const { title, onStore, onModel } of commands) {
          const expected = await outcome(() => onModel(model));
          const actual = await outcome(() => onStore(rows));
          expect({ title, result: actual }).toEqual({ title, result: expected });
        }
        expect(await rows.find({}, { sort: { _id: 1 } }).toArray()).toEqual(model.find({}, { sort: [['_id', 1]] }));
      }
    }),
    runs(100, 5000),
  );
}, 600_000);
