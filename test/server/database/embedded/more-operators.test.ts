import { Decimal128, Double, Long, Timestamp } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aggregateOn, evaluateOn, openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;
const evaluate = (expression: unknown, document: Row = {}) => evaluateOn(kit, expression, document);
const run = (documents: readonly Row[], pipeline: readonly Row[]) => aggregateOn(kit, documents, pipeline);

describe('bits and sizes (manual: Bitwise Operators, $bsonSize, $binarySize, $tsSecond)', () => {
  test.each<[string, unknown, unknown, Row?]>([
    ['$bitAnd, $bitOr, $bitXor', [{ $bitAnd: [12, 10] }, { $bitOr: [12, 10] }, { $bitXor: [12, 10] }], [8, 14, 6]],
    ['none at all', [{ $bitAnd: [] }, { $bitOr: [] }, { $bitXor: [] }], [-1, 0, 0]],
    ['$bitNot keeps the type', [{ $bitNot: 5 }, { $type: { $bitNot: Long.fromNumber(5) } }], [-6, 'long']],
    ['a Long makes a Long', { $type: { $bitOr: [1, Long.fromNumber(2)] } }, 'long'],
    ['null and missing give null', [{ $bitAnd: [1, null] }, { $bitNot: '$none' }], [null, null]],
    ['a Double is refused', { $bitAnd: [1, new Double(2)] }, { code: 14 }],
    ['$binarySize counts bytes', [{ $binarySize: '兑现' }, { $binarySize: '$b' }], [6, 3], { b: Buffer.from('abc') }],
    ['$binarySize of a number', { $binarySize: 1 }, { code: 51276 }],
    ['$bsonSize', { $bsonSize: '$d' }, 12, { d: { a: 1 } }],
    ['$bsonSize of a text', { $bsonSize: 'x' }, { code: 31393 }],
    [
      '$tsSecond and $tsIncrement',
      [{ $tsSecond: '$t' }, { $tsIncrement: '$t' }, { $tsSecond: null }],
      [7, 9, null],
      { t: new Timestamp({ t: 7, i: 9 }) },
    ],
    ['$tsSecond of a date', { $tsSecond: '$d' }, { code: 5687301 }, { d: new Date(0) }],
  ])('%s', async (_, expression, expected, document) => {
    expect(await evaluate(expression, document)).toEqual(expected);
  });
});

describe('trigonometry (manual: Trigonometry Expression Operators)', () => {
  test.each<[string, unknown, number]>([
    ['$sin', { $sin: Math.PI / 2 }, 1],
    ['$cos', { $cos: 0 }, 1],
    ['$tan', { $tan: Math.PI / 4 }, 1],
    ['$asin', { $asin: 1 }, Math.PI / 2],
    ['$acos', { $acos: 0 }, Math.PI / 2],
    ['$atan', { $atan: 1 }, Math.PI / 4],
    ['$atan2', { $atan2: [1, -1] }, (3 * Math.PI) / 4],
    ['$sinh', { $sinh: 1 }, 1.1752011936438014],
    ['$cosh', { $cosh: 1 }, 1.5430806348152437],
    ['$tanh', { $tanh: 1 }, 0.7615941559557649],
    ['$asinh', { $asinh: 1 }, 0.881373587019543],
    ['$acosh', { $acosh: 2 }, 1.3169578969248166],
    ['$atanh', { $atanh: 0.5 }, 0.5493061443340548],
    ['$degreesToRadians', { $degreesToRadians: 180 }, Math.PI],
    ['$radiansToDegrees', { $radiansToDegrees: Math.PI }, 180],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression)).toBeCloseTo(expected, 12);
    expect(await evaluate({ $type: expression })).toBe('double');
  });

  test('null gives null, and what lies outside of the domain is refused', async () => {
    expect(await evaluate([{ $sin: null }, { $atan2: [1, '$none'] }])).toEqual([null, null]);
    for (const expression of [
      { $asin: 2 },
      { $acos: -2 },
      { $acosh: 0 },
      { $atanh: 2 },
      { $sin: Number.POSITIVE_INFINITY },
    ])
      expect(await evaluate(expression)).toEqual({ code: 50989 });
    expect(await evaluate({ $cos: 'x' })).toEqual({ code: 28765 });
    expect(await evaluate({ $sin: Decimal128.fromString('1') })).toEqual({ code: 238 });
    expect(await evaluate({ $ln: 0 })).toEqual({ code: 28766 });
    expect(await evaluate({ $log10: -1 })).toEqual({ code: 28761 });
    expect(await evaluate({ $sqrt: -1 })).toEqual({ code: 28714 });
  });
});

