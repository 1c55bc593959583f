import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf, openTestStore, type TestStore } from './store-kit.js';

/* Each feature of mongoose that docs/embedded-store.md names, once through the whole stack. */

const { Decimal128, Long, UUID } = mongoose.mongo.BSON;
let kit: TestStore;
beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.remove());

interface Raw {
  readonly big: unknown;
  readonly uuid: InstanceType<typeof UUID>;
  readonly double: { readonly _bsontype: string };
  readonly int: { readonly _bsontype: string };
}

const model = <T = Record<string, unknown>>(definition: object, options: object = {}) =>
  modelOf<T>(kit, definition, options);

test('every schema type is kept: Map, Buffer, UUID, Decimal128, BigInt, Double, Int32, ObjectId, Date, Mixed', async () => {
  const All = model({
    map: { type: Map, of: Number },
    maps: { type: Map, of: new Schema({ code: String, n: Number }, { _id: false }) },
    buffer: Buffer,
    uuid: Schema.Types.UUID,
    decimal: Schema.Types.Decimal128,
    big: BigInt,
    double: Schema.Types.Double,
    int: Schema.Types.Int32,
    id: Schema.Types.ObjectId,
    date: Date,
    mixed: Schema.Types.Mixed,
    flag: Boolean,
    list: [[Number]],
  });
  const id = new mongoose.Types.ObjectId();
  const uuid = new UUID();
  const { _id } = await All.create({
    map: new Map([['zh-CN', 1]]),
    maps: { a: { code: 'x', n: 1 } },
    buffer: Buffer.from([0, 255]),
    uuid,
    decimal: '12345678901234567890.123456789',
    big: 2n ** 60n,
    double: 1,
    int: 7,
    id,
    date: new Date(1),
    mixed: { 任意: [1, { b: null }] },
    flag: false,
    list: [[1], []],
  });
  const found = await All.findById(_id).orFail();
  expect((found.get('map') as Map<string, number>).get('zh-CN')).toBe(1);
  expect(found.toObject()).toMatchObject({
    maps: new Map([['a', { code: 'x', n: 1 }]]),
    big: 2n ** 60n,
    flag: false,
    date: new Date(1),
    mixed: { 任意: [1, { b: null }] },
    list: [[1], []],
  });
  const raw = (await All.collection.findOne({ _id } as never, { promoteValues: false })) as unknown as Raw;
  expect(raw).toMatchObject({ decimal: Decimal128.fromString('12345678901234567890.123456789'), id });
  expect(raw.big).toEqual(Long.fromBigInt(2n ** 60n));
  expect(raw.uuid.toString('hex')).toBe(uuid.toString('hex'));
  expect(raw.double._bsontype).toBe('Double');
  expect(raw.int._bsontype).toBe('Int32');
  await All.updateOne({ _id }, { $set: { 'map.en-US': 2 }, $inc: { 'maps.a.n': 5 } });
  expect(await All.findOne({ 'map.en-US': 2, 'maps.a.n': 6, uuid }).lean()).not.toBeNull();
});

test('timestamps are set on creating and moved on by every kind of update', async () => {
  const Stamped = model<{ n: number; createdAt: Date; updatedAt: Date }>({ n: Number }, { timestamps: true });
  const past = new Date(1000);
  const { _id } = await Stamped.create({ n: 1 });
  const rewind = () => Stamped.collection.updateOne({ _id }, { $set: { createdAt: past, updatedAt: past } });
  const updates = [
    () => Stamped.updateOne({ _id }, { n: 2 }),
    () => Stamped.findOneAndUpdate({ _id }, { n: 3 }),
    () => Stamped.updateMany({ _id }, { $inc: { n: 1 } }),
    () => Stamped.bulkWrite([{ updateOne: { filter: { _id }, update: { n: 5 } } }]),
    async () => (await Stamped.findById(_id).orFail()).set('n', 6).save(),
  ];
  for (const update of updates) {
    await rewind();
    await update();
    const { createdAt, updatedAt } = await Stamped.findById(_id).orFail();
    expect(createdAt).toEqual(past);
    expect(updatedAt.getTime()).toBeGreaterThan(past.getTime());
  }
});

