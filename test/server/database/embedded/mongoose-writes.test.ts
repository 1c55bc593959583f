import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf, openTestStore, type TestStore } from './store-kit.js';

/* Writing through mongoose, and what is refused: goes on from mongoose-features. */

let kit: TestStore;
beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.remove());

const model = <T = Record<string, unknown>>(definition: object, options: object = {}) =>
  modelOf<T>(kit, definition, options);

test('bulkWrite of every kind, ordered and not, bulkSave and insertMany with its failures', async () => {
  const Row = model<{ code: string; n: number }>({ code: { type: String, unique: true }, n: Number });
  await Row.init();
  const result = await Row.bulkWrite([
    { insertOne: { document: { code: 'a', n: 1 } } },
    { updateOne: { filter: { code: 'b' }, update: { $set: { n: 2 } }, upsert: true } },
    { updateMany: { filter: { n: { $gte: 1 } }, update: { $inc: { n: 10 } } } },
    { replaceOne: { filter: { code: 'a' }, replacement: { code: 'c', n: 5 } } },
    { deleteOne: { filter: { code: 'b' } } },
    { deleteMany: { filter: { code: 'zzz' } } },
  ]);
  expect(result).toMatchObject({
    insertedCount: 1,
    upsertedCount: 1,
    matchedCount: 3,
    modifiedCount: 3,
    deletedCount: 1,
  });
  await expect(
    Row.bulkWrite([{ insertOne: { document: { code: 'c' } } }, { insertOne: { document: { code: 'd' } } }]),
  ).rejects.toMatchObject({ code: 11000 });
  expect(await Row.countDocuments()).toBe(1);
  await expect(Row.insertMany([{ code: 'c' }, { code: 'e' }], { ordered: false })).rejects.toMatchObject({
    code: 11000,
  });
  expect(await Row.distinct('code')).toEqual(['c', 'e']);
  const rows = await Row.find().sort({ code: 1 });
  for (const row of rows) row.n = 99;
  expect(await Row.bulkSave(rows)).toMatchObject({ modifiedCount: 2 });
});

test('sub-documents and arrays: saved by what changed, by position and by filter', async () => {
  const Case = model({ lines: [{ code: String, cents: Number }], tags: [String] });
  const { _id } = await Case.create({
    lines: [
      { code: 'a', cents: 1 },
      { code: 'b', cents: 2 },
    ],
    tags: ['x'],
  });
  const found = await Case.findById(_id).orFail();
  const lines = found.get('lines') as mongoose.Types.DocumentArray<{ code: string; cents: number }>;
  (lines[0] as { cents: number }).cents = 10;
  lines.push({ code: 'c', cents: 3 });
  lines[1]?.deleteOne();
  (found.get('tags') as mongoose.Types.Array<string>).addToSet('x', 'y');
  await found.save();
  await Case.updateOne({ _id, 'lines.code': 'c' }, { $set: { 'lines.$.cents': 30 } });
  await Case.updateOne(
    { _id },
    { $inc: { 'lines.$[small].cents': 5 } },
    { arrayFilters: [{ 'small.cents': { $lt: 20 } }] },
  );
  const after = await Case.findById(_id).lean();
  expect(after).toMatchObject({
    lines: [
      { code: 'a', cents: 15 },
      { code: 'c', cents: 30 },
    ],
    tags: ['x', 'y'],
  });
});

test('findOneAnd…: update, replace, delete, with upsert, sort and projection', async () => {
  const Row = model<{ k: string; n: number }>({ k: String, n: Number }, { versionKey: false });
  const upserted = await Row.findOneAndUpdate(
    { k: 'a' },
    { $inc: { n: 1 } },
    { upsert: true, returnDocument: 'after', projection: { n: 1 } },
  ).lean();
  expect(upserted).toMatchObject({ n: 1 });
  expect(upserted).not.toHaveProperty('k');
  await Row.create({ k: 'a', n: 5 });
  expect(await Row.findOneAndUpdate({ k: 'a' }, { n: 6 }, { sort: { n: -1 } }).lean()).toMatchObject({ n: 5 });
  expect(await Row.findOneAndReplace({ n: 6 }, { k: 'b' }, { returnDocument: 'after' }).lean()).not.toHaveProperty('n');
  expect(await Row.findOneAndDelete({ k: 'b' }).lean()).toMatchObject({ k: 'b' });
  expect(await Row.estimatedDocumentCount()).toBe(1);
  expect(await Row.exists({ k: 'b' })).toBeNull();
});