describe('texts (manual: String Expression Operators)', () => {
  test.each<[string, unknown, unknown]>([
    ['$indexOfBytes counts bytes', [{ $indexOfBytes: ['caféx', 'x'] }, { $indexOfBytes: ['a', 'z'] }], [5, -1]],
    ['$ltrim and $rtrim', [{ $ltrim: { input: ' x ' } }, { $rtrim: { input: 'xyy', chars: 'y' } }], ['x ', 'x']],
    [
      '$regexFindAll',
      { $regexFindAll: { input: '甲1b22', regex: '(\\d)\\d?' } },
      [
        { match: '1', idx: 1, captures: ['1'] },
        { match: '22', idx: 3, captures: ['2'] },
      ],
    ],
    ['$replaceOne', { $replaceOne: { input: 'a.a.', find: '.', replacement: '-' } }, 'a-a.'],
    ['$substr is $substrBytes', [{ $substr: ['hello', 1, 3] }, { $substrBytes: ['甲乙', 3, 3] }], ['ell', '乙']],
    ['$substrBytes within a character', { $substrBytes: ['甲', 1, 1] }, { code: 28656 }],
    ['$toLower', { $toLower: 'AÉ' }, 'aÉ'],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });
});

describe('dates (manual: Date Expression Operators)', () => {
  const d = new Date('2024-02-29T13:14:15.016Z');

  test.each<[string, unknown, unknown]>([
    [
      '$month, $minute, $second, $millisecond',
      [{ $month: '$d' }, { $minute: '$d' }, { $second: '$d' }, { $millisecond: '$d' }],
      [2, 14, 15, 16],
    ],
    [
      '$dateSubtract keeps to the month',
      { $dateSubtract: { startDate: new Date('2024-03-31'), unit: 'month', amount: 1 } },
      new Date('2024-02-29'),
    ],
    [
      '$dateToParts',
      { $dateToParts: { date: '$d', timezone: 'Asia/Shanghai' } },
      { year: 2024, month: 2, day: 29, hour: 21, minute: 14, second: 15, millisecond: 16 },
    ],
    [
      '$dateToParts by ISO weeks',
      { $dateToParts: { date: '$d', iso8601: true } },
      { isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4, hour: 13, minute: 14, second: 15, millisecond: 16 },
    ],
    ['a format of $dateFromString is refused', { $dateFromString: { dateString: '1', format: '%d' } }, { code: 238 }],
    ['ISO weeks of $dateFromParts are refused', { $dateFromParts: { isoWeekYear: 2024 } }, { code: 238 }],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression, { d })).toEqual(expected);
  });
});

describe('arrays, sets, objects, comparison, deviation', () => {
  test.each<[string, unknown, unknown]>([
    [
      '$firstN and $lastN',
      [{ $firstN: { n: 2, input: '$l' } }, { $lastN: { n: 9, input: '$l' } }],
      [
        [2, 4],
        [2, 4, 9],
      ],
    ],
    [
      '$allElementsTrue',
      [{ $allElementsTrue: [[1, 'x']] }, { $allElementsTrue: [[1, null]] }, { $allElementsTrue: [[]] }],
      [true, false, true],
    ],
    [
      '$anyElementTrue',
      [{ $anyElementTrue: [[0, 'x']] }, { $anyElementTrue: [[0, null]] }, { $anyElementTrue: [[]] }],
      [true, false, false],
    ],
    ['$unsetField', { $unsetField: { field: 'a', input: { a: 1, b: 2 } } }, { b: 2 }],
    ['$ne, $lt, $lte', [{ $ne: [1, 1] }, { $lt: [1, 2] }, { $lte: [2, 'a'] }], [false, true, true]],
    ['$stdDevPop', { $stdDevPop: [2, 4, 4, 4, 5, 5, 7, 9] }, 2],
    ['$stdDevSamp', [{ $stdDevSamp: [1, 3] }, { $stdDevSamp: [1] }], [Math.SQRT2, null]],
    [
      '$isNumber',
      [{ $isNumber: 1 }, { $isNumber: '1' }, { $isNumber: Decimal128.fromString('1') }],
      [true, false, true],
    ],
    ['$rand', [{ $type: { $rand: {} } }, { $lt: [{ $rand: {} }, 1] }], ['double', true]],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression, { l: [2, 4, 9] })).toEqual(expected);
  });

  test('accumulators of groups: $addToSet, $firstN, $lastN, $stdDevPop, $stdDevSamp', async () => {
    const accumulators = {
      set: { $addToSet: '$n' },
      first: { $firstN: { n: 2, input: '$n' } },
      last: { $lastN: { n: 2, input: '$n' } },
      whole: { $stdDevPop: '$n' },
      sample: { $stdDevSamp: '$n' },
    };
    const [group] = await run([{ n: 1 }, { n: 3 }, { n: 1 }, { n: 3 }], [{ $group: { _id: null, ...accumulators } }]);
    expect(group).toMatchObject({ first: [1, 3], last: [1, 3], whole: 1 });
    expect(group?.sample).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(new Set((group?.set ?? []) as number[])).toEqual(new Set([1, 3]));
  });

  test('stages: $set, $replaceWith, $sample', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => ({ n }));
    const [first] = await run(rows, [{ $set: { 'o.m': { $add: ['$n', 1] } } }, { $replaceWith: '$o' }]);
    expect(first).toEqual({ m: 1 });
    const sampled = await run(rows, [{ $sample: { size: 5 } }]);
    expect(new Set(sampled.map(({ _id }) => _id)).size).toBe(5);
  });
});

