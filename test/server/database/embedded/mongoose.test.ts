import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-kit.js';

const { Decimal128, Double, Int32, Long, UUID } = mongoose.mongo.BSON;
let kit: TestStore;
beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.remove());

const caseSchema = new Schema(
  { name: { type: String, unique: true }, n: Number, tags: [String], lines: [{ code: String, cents: Number }] },
  { timestamps: true, optimisticConcurrency: true },
);

describe('mongoose 9 on the embedded store', () => {
  test('creates, finds with sort and limit, updates and counts, and finds it all again after a restart', async () => {
    const Case = kit.connection.model('Case', caseSchema);
    await Case.init();
    await Case.create([
      { name: '甲', n: 1, tags: ['a', 'b'] },
      { name: '乙', n: 2, tags: ['b'] },
      { name: '丙', n: 3, tags: [] },
    ]);
    const found = await Case.find({ tags: 'b' }).sort({ n: -1 }).limit(1).lean();
    expect(found.map(({ name }) => name)).toEqual(['乙']);
    const updated = await Case.findOneAndUpdate(
      { name: '乙' },
      { $inc: { n: 5 }, $push: { tags: 'z' } },
      { returnDocument: 'after' },
    );
    expect(updated).toMatchObject({ n: 7, tags: ['b', 'z'] });
    await kit.restart();
    const again = kit.connection.model('Case', caseSchema);
    expect(await again.countDocuments({ n: { $gte: 3 } })).toBe(2);
    expect(await again.findOne({ name: '乙' }).lean()).toMatchObject({ n: 7, tags: ['b', 'z'] });
  });

  test('answers a duplicate with 11000, keyPattern and keyValue, also inside a bulk', async () => {
    const Unit = kit.connection.model('Unit', new Schema({ code: { type: String, unique: true }, at: Number }));
    await Unit.init();
    await Unit.create({ code: 'A', at: 1 });
    await expect(Unit.create({ code: 'A', at: 2 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { code: 1 },
      keyValue: { code: 'A' },
    });
    const bulk = Unit.bulkWrite(
      [
        { insertOne: { document: { code: 'B', at: 1 } } },
        { insertOne: { document: { code: 'A', at: 3 } } },
        { insertOne: { document: { code: 'C', at: 1 } } },
      ],
      { ordered: false },
    );
    await expect(bulk).rejects.toMatchObject({ code: 11000, result: { insertedCount: 2 } });
    expect((await Unit.find().sort({ code: 1 }).lean()).map(({ code, at }) => [code, at])).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 1],
    ]);
    await expect(Unit.updateOne({ code: 'B' }, { $set: { code: 'A' } })).rejects.toMatchObject({ code: 11000 });
  });

  test('keeps every BSON type as it came', async () => {
    const values = {
      double: new Double(1),
      long: Long.fromString('1152921504606846976'),
      decimal: Decimal128.fromString('0.10'),
      int: new Int32(1),
      text: '𠮷 村\u0000x',
      uuid: new UUID('0123456789abcdef0123456789abcdef'),
      binary: new mongoose.mongo.Binary(Buffer.from([1, 2, 3]), 5),
      date: new Date('2026-11-22T00:00:00.001Z'),
      regex: new mongoose.mongo.BSONRegExp('^a', 'i'),
      timestamp: new mongoose.mongo.Timestamp({ t: 7, i: 9 }),
      min: new mongoose.mongo.MinKey(),
      nothing: null,
      list: [1, [2, { three: new Double(3) }]],
    };
    const types = kit.connection.collection('types');
    await types.insertOne({ _id: 1 as never, ...values });
    await kit.restart();
    const raw = await kit.connection.collection('types').findOne({}, { promoteValues: false, bsonRegExp: true });
    const expected = mongoose.mongo.BSON.deserialize(mongoose.mongo.BSON.serialize({ _id: 1, ...values }), {
      promoteValues: false,
      bsonRegExp: true,
    });
    expect(raw).toEqual(expected);
  });

  test('compares numbers by value whatever their types', async () => {
    const numbers = kit.connection.collection('numbers');
    await numbers.createIndex({ n: 1 }, { unique: true });
    await numbers.insertMany([
      { n: Long.fromString('9007199254740993') },
      { n: new Double(1) },
      { n: Decimal128.fromString('2.5') },
    ]);
    expect(await numbers.countDocuments({ n: 1 })).toBe(1);
    expect(await numbers.countDocuments({ n: Long.fromNumber(1) })).toBe(1);
    expect(await numbers.countDocuments({ n: 2.5 })).toBe(1);
    expect(await numbers.countDocuments({ n: 9007199254740992 })).toBe(0);
    expect(await numbers.countDocuments({ n: { $gt: 9007199254740992 } })).toBe(1);
    await expect(numbers.insertOne({ n: Long.fromNumber(1) })).rejects.toMatchObject({ code: 11000 });
    await numbers.updateOne({ n: 1 }, { $inc: { n: Long.fromNumber(1) } });
    const after = await numbers.findOne({ n: 2 }, { promoteValues: false });
    expect(after?.n).toEqual(new Double(2));
  });

  test('stores files in GridFS and reads them back', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));
    const bucket = new mongoose.mongo.GridFSBucket(kit.connection.db as never);
    const upload = bucket.openUploadStream('证照.pdf', { metadata: { tenant: 't1' } });
    upload.end(bytes);
    await new Promise((resolve, reject) => upload.once('finish', resolve).once('error', reject));
    const chunks: Buffer[] = [];
    for await (const chunk of bucket.openDownloadStream(upload.id)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    await bucket.delete(upload.id);
    expect(await kit.connection.collection('fs.chunks').countDocuments()).toBe(0);
  });

  test('populates references, keeps discriminators apart and virtuals alive', async () => {
    const Tenant = kit.connection.model('Tenant', new Schema({ name: String }));
    const Account = kit.connection.model(
      'Account',
      new Schema({ tenant: { type: Schema.Types.ObjectId, ref: 'Tenant' } }, { discriminatorKey: 'kind' }),
    );
    const Reviewer = Account.discriminator<{ tenant: mongoose.Types.ObjectId; level: number }>(
      'Reviewer',
      new Schema({ level: Number }),
    );
    const tenant = await Tenant.create({ name: '区民政局' });
    await Reviewer.create({ tenant: tenant._id, level: 2 });
    await Account.create({ tenant: tenant._id });
    const [reviewer] = await Reviewer.find().populate<{ tenant: { name: string } }>('tenant');
    expect(reviewer?.tenant.name).toBe('区民政局');
    expect(await Reviewer.countDocuments()).toBe(1);
    expect(await Account.countDocuments()).toBe(2);
  });

  test('refuses a save over a newer version (optimistic concurrency)', async () => {
    const Case = kit.connection.model('Case', caseSchema);
    await Case.create({ name: '版本', n: 1, lines: [{ code: 'x', cents: 1 }] });
    const [mine, theirs] = await Promise.all([Case.findOne({ name: '版本' }), Case.findOne({ name: '版本' })]);
    if (!mine || !theirs) throw new Error('Expected to find the case twice');
    mine.set('n', 2);
    await mine.save();
    theirs.set('n', 3);
    await expect(theirs.save()).rejects.toMatchObject({ name: 'VersionError' });
    expect(await Case.findOne({ name: '版本' }).lean()).toMatchObject({ n: 2 });
  });

  test('streams a cursor over many batches in order, and closes it early', async () => {
    const rows = kit.connection.collection<{ _id: number; pad: string }>('rows');
    // Ids of our own: an ObjectId's counter wraps, and its clock may be set back.
    await rows.insertMany(Array.from({ length: 2500 }, (_, n) => ({ _id: n, pad: 'x'.repeat(100) })));
    const seen: number[] = [];
    for await (const row of rows.find().sort({ _id: 1 }).batchSize(300)) seen.push(row._id);
    expect(seen).toEqual(Array.from({ length: 2500 }, (_, n) => n));
    const cursor = rows.find().batchSize(10);
    await cursor.next();
    await cursor.close();
    const status = await kit.connection.db?.command({ serverStatus: 1 });
    expect(status?.metrics.cursor.open.total).toBe(0);
  });

  test('keeps indexes in step with the schema (syncIndexes)', async () => {
    const first = kit.connection.model('Synced', new Schema({ a: { type: Number, index: true } }));
    await first.init();
    kit.connection.deleteModel('Synced');
    const second = kit.connection.model('Synced', new Schema({ b: { type: Number, index: true } }));
    await second.init();
    expect(await second.syncIndexes()).toEqual(['a_1']);
    expect((await second.listIndexes()).map(({ name }: { name: string }) => name).sort()).toEqual(['_id_', 'b_1']);
  });

  test('refuses transactions with the code of a standalone', async () => {
    const session = await kit.connection.startSession();
    session.startTransaction();
    await expect(kit.connection.collection('rows').insertOne({ n: -1 }, { session })).rejects.toMatchObject({
      originalError: { code: 20, codeName: 'IllegalOperation' },
    });
    await session.endSession();
  });

  test('answers commands and operators it does not know with the codes of MongoDB', async () => {
    const rows = kit.connection.collection('rows');
    await expect(kit.connection.db?.command({ fsync: 1 })).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
    });
    await expect(rows.findOne({ n: { $foo: 1 } } as never)).rejects.toMatchObject({ code: 2 });
    await expect(rows.updateOne({ n: 1 }, { $foo: { n: 1 } } as never)).rejects.toMatchObject({ code: 9 });
    await expect(rows.aggregate([{ $foo: 1 }]).toArray()).rejects.toMatchObject({ code: 40324 });
    await expect(rows.aggregate([{ $project: { x: { $foo: 1 } } }]).toArray()).rejects.toMatchObject({ code: 168 });
    await expect(kit.connection.db?.command({ find: 'rows', foo: 1 })).rejects.toMatchObject({ code: 40415 });
  });
});
