import { BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;

async function find(documents: readonly Row[], filter: Row): Promise<unknown[]> {
  await kit.command({ drop: 'q' });
  await kit.command({ insert: 'q', documents: documents.map((document, _id) => ({ _id, ...document })) });
  return (await kit.documents({ find: 'q', filter, sort: { _id: 1 } })).map(({ _id }) => _id);
}

/** Cases follow the pages of MongoDB's manual that are named; numbers are positions of the documents that match. */
const CASES: readonly (readonly [string, readonly Row[], Row, readonly number[]])[] = [
  ['$lte, and a comment', [{ a: 1 }, { a: 2 }, { a: 3 }], { a: { $lte: 2 }, $comment: 'why' }, [0, 1]],
  ['$bitsAllClear by a mask', [{ a: 54 }, { a: 20 }, { a: 20.5 }, { a: 'x' }], { a: { $bitsAllClear: 35 } }, [1]],
  ['$bitsAnySet by positions', [{ a: 54 }, { a: 20 }, { a: 2 }], { a: { $bitsAnySet: [1, 5] } }, [0, 2]],
  ['$bitsAnyClear by positions', [{ a: 54 }, { a: 20 }, { a: 2 }], { a: { $bitsAnyClear: [1, 5] } }, [1, 2]],
  [
    '$eq finds a value, an element of an array, and an array as a whole',
    [{ a: 1 }, { a: [1, 2] }, { a: [2] }, { a: [[1, 2]] }],
    { a: { $eq: 1 } },
    [0, 1],
  ],
  [
    '$eq with an array finds it as a whole and as an element (manual: $eq)',
    [{ a: ['A', 'B'] }, { a: [['A', 'B'], 'C'] }, { a: ['B', 'A'] }],
    { a: ['A', 'B'] },
    [0, 1],
  ],
  [
    '$eq with a document compares its fields in order (manual: Query on Embedded Documents)',
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
    { a: { x: 1, y: 2 } },
    [0],
  ],
  [
    'null finds null and missing fields (manual: Query for Null)',
    [{ a: null }, {}, { a: 0 }, { a: [null] }, { a: [] }],
    { a: null },
    [0, 1, 3],
  ],
  [
    'null below an array asks its documents only',
    [{ a: [{ b: 1 }, {}] }, { a: [{ b: 1 }] }, { a: [] }, { a: 5 }, { a: [1] }],
    { 'a.b': null },
    [0, 3],
  ],
  [
    '$ne is the opposite of $eq, missing fields included',
    [{ a: 1 }, { a: [1, 2] }, { a: 2 }, {}],
    { a: { $ne: 1 } },
    [2, 3],
  ],
  [
    '$gt stays within the type (manual: Comparison)',
    [{ a: 1 }, { a: 3 }, { a: '5' }, { a: new Date(9) }, { a: null }],
    { a: { $gt: 1 } },
    [1],
  ],
  ['$gt on an array asks for any element', [{ a: [1, 5] }, { a: [1, 2] }], { a: { $gt: 4 } }, [0]],
  ['$gte null is $eq null', [{ a: null }, {}, { a: 1 }], { a: { $gte: null } }, [0, 1]],
  [
    '$lt and $gte of dates',
    [{ a: new Date(1) }, { a: new Date(5) }, { a: 3 }],
    { a: { $gte: new Date(1), $lt: new Date(5) } },
    [0],
  ],
  [
    'numbers compare across Int32, Double, Long and Decimal128',
    [{ a: 2 }, { a: new Double(2) }, { a: Long.fromNumber(2) }, { a: Decimal128.fromString('2.00') }, { a: 2.1 }],
    { a: 2 },
    [0, 1, 2, 3],
  ],
  [
    'a Decimal128 is not the Double that looks like it',
    [{ a: 0.1 }, { a: Decimal128.fromString('0.1') }, { a: 0.5 }, { a: Decimal128.fromString('0.5') }],
    { a: { $in: [0.1, 0.5] } },
    [0, 2, 3],
  ],
  [
    'Longs beyond 2^53 are told apart',
    [{ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }],
    { a: { $gt: 9007199254740992 } },
    [0],
  ],
  ['NaN equals itself and is in no range', [{ a: Number.NaN }, { a: 1 }], { a: { $gte: Number.NaN } }, [0]],
  [
    'MinKey and MaxKey are compared with every type',
    [{ a: 1 }, { a: 'x' }, { a: null }, {}],
    { a: { $gt: new MinKey(), $lt: new MaxKey() } },
    [0, 1, 2],
  ],
  [
    'strings compare by code points, also beyond U+FFFF',
    [{ a: '\u{20bb7}' }, { a: '\uff01' }, { a: '甲' }],
    { a: { $gt: '\uff01' } },
    [0],
  ],
  [
    '$in finds values, nulls and patterns (manual: $in)',
    [{ a: 'abc' }, { a: 2 }, {}, { a: 'xbc' }],
    { a: { $in: [new BSONRegExp('^a'), 2, null] } },
    [0, 1, 2],
  ],
  ['$nin is the opposite of $in', [{ a: 1 }, { a: [1, 3] }, { a: 3 }, {}], { a: { $nin: [1, 2] } }, [2, 3]],
  [
    '$and, $or and $nor',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ],
    { $and: [{ $or: [{ a: 1 }, { b: 1 }] }, { $nor: [{ b: 1 }] }] },
    [1],
  ],
  [
    '$not includes documents without the field (manual: $not)',
    [{ a: 1 }, { a: 5 }, {}],
    { a: { $not: { $gt: 2 } } },
    [0, 2],
  ],
  ['$exists', [{ a: null }, {}, { a: [] }], { a: { $exists: true } }, [0, 2]],
  ['$exists false below an array', [{ a: [{ b: 1 }, {}] }, { a: [{}] }, {}], { 'a.b': { $exists: false } }, [1, 2]],
  [
    '$type by alias, number and list',
    [{ a: 1 }, { a: 1.5 }, { a: 'x' }, { a: ['x'] }, { a: Long.fromNumber(1) }],
    { a: { $type: ['string', 16] } },
    [0, 2, 3],
  ],
  ['$type number', [{ a: 1 }, { a: 'x' }, { a: Decimal128.fromString('1') }], { a: { $type: 'number' } }, [0, 2]],
  [
    '$mod cuts to whole numbers (manual: $mod)',
    [{ a: 4 }, { a: 4.9 }, { a: 5 }, { a: -4 }, { a: 'x' }],
    { a: { $mod: [4, 0] } },
    [0, 1, 3],
  ],
  [
    '$regex with options',
    [{ a: 'Hello' }, { a: 'x\nhello' }, { a: 'xhello' }],
    { a: { $regex: '^hello', $options: 'im' } },
    [0, 1],
  ],
  ['$all (manual: $all)', [{ a: [1, 2, 3] }, { a: [1] }, { a: 1 }], { a: { $all: [1, 2] } }, [0]],
  [
    '$all with $elemMatch',
    [
      {
        a: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
      {
        a: [
          { x: 1, y: 4 },
          { x: 3, y: 2 },
        ],
      },
    ],
    { a: { $all: [{ $elemMatch: { x: 1, y: 2 } }, { $elemMatch: { x: 3, y: 4 } }] } },
    [0],
  ],
  [
    '$elemMatch asks one element for all of it (manual: $elemMatch)',
    [{ a: [82, 85, 88] }, { a: [75, 89] }, { a: 82 }],
    { a: { $elemMatch: { $gte: 80, $lt: 85 } } },
    [0],
  ],
  [
    '$elemMatch on documents',
    [
      {
        a: [
          { p: 'x', s: 10 },
          { p: 'y', s: 5 },
        ],
      },
      {
        a: [
          { p: 'x', s: 5 },
          { p: 'y', s: 10 },
        ],
      },
    ],
    { a: { $elemMatch: { p: 'x', s: { $gte: 8 } } } },
    [0],
  ],
  [
    'without $elemMatch different elements may match',
    [
      {
        a: [
          { p: 'x', s: 5 },
          { p: 'y', s: 10 },
        ],
      },
    ],
    { 'a.p': 'x', 'a.s': 10 },
    [0],
  ],
  ['$size', [{ a: [] }, { a: [1] }, { a: 1 }], { a: { $size: 1 } }, [1]],
  ['a position in a path', [{ a: [5, 1] }, { a: [1, 5] }, { a: { 0: 5 } }], { 'a.0': 5 }, [0, 2]],
  [
    '$bitsAllSet and $bitsAnyClear',
    [{ a: 54 }, { a: 20 }, { a: -1 }, { a: 1.5 }],
    { a: { $bitsAllSet: [1, 5] } },
    [0, 2],
  ],
  [
    '$expr compares fields (manual: $expr)',
    [
      { a: 5, b: 3 },
      { a: 1, b: 3 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [0],
  ],
];

describe('query operators', () => {
  test.each(CASES)('%s', async (_, documents, filter, expected) => {
    expect(await find(documents, filter)).toEqual(expected);
  });

  test.each<[string, Row, number]>([
    ['an unknown operator', { a: { $foo: 1 } }, 2],
    ['an unknown top-level operator', { $foo: [] }, 2],
    ['$in without an array', { a: { $in: 1 } }, 2],
    ['$or without clauses', { $or: [] }, 2],
    ['$where', { $where: 'true' }, 238],
    ['$text', { $text: { $search: 'x' } }, 238],
    ['$near', { a: { $near: [0, 0] } }, 238],
    ['$jsonSchema', { $jsonSchema: {} }, 238],
    ['a pattern that is not valid', { a: { $regex: '(' } }, 51091],
    ['an option that patterns do not have', { a: { $regex: 'a', $options: 'q' } }, 51108],
    ['a type that does not exist', { a: { $type: 'text' } }, 2],
    ['$size of a fraction', { a: { $size: 1.5 } }, 2],
  ])('%s is refused with the code of MongoDB', async (_, filter, code) => {
    expect(await kit.command({ find: 'q', filter })).toMatchObject({ ok: 0, code });
  });

  test('sorts across types in the order of the manual (Comparison/Sort Order), missing as null, arrays by their least element', async () => {
    const values = [
      new MaxKey(),
      'b',
      new Date(1),
      true,
      2,
      new MinKey(),
      { x: 1 },
      null,
      new BSONRegExp('a'),
      [3, 9],
      'B',
    ];
    await kit.command({ drop: 'q' });
    await kit.command({ insert: 'q', documents: [...values.map((a, _id) => ({ _id, a })), { _id: 99 }] });
    const sorted = await kit.documents({ find: 'q', sort: { a: 1, _id: 1 } });
    expect(sorted.map(({ _id }) => _id)).toEqual([5, 7, 99, 4, 9, 10, 1, 6, 3, 2, 8, 0]);
  });

  test('sorts and compares strings by a collation when asked to', async () => {
    await kit.command({ drop: 'q' });
    await kit.command({ insert: 'q', documents: ['张', '阿', '李', 'b', 'A'].map((name, _id) => ({ _id, name })) });
    const sorted = await kit.documents({ find: 'q', sort: { name: 1 }, collation: { locale: 'zh' } });
    expect(sorted.map(({ name }) => name).filter((name) => /\p{Script=Han}/u.test(String(name)))).toEqual([
      '阿',
      '李',
      '张',
    ]);
    const found = await kit.documents({ find: 'q', filter: { name: 'a' }, collation: { locale: 'en', strength: 2 } });
    expect(found.map(({ name }) => name)).toEqual(['A']);
  });

  test.each<[string, Row, Row]>([
    ['inclusion', { a: 1 }, { _id: 0, a: 1 }],
    ['inclusion without _id', { a: 1, _id: 0 }, { a: 1 }],
    ['exclusion', { a: 0, c: 0 }, { _id: 0, b: [1, 2, 3] }],
    ['nested fields, through arrays', { 'c.x': 1, _id: 0 }, { c: [{ x: 1 }, { x: 2 }] }],
    ['$slice', { b: { $slice: -1 }, c: 0 }, { _id: 0, a: 1, b: [3] }],
    ['$elemMatch', { c: { $elemMatch: { x: 2 } }, _id: 0 }, { c: [{ x: 2, y: 2 }] }],
    ['computed fields', { _id: 0, d: { $add: ['$a', 1] } }, { d: 2 }],
  ])('projects: %s', async (_, projection, expected) => {
    await kit.command({ drop: 'q' });
    await kit.command({
      insert: 'q',
      documents: [
        {
          _id: 0,
          a: 1,
          b: [1, 2, 3],
          c: [
            { x: 1, y: 1 },
            { x: 2, y: 2 },
          ],
        },
      ],
    });
    expect(await kit.documents({ find: 'q', projection })).toEqual([expected]);
  });

  test('projects the element that matched (manual: $ (projection)) and refuses to mix inclusion with exclusion', async () => {
    await kit.command({ drop: 'q' });
    await kit.command({ insert: 'q', documents: [{ _id: 0, b: [1, 5, 9] }] });
    expect(await kit.documents({ find: 'q', filter: { b: { $gt: 3 } }, projection: { 'b.$': 1 } })).toEqual([
      { _id: 0, b: [5] },
    ]);
    expect(await kit.command({ find: 'q', projection: { a: 1, b: 0 } })).toMatchObject({ ok: 0, code: 31254 });
  });
});
