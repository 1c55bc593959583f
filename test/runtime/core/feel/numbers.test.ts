import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, type FeelNumber, fenFromYuan, toFeel, toJson, yuanFromFen } from '#core/feel';
import { now, outcome } from './evaluating.js';

const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN });

/** Integers around the edge of what a JS number holds, amounts in 元 and 分, and long decimals. */
const number = fc.oneof(
  fc.maxSafeInteger().map(String),
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.constantFrom('0', '9007199254740991', '-9007199254740991', '9007199254740992', '0.01', '0.1', '1e-20'),
  fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`),
  fc.maxSafeInteger().map((fen) => new Exact(fen).div(100).toFixed()),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: 0, max: 30 }))
    .map(([digits, scale]) => new Exact(`${digits}e-${scale}`).toString()),
);

function evaluate(operator: string, a: string, b: string): string | null {
  const program = compileExpression(`a ${operator} b`, { names: ['a', 'b'] });
  const type = { kind: 'number' } as const;
  if (!program.ok) throw new Error('Expected a program');
  const { value } = program.value.evaluate({ variables: { a: toFeel(a, type), b: toFeel(b, type) }, now });
  return value === null ? null : String(value);
}

describe('numbers', () => {
  test.each([
    ['0.1 + 0.2', 0.3],
    ['1 / 3 * 3', '0.9999999999999999999999999999999999'],
    ['9007199254740993 - 9007199254740992', 1],
    ['99999999999999.99 + 0.01', 100_000_000_000_000],
    ['9007199254740991 * 9007199254740991', '81129638414606663681390495662081'],
    ['1e20 / 1e18', 100],
    ['2 ** 0.5', '1.414213562373095048801688724209698'],
    ['2 ** -1', 0.5],
    ['0 * -5', 0],
    ['-0 = 0', true],
    ['1.10 = 1.1', true],
    ['123456789.123456789 * 100', '12345678912.3456789'],
  ])('%s is %s', (source, value) => {
    expect(outcome(source)).toEqual({ value, codes: [] });
  });

  test.each([
    ['+', (a: Decimal, b: Decimal) => a.plus(b)],
    ['-', (a: Decimal, b: Decimal) => a.minus(b)],
    ['*', (a: Decimal, b: Decimal) => a.times(b)],
    ['/', (a: Decimal, b: Decimal) => (b.isZero() ? null : a.div(b))],
  ] as const)('%s agrees with a decimal of 34 digits', (operator, reference) => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const expected = reference(new Exact(a), new Exact(b));
        const actual = evaluate(operator, a, b);
        expect(actual === null ? null : new Exact(actual).toString()).toBe(
          expected === null ? null : expected.plus(0).toString(),
        );
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });

  test('comparisons agree with a decimal of 34 digits', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const sign = new Exact(a).cmp(new Exact(b));
        expect(evaluate('<', a, b)).toBe(String(sign < 0));
        expect(evaluate('>=', a, b)).toBe(String(sign >= 0));
        expect(evaluate('=', a, b)).toBe(String(sign === 0));
      }),
      { seed: 20_261_122 },
    );
  });

  test.each([
    ['round up', Decimal.ROUND_UP],
    ['round down', Decimal.ROUND_DOWN],
    ['round half up', Decimal.ROUND_HALF_UP],
    ['round half down', Decimal.ROUND_HALF_DOWN],
    ['decimal', Decimal.ROUND_HALF_EVEN],
    ['floor', Decimal.ROUND_FLOOR],
    ['ceiling', Decimal.ROUND_CEIL],
  ] as const)('%s agrees with decimal.js', (name, mode) => {
    const close = fc.oneof(
      number,
      fc.integer({ min: -4000, max: 4000 }).map((eighths) => String(eighths / 8)),
    );
    fc.assert(
      fc.property(close, fc.integer({ min: 0, max: 5 }), (a, scale) => {
        const program = compileExpression(`${name}(a, ${scale})`, { names: ['a'] });
        if (!program.ok) throw new Error('Expected a program');
        const { value } = program.value.evaluate({ variables: { a: toFeel(a, { kind: 'number' }) }, now });
        expect(new Exact(String(value)).toString()).toBe(new Exact(a).toDecimalPlaces(scale, mode).plus(0).toString());
      }),
      { seed: 20_261_122 },
    );
  });

  test('an amount in 分 comes back from 元 unchanged, up to 10^15 分', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), (fen) => {
        expect(fenFromYuan(yuanFromFen(fen))).toBe(fen);
      }),
      { seed: 20_261_122 },
    );
    expect(fenFromYuan(yuanFromFen(10 ** 15))).toBe(10 ** 15);
    expect(fenFromYuan(yuanFromFen(10 ** 15 + 1))).toBeNull();
    expect(() => yuanFromFen(0.5)).toThrow(RangeError);
  });

  test.each([
    [0.005, 1],
    [0.0049, 0],
    [-0.005, -1],
    ['2.675', 268],
    ['1.005', 101],
    [100, 10_000],
  ])('%s 元 is %s 分, rounded half up', (yuan, fen) => {
    expect(fenFromYuan(toFeel(yuan, { kind: 'number' }) as FeelNumber)).toBe(fen);
  });

  test('what is no number is no amount', () => {
    expect([fenFromYuan('1'), fenFromYuan(null), fenFromYuan([1])]).toEqual([null, null, null]);
  });
});

describe('JSON in and out', () => {
  test('values come in by their declared types', () => {
    const row = toFeel(
      { a: '1.10', b: '2024-02-30', c: 'P1Y', d: [0.1, 'x'], extra: 1 },
      {
        kind: 'context',
        entries: {
          a: { kind: 'number' },
          b: { kind: 'date' },
          c: { kind: 'years and months duration' },
          d: { kind: 'list', of: { kind: 'number' } },
          missing: { kind: 'string' },
        },
      },
    );
    expect(toJson(row)).toEqual({ a: 1.1, b: null, c: 'P1Y', d: [0.1, null], missing: null });
  });

  test('a number that no JS number shows exactly goes out as text', () => {
    expect(outcome('0.1').value).toBe(0.1);
    expect(outcome('12345678901234567890').value).toBe('12345678901234567890');
    expect(outcome('1 / 3').value).toBe('0.3333333333333333333333333333333333');
  });
});