describe('ranked accumulators (manual: $top, $bottom, $topN, $bottomN, $maxN, $minN)', () => {
  const rows = [
    { g: 'a', n: 3, name: 'three' },
    { g: 'a', n: 1, name: 'one' },
    { g: 'a', n: null, name: 'nothing' },
    { g: 'a', n: 2 },
    { g: 'b', n: 9, name: 'nine' },
  ];
  const ranked = async (accumulator: Row, given: readonly Row[] = rows) =>
    (await run(given, [{ $group: { _id: '$g', r: accumulator } }, { $sort: { _id: 1 } }])).map(({ r }) => r);

  test('one: what stands first, or last, in an order of its own', async () => {
    expect(await ranked({ $top: { sortBy: { n: -1 }, output: '$name' } })).toEqual(['three', 'nine']);
    expect(await ranked({ $bottom: { sortBy: { n: -1 }, output: ['$n', '$name'] } })).toEqual([
      [null, 'nothing'],
      [9, 'nine'],
    ]);
    expect(await ranked({ $top: { sortBy: { n: 1, name: -1 }, output: '$missing' } })).toEqual([null, null]);
  });

  test('several, in that order; a missing output is null', async () => {
    expect(await ranked({ $topN: { n: 3, sortBy: { n: -1 }, output: '$name' } })).toEqual([
      ['three', null, 'one'],
      ['nine'],
    ]);
    expect(await ranked({ $bottomN: { n: 2, sortBy: { n: 1 }, output: '$n' } })).toEqual([[2, 3], [9]]);
  });

  test('the greatest and the least, null and missing left out', async () => {
    expect(await ranked({ $maxN: { n: 2, input: '$n' } })).toEqual([[3, 2], [9]]);
    expect(await ranked({ $minN: { n: 9, input: '$n' } })).toEqual([[1, 2, 3], [9]]);
  });

  test('of many rows only the wanted ones are held', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ g: 'a', n: (n * 7919) % 1000 }));
    expect(await ranked({ $minN: { n: 3, input: '$n' } }, many)).toEqual([[0, 1, 2]]);
    expect(await ranked({ $bottomN: { n: 3, sortBy: { n: 1 }, output: '$n' } }, many)).toEqual([[997, 998, 999]]);
  });

  test('wrong arguments are refused', async () => {
    const code = async (accumulator: Row) => {
      const answer = await kit.command({
        aggregate: 'a',
        pipeline: [{ $group: { _id: 1, r: accumulator } }],
        cursor: {},
      });
      return answer.code;
    };
    await run(rows, []);
    expect(await code({ $top: { output: '$n' } })).toBe(9);
    expect(await code({ $topN: { n: 0, sortBy: { n: 1 }, output: '$n' } })).toBe(5787908);
    expect(await code({ $maxN: { n: 'x', input: '$n' } })).toBe(5787902);
    expect(await code({ $median: { input: '$n', method: 'approximate' } })).toBe(238);
  });
});
