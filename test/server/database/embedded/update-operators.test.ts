import { Decimal128, Double, Long, Timestamp } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;
interface Options {
  readonly q?: Row;
  readonly arrayFilters?: readonly Row[];
  readonly upsert?: boolean;
}

async function update(before: Row, u: Row | Row[], { q = {}, ...options }: Options = {}): Promise<Row> {
  await kit.command({ drop: 'u' });
  await kit.command({ insert: 'u', documents: [{ _id: 1, ...before }] });
  const answer = await kit.command({ update: 'u', updates: [{ q: { _id: 1, ...q }, u, ...options }] });
  const [failure] = (answer.writeErrors ?? []) as Row[];
  if (failure) return failure;
  const [after = {}] = await kit.documents({ find: 'u' });
  const { _id, ...rest } = after;
  return rest;
}

const CASES: [title: string, before: Row, change: Row | Row[], expected: Row, options?: Options][] = [
  ['$set makes the documents on the way', { a: 1 }, { $set: { 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
  ['$set fills an array up with nulls', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  [
    '$set adds new fields in the order of their names (manual: $set)',
    {},
    { $set: { c: 1, a: 2, b: 3 } },
    { a: 2, b: 3, c: 1 },
  ],
  [
    '$unset removes fields, and leaves null in arrays (manual: $unset)',
    { a: 1, b: [1, 2] },
    { $unset: { a: '', 'b.0': '' } },
    { b: [null, 2] },
  ],
  ['$inc and $mul, also of missing fields', { a: 5 }, { $inc: { a: -2, b: 3 }, $mul: { c: 4 } }, { a: 3, b: 3, c: 0 }],
  [
    '$min and $max compare across types',
    { a: 5, b: 5, c: 5 },
    { $min: { a: 3, b: 9 }, $max: { c: 'x', d: 1 } },
    { a: 3, b: 5, c: 'x', d: 1 },
  ],
  ['$rename moves a field to the end', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
  [
    '$push with $each, $position, $sort and $slice (manual: $push)',
    { a: [5, 1] },
    { $push: { a: { $each: [4, 2], $sort: 1, $slice: 3 } } },
    { a: [1, 2, 4] },
  ],
  ['$push at a position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }],
  [
    '$push sorts documents by a field',
    { a: [{ s: 3 }, { s: 1 }] },
    { $push: { a: { $each: [{ s: 2 }], $sort: { s: -1 } } } },
    { a: [{ s: 3 }, { s: 2 }, { s: 1 }] },
  ],
  [
    '$addToSet adds what is not there',
    { a: [1, { x: 1 }] },
    { $addToSet: { a: { $each: [1, { x: 1 }, 2] } } },
    { a: [1, { x: 1 }, 2] },
  ],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by a query on documents', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop from either end', { a: [1, 2, 3], b: [1, 2, 3] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2, 3] }],
  ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  [
    '$ is the element that the query matched (manual: $ (update))',
    { a: [{ g: 80 }, { g: 85 }] },
    { $set: { 'a.$.g': 0 } },
    { a: [{ g: 80 }, { g: 0 }] },
    { q: { 'a.g': 85 } },
  ],
  [
    '$ with $elemMatch',
    {
      a: [
        { g: 80, m: 1 },
        { g: 85, m: 2 },
      ],
    },
    { $inc: { 'a.$.m': 1 } },
    {
      a: [
        { g: 80, m: 1 },
        { g: 85, m: 3 },
      ],
    },
    { q: { a: { $elemMatch: { g: 85, m: 2 } } } },
  ],
  ['$[] is every element', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[name] is every element that its filter accepts',
    { a: [{ g: 1 }, { g: 9 }] },
    { $set: { 'a.$[big].g': 0 } },
    { a: [{ g: 1 }, { g: 0 }] },
    { arrayFilters: [{ 'big.g': { $gt: 5 } }] },
  ],
  [
    '$setOnInsert does nothing to what is there',
    { a: 1 },
    { $setOnInsert: { a: 2 }, $set: { b: 1 } },
    { a: 1, b: 1 },
    { upsert: true },
  ],
  ['a replacement keeps only the id', { a: 1 }, { b: 2 }, { b: 2 }],
  [
    'a pipeline computes from the document',
    { a: 2, b: 3 },
    [{ $set: { c: { $multiply: ['$a', '$b'] } } }, { $unset: 'a' }],
    { b: 3, c: 6 },
  ],
];

describe('update operators', () => {
  test.each(CASES)('%s', async (_, before, change, expected, options) => {
    const after = await update(before, change, options);
    expect(after).toEqual(expected);
    expect(Object.keys(after)).toEqual(Object.keys(expected));
  });

  test.each<[string, Row, Row, number]>([
    ['two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and what it begins with', { a: 1 }, { $set: { 'a.b': 1, a: 2 } }, 40],
    ['$inc of text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by text', { a: 1 }, { $inc: { a: 'x' } }, 14],
    ['$inc beyond a Long', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
    [
      'arithmetic on Decimal128, which this store does not do',
      { a: Decimal128.fromString('1') },
      { $inc: { a: 1 } },
      238,
    ],
    ['$push to what is no array', { a: 1 }, { $push: { a: 1 } }, 2],
    ['a field below a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['another _id', {}, { $set: { _id: 2 } }, 66],
    ['an empty path', {}, { $set: { '': 1 } }, 56],
    ['$ without a match in the query', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an operator that does not exist', {}, { $foo: { a: 1 } }, 9],
    ['$rename to itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ])('%s is refused with the code of MongoDB', async (_, before, change, code) => {
    expect(await update(before, change)).toMatchObject({ code });
  });

  test('numbers keep the types that MongoDB gives them (manual: $inc, $mul)', async () => {
    const types = async (before: unknown, by: unknown) => {
      await kit.command({ drop: 'u' });
      await kit.command({ insert: 'u', documents: [{ _id: 1, a: before }] });
      await kit.command({ update: 'u', updates: [{ q: {}, u: { $inc: { a: by } } }] });
      const [row] = await kit.documents({
        aggregate: 'u',
        pipeline: [{ $project: { _id: 0, type: { $type: '$a' }, text: { $toString: '$a' } } }],
        cursor: {},
      });
      return row;
    };
    expect(await types(1, 1)).toEqual({ type: 'int', text: '2' });
    expect(await types(2147483647, 1)).toEqual({ type: 'long', text: '2147483648' });
    expect(await types(Long.fromNumber(1), 1)).toEqual({ type: 'long', text: '2' });
    expect(await types(new Double(1), 1)).toEqual({ type: 'double', text: '2' });
    expect(await types(1, 0.5)).toEqual({ type: 'double', text: '1.5' });
    expect(await types(Long.fromString('9007199254740993'), 1)).toEqual({ type: 'long', text: '9007199254740994' });
  });

  test('an upsert starts from the equalities of its query (manual: upsert)', async () => {
    await kit.command({ drop: 'u' });
    const q = { _id: 7, 'a.b': 1, c: { $gt: 5 }, $and: [{ d: { $eq: 'x' } }] };
    const answer = await kit.command({
      update: 'u',
      updates: [{ q, u: { $set: { e: 1 }, $setOnInsert: { f: 2 } }, upsert: true }],
    });
    expect(answer).toMatchObject({ n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] });
    expect(await kit.documents({ find: 'u' })).toEqual([{ _id: 7, a: { b: 1 }, d: 'x', e: 1, f: 2 }]);
  });

  test('multi changes every match, and a write that changes nothing is matched but not modified', async () => {
    await kit.command({ drop: 'u' });
    await kit.command({ insert: 'u', documents: [{ a: 1 }, { a: 1 }, { a: 2 }] });
    expect(
      await kit.command({ update: 'u', updates: [{ q: { a: { $lte: 2 } }, u: { $set: { a: 2 } }, multi: true }] }),
    ).toMatchObject({ n: 3, nModified: 2 });
  });

  test('a failing statement stops an ordered bulk and not an unordered one', async () => {
    for (const [ordered, n] of [
      [true, 1],
      [false, 2],
    ] as const) {
      await kit.command({ drop: 'u' });
      const answer = await kit.command({ insert: 'u', documents: [{ _id: 1 }, { _id: 1 }, { _id: 2 }], ordered });
      expect(answer).toMatchObject({
        ok: 1,
        n,
        writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } }],
      });
    }
  });
});

test('$currentDate sets the time as a date or as a timestamp (manual: $currentDate)', async () => {
  const before = Date.now();
  const after = await update({ a: 1 }, { $currentDate: { a: true, b: { $type: 'date' }, c: { $type: 'timestamp' } } });
  expect((after.a as Date).getTime()).toBeGreaterThanOrEqual(before);
  expect(after.b).toEqual(after.a);
  expect(after.c).toBeInstanceOf(Timestamp);
  expect(await update({}, { $currentDate: { a: { $type: 'year' } } })).toMatchObject({ code: 2 });
});
