import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-kit.js';

let kit: TestStore;
beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.remove());

test('of two connections that race on one rev exactly one wins, every time', async () => {
  const others = await Promise.all([0, 1].map(() => mongoose.createConnection(kit.store.uri('test')).asPromise()));
  const cases = others.map((connection) => connection.collection<{ _id: string; rev: number; by?: number }>('races'));
  await kit.connection.collection<{ _id: string }>('races').insertOne({ _id: 'c', rev: 0 } as never);
  for (let rev = 0; rev < 100; rev++) {
    const results = await Promise.all(
      cases.map((collection, by) => collection.updateOne({ _id: 'c', rev }, { $inc: { rev: 1 }, $set: { by } })),
    );
    const winners = results.flatMap(({ modifiedCount }, by) => (modifiedCount === 1 ? [by] : []));
    expect(winners).toHaveLength(1);
    expect(await cases[0]?.findOne({ _id: 'c' })).toMatchObject({ rev: rev + 1, by: winners[0] });
  }
  await Promise.all(others.map((connection) => connection.close()));
});

test('of many inserts of one unique value exactly one succeeds', async () => {
  const names = kit.connection.collection('names');
  await names.createIndex({ name: 1 }, { unique: true });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => names.insertOne({ name: 'x', n })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 11000 });
  expect(await names.countDocuments()).toBe(1);
});

test('counters incremented by many at once lose nothing', async () => {
  const counters = kit.connection.collection<{ _id: string; n: number }>('counters');
  const given = await Promise.all(
    Array.from({ length: 200 }, () =>
      counters.findOneAndUpdate({ _id: 'k' }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }),
    ),
  );
  expect(new Set(given.map((row) => row?.n))).toEqual(new Set(Array.from({ length: 200 }, (_, n) => n + 1)));
});
