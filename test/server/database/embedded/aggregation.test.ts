import { Decimal128, Double, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aggregateOn, evaluateOn, openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;

/** `then` written out would make the object look like a promise. */
const named = (fields: Row, result: unknown): Row => ({ ...fields, ...Object.fromEntries([['then', result]]) });

const evaluate = (expression: unknown, document: Row = {}) => evaluateOn(kit, expression, document);
const run = (documents: readonly Row[], pipeline: readonly Row[]) => aggregateOn(kit, documents, pipeline);

const at = new Date('2024-02-29T13:14:15.016Z');

describe('expressions', () => {
  test.each<[string, unknown, unknown, Row?]>([
    ['$add of numbers and dates', { $add: ['$d', 1000] }, new Date(at.getTime() + 1000), { d: at }],
    ['$subtract of dates gives a Long of milliseconds', { $type: { $subtract: ['$d', '$d'] } }, 'long', { d: at }],
    ['$add keeps whole numbers whole', { $type: { $add: [1, Long.fromNumber(1)] } }, 'long'],
    ['$add of an Int32 that overflows is a Long', { $type: { $add: [2147483647, 1] } }, 'long'],
    ['$multiply and $divide', [{ $multiply: [3, '$a'] }, { $divide: [7, 2] }], [12, 3.5], { a: 4 }],
    ['$mod, $abs, $ceil, $floor', [{ $mod: [-7, 3] }, { $abs: -4 }, { $ceil: 1.2 }, { $floor: -1.2 }], [-1, 4, 2, -2]],
    [
      '$round is half to even, $trunc cuts',
      [{ $round: 2.5 }, { $round: 3.5 }, { $round: [2.675, 2] }, { $trunc: [-7.85, 1] }, { $round: [19, -1] }],
      [2, 4, 2.68, -7.8, 20],
    ],
    [
      '$pow, $sqrt, $ln, $log, $exp',
      [{ $pow: [2, 10] }, { $sqrt: 9 }, { $ln: 1 }, { $log: [8, 2] }, { $exp: 0 }],
      [1024, 3, 0, 3, 1],
    ],
    ['a null makes arithmetic null', [{ $add: [1, null] }, { $multiply: ['$missing', 2] }], [null, null]],
    ['$sum and $avg pass over what is no number', [{ $sum: [1, 'x', 2, null] }, { $avg: [[1, 2, 6]] }], [3, 3]],
    [
      '$cmp, $eq, $gt compare every type',
      [{ $cmp: [1, 'a'] }, { $eq: [1, new Double(1)] }, { $gt: ['b', 'a'] }],
      [-1, true, true],
    ],
    ['$and, $or, $not', [{ $and: [1, true] }, { $or: [0, null] }, { $not: [0] }], [true, false, true]],
    ['$cond in both forms', [{ $cond: [true, 1, 2] }, { $cond: named({ if: 0, else: 2 }, 1) }], [1, 2]],
    ['$ifNull', { $ifNull: ['$a', '$b', 'x'] }, 'x', { a: null }],
    [
      '$switch',
      { $switch: { branches: [named({ case: { $gt: ['$a', 5] } }, 'big')], default: 'small' } },
      'small',
      { a: 3 },
    ],
    ['$let', { $let: { vars: { x: 2 }, in: { $add: ['$$x', '$a'] } } }, 5, { a: 3 }],
    [
      '$map, $filter, $reduce',
      [
        { $map: { input: '$l', as: 'x', in: { $add: ['$$x', 1] } } },
        { $filter: { input: '$l', cond: { $gt: ['$$this', 1] } } },
        { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
      ],
      [[2, 3, 4], [2, 3], 6],
      { l: [1, 2, 3] },
    ],
    [
      '$arrayElemAt, $first, $last, $slice',
      [{ $arrayElemAt: ['$l', -1] }, { $first: '$l' }, { $last: '$l' }, { $slice: ['$l', 1, 1] }],
      [3, 1, 3, [2]],
      { l: [1, 2, 3] },
    ],
    [
      '$size, $in, $indexOfArray, $isArray',
      [{ $size: '$l' }, { $in: [2, '$l'] }, { $indexOfArray: ['$l', 3] }, { $isArray: ['$l'] }],
      [3, true, 2, true],
      { l: [1, 2, 3] },
    ],
    [
      '$concatArrays, $reverseArray, $range',
      [{ $concatArrays: [[1], [2]] }, { $reverseArray: [[1, 2]] }, { $range: [0, 6, 2] }],
      [
        [1, 2],
        [2, 1],
        [0, 2, 4],
      ],
    ],
    [
      '$sortArray, $zip',
      [
        { $sortArray: { input: [3, 1, 2], sortBy: -1 } },
        {
          $zip: {
            inputs: [
              [1, 2],
              ['a', 'b'],
            ],
          },
        },
      ],
      [
        [3, 2, 1],
        [
          [1, 'a'],
          [2, 'b'],
        ],
      ],
    ],
    [
      '$setUnion, $setIntersection, $setDifference',
      [
        { $setUnion: [[2, 1], [1]] },
        {
          $setIntersection: [
            [1, 2],
            [2, 3],
          ],
        },
        { $setDifference: [[1, 2], [2]] },
      ],
      [[1, 2], [2], [1]],
    ],
    [
      '$setIsSubset, $setEquals',
      [
        { $setIsSubset: [[1], [1, 2]] },
        {
          $setEquals: [
            [1, 2],
            [2, 1, 1],
          ],
        },
      ],
      [true, true],
    ],
    [
      '$objectToArray, $arrayToObject, $mergeObjects',
      [{ $objectToArray: { a: 1 } }, { $arrayToObject: [[['k', 1]]] }, { $mergeObjects: [{ a: 1 }, { b: 2 }] }],
      [[{ k: 'a', v: 1 }], { k: 1 }, { a: 1, b: 2 }],
    ],
    [
      '$getField, $setField',
      [{ $getField: { field: 'a', input: '$o' } }, { $setField: { field: 'b', input: '$o', value: 2 } }],
      [1, { a: 1, b: 2 }],
      { o: { a: 1 } },
    ],
    [
      '$concat, $toUpper, $trim, $split',
      [{ $concat: ['a', 'b'] }, { $toUpper: 'aé' }, { $trim: { input: ' x ' } }, { $split: ['a-b', '-'] }],
      ['ab', 'Aé', 'x', ['a', 'b']],
    ],
    [
      '$substrCP counts characters, $strLenBytes bytes',
      [{ $substrCP: ['\u{20bb7}甲乙', 1, 1] }, { $strLenCP: '\u{20bb7}' }, { $strLenBytes: '甲' }],
      ['甲', 1, 3],
    ],
    [
      '$indexOfCP, $replaceAll, $strcasecmp',
      [
        { $indexOfCP: ['甲乙', '乙'] },
        { $replaceAll: { input: 'a.a', find: '.', replacement: { $literal: '$' } } },
        { $strcasecmp: ['a', 'A'] },
      ],
      [1, 'a$a', 0],
    ],
    [
      '$regexMatch, $regexFind',
      [{ $regexMatch: { input: 'abc', regex: 'B', options: 'i' } }, { $regexFind: { input: '甲a1', regex: '(\\d)' } }],
      [true, { match: '1', idx: 2, captures: ['1'] }],
    ],
    [
      '$type, $toString, $toInt, $toLong',
      [{ $type: '$missing' }, { $toString: 1.5 }, { $toInt: '12' }, { $type: { $toLong: 1 } }],
      ['missing', '1.5', 12, 'long'],
    ],
    [
      '$toDecimal, $toDouble, $toBool',
      [{ $toString: { $toDecimal: '1.10' } }, { $toDouble: Decimal128.fromString('2.5') }, { $toBool: 'x' }],
      ['1.10', 2.5, true],
    ],
    [
      '$toDate, $toObjectId',
      [{ $toDate: '2024-02-29' }, { $toString: { $toObjectId: '5ab9cbfa31c2ab715d42129e' } }],
      [new Date('2024-02-29'), '5ab9cbfa31c2ab715d42129e'],
    ],
    ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
    [
      'parts of a date in a time zone',
      [
        { $year: '$d' },
        { $hour: { date: '$d', timezone: 'Asia/Shanghai' } },
        { $dayOfMonth: { date: '$d', timezone: '+12:00' } },
        { $dayOfWeek: '$d' },
        { $dayOfYear: '$d' },
      ],
      [2024, 21, 1, 5, 60],
      { d: at },
    ],
    [
      '$week and $isoWeek at the turn of a year',
      [
        { $week: new Date('2021-01-01') },
        { $isoWeek: new Date('2021-01-01') },
        { $toInt: { $isoWeekYear: new Date('2021-01-01') } },
        { $isoDayOfWeek: new Date('2021-01-03') },
      ],
      [0, 53, 2020, 7],
    ],
    [
      '$dateToString',
      { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M:%S.%L %z', timezone: 'Asia/Shanghai' } },
      '2024-02-29 21:14:15.016 +0800',
      { d: at },
    ],
    [
      '$dateFromString and $dateFromParts in a time zone',
      [
        { $dateFromString: { dateString: '2024-02-29', timezone: 'Asia/Shanghai' } },
        { $dateFromParts: { year: 2024, month: 14, day: 1, timezone: '+08:00' } },
      ],
      [new Date('2024-02-28T16:00:00Z'), new Date('2025-01-31T16:00:00Z')],
    ],
    [
      '$dateAdd keeps to the month',
      { $dateAdd: { startDate: new Date('2024-01-31'), unit: 'month', amount: 1 } },
      new Date('2024-02-29'),
    ],
    [
      '$dateDiff counts borders',
      {
        $toInt: {
          $dateDiff: { startDate: new Date('2023-12-31T23:00Z'), endDate: new Date('2024-01-01T01:00Z'), unit: 'year' },
        },
      },
      1,
    ],
    [
      '$dateTrunc',
      [
        { $dateTrunc: { date: '$d', unit: 'month', timezone: 'Asia/Shanghai' } },
        { $dateTrunc: { date: '$d', unit: 'week', startOfWeek: 'monday' } },
        { $dateTrunc: { date: '$d', unit: 'hour', binSize: 6 } },
      ],
      [new Date('2024-01-31T16:00Z'), new Date('2024-02-26'), new Date('2024-02-29T12:00Z')],
      { d: at },
    ],
    ['a path through an array gives an array', '$l.x', [1, 2], { l: [{ x: 1 }, { y: 0 }, { x: 2 }] }],
    ['$literal is not looked into', { $literal: '$a' }, '$a'],
    ['$$REMOVE leaves the field out', { $cond: [true, '$$REMOVE', 1] }, undefined],
  ])('%s', async (_, expression, expected, document) => {
    expect(await evaluate(expression, document)).toEqual(expected);
  });

  test.each<[string, unknown, number]>([
    ['an operator that does not exist', { $foo: 1 }, 168],
    ['an operator that the store does not have', { $toHashedIndexKey: 1 }, 238],
    ['a variable that does not exist', '$$x', 17276],
    ['two operators in one', { $add: [1], $subtract: [1, 2] }, 15983],
    ['division by zero', { $divide: [1, 0] }, 2],
    ['text as a number', { $add: [1, 'x'] }, 16554],
    ['arithmetic on Decimal128', { $add: [Decimal128.fromString('1'), 1] }, 238],
    ['a conversion that cannot be', { $toInt: 'x' }, 241],
    ['a time zone that does not exist', { $hour: { date: at, timezone: 'Mars/Base' } }, 40485],
    ['$switch without a match', { $switch: { branches: [named({ case: false }, 1)] } }, 40066],
  ])('%s is refused with the code of MongoDB', async (_, expression, code) => {
    expect(await evaluate(expression)).toEqual({ code });
  });
});

describe('stages', () => {
  const orders = [
    { item: 'a', price: 10, tags: ['x', 'y'] },
    { item: 'b', price: 20, tags: [] },
    { item: 'a', price: 5, tags: ['y'] },
    { item: 'c' },
  ];

  test('$match, $sort, $skip, $limit, $project, $addFields, $unset', async () => {
    const rows = await run(orders, [
      { $match: { price: { $gte: 5 } } },
      { $sort: { price: -1 } },
      { $skip: 1 },
      { $limit: 1 },
      { $addFields: { 'x.y': '$price' } },
      { $unset: ['tags', '_id'] },
    ]);
    expect(rows).toEqual([{ item: 'a', price: 10, x: { y: 10 } }]);
    expect(
      await run(orders, [{ $limit: 1 }, { $project: { _id: 0, double: { $multiply: ['$price', 2] }, item: 1 } }]),
    ).toEqual([{ item: 'a', double: 20 }]);
  });

  test('$group with every accumulator, equal numbers of different types in one group', async () => {
    const rows = await run(orders, [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$item',
          n: { $sum: 1 },
          sum: { $sum: '$price' },
          avg: { $avg: '$price' },
          min: { $min: '$price' },
          max: { $max: '$price' },
          first: { $first: '$price' },
          last: { $last: '$price' },
          all: { $push: '$price' },
          count: { $count: {} },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    expect(rows).toEqual([
      { _id: 'a', n: 2, sum: 15, avg: 7.5, min: 5, max: 10, first: 10, last: 5, all: [10, 5], count: 2 },
      { _id: 'b', n: 1, sum: 20, avg: 20, min: 20, max: 20, first: 20, last: 20, all: [20], count: 1 },
      { _id: 'c', n: 1, sum: 0, avg: null, min: null, max: null, first: null, last: null, all: [], count: 1 },
    ]);
    const types = await run(
      [{ k: 1 }, { k: new Double(1) }, { k: Long.fromNumber(1) }, {}],
      [{ $group: { _id: '$k', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    );
    expect(types).toEqual([
      { _id: null, n: 1 },
      { _id: 1, n: 3 },
    ]);
  });

  test('$sum is exact over Longs and keeps their type', async () => {
    const rows = await run(
      [{ n: Long.fromString('9007199254740993') }, { n: 1 }],
      [
        { $group: { _id: null, sum: { $sum: '$n' } } },
        { $project: { _id: 0, text: { $toString: '$sum' }, type: { $type: '$sum' } } },
      ],
    );
    expect(rows).toEqual([{ text: '9007199254740994', type: 'long' }]);
  });

  test('$unwind with its options', async () => {
    expect((await run(orders, [{ $unwind: '$tags' }])).map(({ tags }) => tags)).toEqual(['x', 'y', 'y']);
    const kept = await run(orders, [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $project: { _id: 0, tags: 1, i: 1 } },
    ]);
    expect(kept.map(({ tags, i }) => [tags, i === null ? null : Number(i)])).toEqual([
      ['x', 0],
      ['y', 1],
      [undefined, null],
      ['y', 0],
      [undefined, null],
    ]);
  });

  test('$lookup by fields, by pipeline, and by both', async () => {
    await kit.command({ drop: 'items' });
    await kit.command({
      insert: 'items',
      documents: [
        { _id: 'a', stock: 3 },
        { _id: 'b', stock: 0 },
      ],
    });
    const joined = await run(orders.slice(0, 2), [
      { $lookup: { from: 'items', localField: 'item', foreignField: '_id', as: 'found' } },
    ]);
    expect(joined.map(({ found }) => found)).toEqual([[{ _id: 'a', stock: 3 }], [{ _id: 'b', stock: 0 }]]);
    const piped = await run(orders.slice(0, 2), [
      {
        $lookup: {
          from: 'items',
          let: { i: '$item' },
          pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$_id', '$$i'] }, { $gt: ['$stock', 0] }] } } }],
          as: 'found',
        },
      },
    ]);
    expect(piped.map(({ found }) => (found as unknown[]).length)).toEqual([1, 0]);
    const both = await run(orders.slice(0, 2), [
      {
        $lookup: {
          from: 'items',
          localField: 'item',
          foreignField: '_id',
          pipeline: [{ $match: { stock: { $gt: 0 } } }],
          as: 'found',
        },
      },
    ]);
    expect(both.map(({ found }) => (found as unknown[]).length)).toEqual([1, 0]);
  });

  test('$facet, $bucket, $sortByCount, $count, $replaceRoot, $unionWith', async () => {
    const [facets] = await run(orders, [
      { $facet: { n: [{ $count: 'n' }], items: [{ $sortByCount: '$item' }, { $limit: 1 }] } },
    ]);
    expect(facets).toEqual({ n: [{ n: 4 }], items: [{ _id: 'a', count: 2 }] });
    expect(
      await run(orders, [
        { $match: { price: { $exists: true } } },
        { $bucket: { groupBy: '$price', boundaries: [0, 10, 20], default: 'more' } },
      ]),
    ).toEqual([
      { _id: 0, count: 1 },
      { _id: 10, count: 1 },
      { _id: 'more', count: 1 },
    ]);
    expect(await run([{ o: { a: 1 } }], [{ $replaceRoot: { newRoot: '$o' } }])).toEqual([{ a: 1 }]);
    expect(await run([{ a: 1 }], [{ $unionWith: 'items' }, { $count: 'n' }])).toEqual([{ n: 3 }]);
  });

  test('a pipeline that begins with $match and $sort uses an index', async () => {
    await run(orders, []);
    await kit.command({ createIndexes: 'a', indexes: [{ key: { item: 1, price: -1 }, name: 'i' }] });
    const explained = await kit.command({
      explain: {
        aggregate: 'a',
        pipeline: [{ $match: { item: 'a' } }, { $sort: { price: -1 } }, { $limit: 1 }],
        cursor: {},
      },
      verbosity: 'executionStats',
    });
    expect(explained).toMatchObject({
      queryPlanner: { winningPlan: { inputStage: { stage: 'IXSCAN', indexName: 'i' } } },
      executionStats: { totalDocsExamined: 1 },
    });
  });

  test.each<[string, Row, number]>([
    ['a stage that does not exist', { $foo: 1 }, 40324],
    ['a stage that the store does not have', { $graphLookup: {} }, 238],
    ['an accumulator that does not exist', { $group: { _id: 1, x: { $foo: 1 } } }, 15952],
    ['$group without _id', { $group: { n: { $sum: 1 } } }, 15955],
    ['$limit 0', { $limit: 0 }, 15958],
    ['$project of nothing', { $project: {} }, 51272],
    ['$out, which writes', { $out: 'x' }, 238],
  ])('%s is refused with the code of MongoDB', async (_, stage, code) => {
    expect(await kit.command({ aggregate: 'a', pipeline: [stage], cursor: {} })).toMatchObject({ ok: 0, code });
  });
});

test('object ids and dates in expressions', async () => {
  const id = new ObjectId('65e07a270000000000000000');
  expect(await evaluate({ $toDate: '$i' }, { i: id })).toEqual(id.getTimestamp());
});