test('populate: one, many, nested, chosen fields, sorted and limited, and through a virtual', async () => {
  const City = kit.connection.model('PopCity', new Schema({ name: String }));
  const unitSchema = new Schema({ name: String, city: { type: Schema.Types.ObjectId, ref: 'PopCity' } });
  unitSchema.virtual('people', {
    ref: 'PopPerson',
    localField: '_id',
    foreignField: 'unit',
    options: { sort: { n: -1 }, limit: 2 },
  });
  const Unit = kit.connection.model('PopUnit', unitSchema);
  const Person = kit.connection.model(
    'PopPerson',
    new Schema({
      n: Number,
      unit: { type: Schema.Types.ObjectId, ref: 'PopUnit' },
      more: [{ type: Schema.Types.ObjectId, ref: 'PopUnit' }],
    }),
  );
  const city = await City.create({ name: '云港市' });
  const [a, b] = await Unit.insertMany([
    { name: '甲', city: city._id },
    { name: '乙', city: city._id },
  ]);
  await Person.insertMany(
    [1, 2, 3].map((n) => ({ n, unit: a?._id, more: [b?._id, a?._id].flatMap((one) => one ?? []) })),
  );
  const person = await Person.findOne({ n: 1 })
    .populate({ path: 'unit', select: 'name city', populate: { path: 'city', select: '-_id name' } })
    .populate('more')
    .orFail();
  expect(person.toObject()).toMatchObject({
    unit: { name: '甲', city: { name: '云港市' } },
    more: [{ name: '乙' }, { name: '甲' }],
  });
  const unit = await Unit.findById(a?._id).populate<{ people: { n: number }[] }>('people').orFail();
  expect(unit.people.map(({ n }) => n)).toEqual([3, 2]);
});

test('discriminators: of a model, and embedded in an array', async () => {
  const Event = model({ at: Date }, { discriminatorKey: 'kind' });
  const Filed = Event.discriminator(`${Event.modelName}Filed`, new Schema({ number: String }), 'filed');
  await Filed.create({ number: 'A1' });
  await Event.create({ at: new Date(0) });
  expect(await Filed.countDocuments()).toBe(1);
  expect((await Event.findOne({ kind: 'filed' }).orFail()).get('number')).toBe('A1');
  const shape = new Schema({ name: String }, { discriminatorKey: 'shape', _id: false });
  const holder = new Schema({ shapes: [shape] });
  (holder.path('shapes') as unknown as { discriminator(name: string, schema: Schema): void }).discriminator(
    'circle',
    new Schema({ r: Number }, { _id: false }),
  );
  const Holder = kit.connection.model('Holder', holder);
  const { _id } = await Holder.create({ shapes: [{ shape: 'circle', name: '圆', r: 2 }] });
  expect(await Holder.findById(_id).lean()).toMatchObject({ shapes: [{ shape: 'circle', name: '圆', r: 2 }] });
});

test('cursors: of a query and of an aggregation, in batches, and closed early', async () => {
  const Row = model<{ n: number }>({ n: Number });
  await Row.insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
  const seen: number[] = [];
  for await (const row of Row.find().sort({ n: 1 }).lean().cursor({ batchSize: 30 })) seen.push(row.n);
  expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => n));
  let sum = 0;
  for await (const row of Row.aggregate<{ n: number }>([{ $match: { n: { $gte: 100 } } }]).cursor({ batchSize: 40 }))
    sum += row.n;
  expect(sum).toBe(26_175);
  const cursor = Row.find().batchSize(10).cursor();
  await cursor.next();
  await cursor.close();
  await Row.find()
    .cursor({ batchSize: 50 })
    .eachAsync(async () => undefined, { parallel: 4 });
});

test('optimistic concurrency: the version key of an array, and of the whole document', async () => {
  const Listed = model({ list: [Number] });
  const { _id } = await Listed.create({ list: [1, 2, 3] });
  const [mine, theirs] = await Promise.all([Listed.findById(_id).orFail(), Listed.findById(_id).orFail()]);
  mine.set('list', [9]);
  await mine.save();
  theirs.set('list.1', 7);
  await expect(theirs.save()).rejects.toMatchObject({ name: 'VersionError' });
});