test('indexes: diffed, synced and listed, with unique, sparse, partial and TTL beside the schema', async () => {
  const schema = new Schema({
    a: Number,
    b: { type: String, sparse: true, unique: true },
    at: { type: Date, expires: 60 },
  });
  schema.index({ a: 1, b: -1 }, { partialFilterExpression: { a: { $gt: 0 } } });
  const Indexed = kit.connection.model('Indexed', schema);
  await Indexed.createCollection();
  await Indexed.collection.createIndex({ old: 1 });
  expect(await Indexed.diffIndexes()).toMatchObject({ toDrop: ['old_1'] });
  expect(await Indexed.syncIndexes()).toEqual(['old_1']);
  expect(await Indexed.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
  const listed = (await Indexed.listIndexes()) as { name: string; unique?: boolean; expireAfterSeconds?: number }[];
  expect(listed.map(({ name }) => name).sort()).toEqual(['_id_', 'a_1_b_-1', 'at_1', 'b_1']);
  expect(listed.find(({ name }) => name === 'at_1')).toMatchObject({ expireAfterSeconds: 60 });
});

test('strict schemas refuse unknown fields in documents and in filters, and sanitizeFilter takes operators of a caller for values', async () => {
  const strict = new mongoose.Mongoose();
  strict.set('strict', 'throw');
  strict.set('strictQuery', 'throw');
  strict.set('sanitizeFilter', true);
  const connection = await strict.createConnection(kit.store.uri('test')).asPromise();
  const Account = connection.model('Strict', new strict.Schema({ login: String }));
  await Account.create({ login: 'a' });
  await expect(Account.create({ login: 'b', role: 'admin' } as never)).rejects.toMatchObject({
    name: 'StrictModeError',
  });
  await expect(Account.findOne({ role: 'admin' } as never)).rejects.toMatchObject({ name: 'StrictModeError' });
  await expect(Account.findOne({ login: { $ne: null } })).rejects.toMatchObject({ name: 'CastError' });
  expect(await Account.findOne({ login: strict.trusted({ $ne: null }) }).lean()).toMatchObject({ login: 'a' });
  await connection.close();
});

test('aggregation with a lookup, collations, lean and virtuals', async () => {
  const Part = kit.connection.model('Part', new Schema({ whole: String, n: Number }));
  const Whole = kit.connection.model(
    'Whole',
    new Schema(
      { _id: String, name: String },
      {
        virtuals: {
          loud: {
            get() {
              return `${(this as { name: string }).name}!`;
            },
          },
        },
      },
    ),
  );
  await Whole.create([
    { _id: 'w1', name: 'é' },
    { _id: 'w2', name: 'E' },
  ]);
  await Part.create([
    { whole: 'w1', n: 1 },
    { whole: 'w1', n: 2 },
  ]);
  const joined = await Whole.aggregate([
    { $lookup: { from: Part.collection.name, localField: '_id', foreignField: 'whole', as: 'parts' } },
    { $project: { total: { $sum: '$parts.n' } } },
    { $sort: { _id: 1 } },
  ]);
  expect(joined).toEqual([
    { _id: 'w1', total: 3 },
    { _id: 'w2', total: 0 },
  ]);
  expect(await Whole.find({ name: 'e' }).collation({ locale: 'fr', strength: 1 }).countDocuments()).toBe(2);
  expect((await Whole.findById('w1').orFail()).toObject({ virtuals: true })).toMatchObject({ loud: 'é!' });
});

test('what a standalone has not is refused: transactions, change streams, text search, code in queries', async () => {
  const Row = model<{ n: number }>({ n: Number });
  await Row.create({ n: 1 });
  await expect(
    kit.connection.transaction(async (session) => void (await Row.create([{ n: 2 }], { session }))),
  ).rejects.toMatchObject({ originalError: { code: 20 } });
  expect(await Row.countDocuments()).toBe(1);
  const stream = Row.watch();
  await expect(stream.next()).rejects.toMatchObject({ codeName: 'NotImplemented' });
  await stream.close();
  await expect(Row.find({ $text: { $search: 'x' } })).rejects.toMatchObject({ code: 238 });
  await expect(Row.find({ $where: 'true' } as never)).rejects.toMatchObject({ code: 238 });
});
