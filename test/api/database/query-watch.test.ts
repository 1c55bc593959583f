import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase } from '#server/database/connect';
import { openTestDatabase, type TestDatabase } from '../harness.js';
import { type QueryWatch, watchQueries } from '../query-watch.js';

let data: TestDatabase;
let database: Connection;
let watch: QueryWatch;

beforeAll(async () => {
  data = await openTestDatabase();
  database = await connectDatabase(data.uri, { monitorCommands: true });
  watch = watchQueries(database);
});
afterAll(async () => {
  if (data.dropAtEnd) await database.dropDatabase();
  await database.close();
  await data.close();
});

it('names each query that reads a whole collection, and none that an index serves', async () => {
  const rows = database.collection<{ _id: number; n: number; free?: number }>('rows');
  await rows.createIndex({ n: 1 });
  await rows.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: n, n })));
  await rows.find({ n: 3 }).toArray();
  await rows.updateOne({ _id: 3 }, { $set: { free: 1 } });
  await rows.aggregate([{ $match: { n: { $gte: 3 } } }, { $count: 'count' }]).toArray();
  await rows.findOne({});
  expect(await watch.scans()).toEqual([]);

  await rows.find({ free: 1 }).toArray();
  await rows.find({ free: 2 }).toArray();
  await rows.aggregate([{ $match: { free: { $gte: 3 } } }]).toArray();
  await rows.updateMany({ free: 1 }, { $set: { free: 2 } });
  await rows.bulkWrite([{ deleteOne: { filter: { _id: 99 } } }, { deleteMany: { filter: { free: 3 } } }]);
  await rows.findOneAndUpdate({ free: 4 }, { $set: { free: 5 } });
  const titles = (await watch.scans()).map((scan) => scan.split(':')[0]);
  expect(titles.sort()).toEqual([
    'aggregate rows',
    'delete rows free',
    'find rows free',
    'findAndModify rows free',
    'update rows free',
  ]);
});
