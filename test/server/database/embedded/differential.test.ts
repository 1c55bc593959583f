import fc from 'fast-check';
import { type Collection, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Change,
  type Condition,
  PlainCollection,
  type Query,
  type Row,
  type Sort,
  type Value,
} from './plain-model.js';
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

const scalar: fc.Arbitrary<Value> = fc.constantFrom(0, 1, 2, 3, -1, 2.5, 'a', 'b', '甲', '\u{20bb7}', '\uff01', null);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(fc.constantFrom<Value>(1, 2, 'a', 'b'), { maxLength: 3 }) },
);
const field = fc.constantFrom('a', 'b', 'u');
const id = fc.nat(12);
const fields = fc.dictionary(field, value, { maxKeys: 3 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gt: scalar.filter((item) => item !== null) }),
  fc.record({ $gte: scalar.filter((item) => item !== null), $lte: scalar.filter((item) => item !== null) }),
  fc.record({ $lt: scalar.filter((item) => item !== null) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
);
const plainQuery: fc.Arbitrary<Query> = fc.oneof(
  fc.dictionary(field, condition, { maxKeys: 2 }),
  id.map((_id) => ({ _id })),
);
const query: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: plainQuery },
  { weight: 1, arbitrary: fc.tuple(plainQuery, plainQuery).map(([a, b]) => ({ $or: [a, b] })) },
);
const sort: fc.Arbitrary<Sort> = fc
  .uniqueArray(fc.tuple(field, fc.constantFrom<1 | -1>(1, -1)), { selector: ([name]) => name, maxLength: 2 })
  .map((pairs) => [...pairs, ['_id', 1]]);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ $set: fc.dictionary(field, value, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $unset: fc.dictionary(field, fc.constant(''), { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $inc: fc.dictionary(field, fc.constantFrom(1, -2), { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ $max: fc.dictionary(field, scalar, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ $min: fc.dictionary(field, scalar, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ $push: fc.dictionary(field, scalar, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ $addToSet: fc.dictionary(field, scalar, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ $pull: fc.dictionary(field, fc.constantFrom<Value>(1, 'a', null), { minKeys: 1, maxKeys: 1 }) }),
);

type Rows = Collection<{ _id: number }>;
interface Command {
  readonly title: string;
  readonly onStore: (rows: Rows) => Promise<unknown>;
  readonly onModel: (rows: PlainCollection) => unknown;
}

const asSort = (given: Sort) => given.map(([name, direction]): [string, 1 | -1] => [name, direction]);

const insert = fc.record({ _id: id, row: fields }).map(
  ({ _id, row }): Command => ({
    title: `insert ${JSON.stringify({ _id, ...row })}`,
    onStore: async (rows) => (await rows.insertOne({ _id, ...row })).insertedId,
    onModel: (rows) => {
      rows.insert({ _id, ...row } as Row);
      return _id;
    },
  }),
);
const bulk = fc
  .record({
    items: fc.array(fc.record({ _id: id, row: fields }), { minLength: 1, maxLength: 4 }),
    ordered: fc.boolean(),
  })
  .map(
    ({ items, ordered }): Command => ({
      title: `bulk ${JSON.stringify({ items, ordered })}`,
      onStore: async (rows) => {
        const documents = items.map(({ _id, row }) => ({ insertOne: { document: { _id, ...row } } }));
        return rows.bulkWrite(documents, { ordered }).then(
          ({ insertedCount }) => insertedCount,
          (error: { result: { insertedCount: number } }) => error.result.insertedCount,
        );
      },
      onModel: (rows) => {
        let inserted = 0;
        for (const { _id, row } of items) {
          try {
            rows.insert({ _id, ...row } as Row);
            inserted++;
          } catch {
            if (ordered) break;
          }
        }
        return inserted;
      },
    }),
  );
const find = fc.record({ query, sort, skip: fc.nat(3), limit: fc.nat(4) }).map(
  ({ query: filter, sort: order, skip, limit }): Command => ({
    title: `find ${JSON.stringify({ filter, order, skip, limit })}`,
    onStore: (rows) => rows.find(filter as never, { sort: asSort(order), skip, limit }).toArray(),
    onModel: (rows) => rows.find(filter, { sort: order, skip, limit }),
  }),
);
const count = query.map(
  (filter): Command => ({
    title: `count ${JSON.stringify(filter)}`,
    onStore: (rows) => rows.countDocuments(filter as never),
    onModel: (rows) => rows.find(filter).length,
  }),
);
const update = fc.record({ _id: id, query: plainQuery, change }).map(
  ({ _id, query: filter, change: by }): Command => ({
    title: `updateOne ${JSON.stringify({ _id, filter, by })}`,
    onStore: async (rows) => {
      const { matchedCount, modifiedCount } = await rows.updateOne({ ...filter, _id } as never, by as never);
      return [matchedCount, modifiedCount];
    },
    onModel: (rows) => {
      const { n, nModified } = rows.update({ ...filter, _id }, by);
      return [n, nModified];
    },
  }),
);
/** Only changes that cannot fail half way: the order of a multi update is nobody's promise. */
const updateMany = fc
  .record({
    query,
    by: fc.record({ $set: fc.dictionary(fc.constantFrom('a', 'b'), value, { minKeys: 1, maxKeys: 2 }) }),
  })
  .map(
    ({ query: filter, by }): Command => ({
      title: `updateMany ${JSON.stringify({ filter, by })}`,
      onStore: async (rows) => {
        const { matchedCount, modifiedCount } = await rows.updateMany(filter as never, by as never);
        return [matchedCount, modifiedCount];
      },
      onModel: (rows) => {
        const { n, nModified } = rows.update(filter, by, { multi: true });
        return [n, nModified];
      },
    }),
  );
const findAndModify = fc.record({ query, sort, change, after: fc.boolean() }).map(
  ({ query: filter, sort: order, change: by, after }): Command => ({
    title: `findOneAndUpdate ${JSON.stringify({ filter, order, by, after })}`,
    onStore: (rows) =>
      rows.findOneAndUpdate(filter as never, by as never, {
        sort: asSort(order),
        returnDocument: after ? 'after' : 'before',
      }),
    onModel: (rows) => {
      const changed = rows.update(filter, by, { sort: order });
      return (after ? changed.after : changed.before) ?? null;
    },
  }),
);
const remove = fc.record({ query, _id: id, one: fc.boolean() }).map(
  ({ query: filter, _id, one }): Command => ({
    title: `delete ${JSON.stringify({ filter, _id, one })}`,
    onStore: async (rows) =>
      (one ? await rows.deleteOne({ _id }) : await rows.deleteMany(filter as never)).deletedCount,
    onModel: (rows) => (one ? rows.remove({ _id }, 1) : rows.remove(filter, 0)),
  }),
);
const group = query.map(
  (filter): Command => ({
    title: `group ${JSON.stringify(filter)}`,
    onStore: async (rows) => {
      const stages = [
        { $match: filter as never },
        { $group: { _id: { $type: '$a' }, n: { $sum: 1 }, total: { $sum: '$b' }, least: { $min: '$_id' } } },
        { $sort: { _id: 1 } },
      ];
      return (await rows.aggregate(stages).toArray()).map(({ _id, n, total, least }) => [_id, n, total, least]);
    },
    onModel: (rows) => {
      const groups = new Map<string, [string, number, number, number]>();
      for (const row of rows.find(filter, { sort: [['_id', 1]] })) {
        const type = typeOf(row.a);
        const found = groups.get(type) ?? [type, 0, 0, row._id as number];
        groups.set(type, [type, found[1] + 1, found[2] + (typeof row.b === 'number' ? row.b : 0), found[3]]);
      }
      return [...groups.values()].sort(([a], [b]) => (a < b ? -1 : 1));
    },
  }),
);

function typeOf(given: Value | undefined): string {
  if (given === undefined) return 'missing';
  if (given === null) return 'null';
  if (Array.isArray(given)) return 'array';
  return typeof given === 'string' ? 'string' : Number.isInteger(given) ? 'int' : 'double';
}

const command = fc.oneof(
  { weight: 4, arbitrary: insert },
  bulk,
  { weight: 3, arbitrary: find },
  count,
  { weight: 3, arbitrary: update },
  updateMany,
  findAndModify,
  remove,
  group,
);

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
    { numRuns: process.env.SOAK ? 5000 : 100 },
  );
}, 600_000);
