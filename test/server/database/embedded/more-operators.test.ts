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
