import { describe, expect, test } from 'vitest';
import { outcome, unaryOutcome } from './evaluating.js';

/** DMN 1.5 §10.3.2: what an expression means. */
describe('three-valued logic', () => {
  const table = [
    ['true', 'true', true, true],
    ['true', 'false', false, true],
    ['true', 'null', null, true],
    ['false', 'false', false, false],
    ['false', 'null', false, null],
    ['null', 'null', null, null],
  ] as const;
  test.each(table)('%s with %s: and gives %s, or gives %s', (a, b, and, or) => {
    expect([outcome(`${a} and ${b}`).value, outcome(`${b} and ${a}`).value]).toEqual([and, and]);
    expect([outcome(`${a} or ${b}`).value, outcome(`${b} or ${a}`).value]).toEqual([or, or]);
    expect(outcome(`${a} and ${b} and true`).value).toBe(and);
  });

  test('a value that is no boolean counts as null, and is reported', () => {
    expect(outcome('1 and true')).toEqual({ value: null, codes: ['WRONG_TYPE'] });
    expect(outcome('1 and false').value).toBe(false);
    expect(outcome('"x" or true').value).toBe(true);
  });

  test('a condition that is not true takes the other branch', () => {
    expect(outcome('if null then 1 else 2')).toEqual({ value: 2, codes: [] });
    expect(outcome('if "yes" then 1 else 2')).toEqual({ value: 2, codes: ['WRONG_TYPE'] });
  });
});

describe('comparison', () => {
  test.each([
    ['1 = 1.0', true],
    ['"a" < "b"', true],
    ['null = null', true],
    ['1 = null', false],
    ['1 != null', true],
    ['[1, [2]] = [1, [2]]', true],
    ['{a: 1, b: 2} = {b: 2, a: 1}', true],
    ['{a: 1} = {a: 2}', false],
    ['[1..3] = [1..3]', true],
    ['[1..3] = [1..3)', false],
    ['true != false', true],
    ['@"PT24H" = @"P1D"', true],
    ['@"P1Y" = @"P12M"', true],
    ['date and time("2024-01-01T08:00:00+08:00") = date and time("2024-01-01T00:00:00Z")', true],
    ['@"2024-01-01T08:00:00" = @"2024-01-01T00:00:00Z"', true],
    ['@"2024-01-02" > @"2024-01-01"', true],
    ['time("23:00:00") > time("22:59:59")', true],
  ])('%s is %s', (source, value) => {
    expect(outcome(source)).toEqual({ value, codes: [] });
  });

  test.each(['1 = "1"', '1 < "2"', 'true < false', '[1] < [2]', '@"P1Y" < @"P365D"', '@"2024-01-01" = "2024-01-01"'])(
    '%s cannot be compared',
    (source) => {
      expect(outcome(source)).toEqual({ value: null, codes: ['NOT_COMPARABLE'] });
    },
  );

  test('a missing value makes an order unknown, without a problem', () => {
    expect(outcome('营收 >= 2000万', { 营收: null })).toEqual({ value: null, codes: [] });
  });
});

describe('membership and unary tests', () => {
  test.each([
    ['5 in (1, 5)', true],
    ['5 in [1, 5]', true],
    ['5 in (> 3, < 1)', true],
    ['5 in < 5', false],
    ['5 in ([1..2], [5..6])', true],
    ['5 in (> 9, null)', false],
    ['"a" in ("b", "c")', false],
    ['[1] in [[1], [2]]', true],
    ['null in [1..2]', null],
    ['5 in (!= 4)', true],
  ])('%s is %s', (source, value) => {
    expect(outcome(source).value).toBe(value);
  });

  test.each([
    ['-', 5, true],
    ['5', 5, true],
    ['4, 5', 5, true],
    ['< 5', 5, false],
    ['[1..5)', 5, false],
    ['not(5)', 5, false],
    ['not(> 7, 1)', 5, true],
    ['not(null)', 5, true],
    ['? > 3 and ? < 7', 5, true],
    ['-5', -5, true],
    ['not(true)', true, false],
    ['true', false, false],
    ['上限 > 3', 5, true],
    ['< 上限', 5, true],
    ['"a","b"', 'b', true],
    ['< 5', null, null],
  ])('%s tests %s as %s', (source, input, value) => {
    expect(unaryOutcome(source, input, { 上限: 9 }).value).toBe(value);
  });

  test('tests of another type are reported', () => {
    expect(unaryOutcome('< "a"', 5)).toEqual({ value: null, codes: ['NOT_COMPARABLE'] });
  });
});

describe('lists, filters, paths and loops', () => {
  const 明细 = [
    { 名称: '甲', 金额: 10 },
    { 名称: '乙', 金额: 30 },
  ];
  test.each([
    ['明细[金额 > 20].名称', ['乙']],
    ['明细[item.金额 > 5].金额', [10, 30]],
    ['明细[1].名称', '甲'],
    ['明细[-1].名称', '乙'],
    ['明细.金额', [10, 30]],
    ['count(明细[金额 > 门槛])', 1],
    ['[1, 2, 3][item >= 2]', [2, 3]],
    ['5[item > 3]', [5]],
    ['[[1, 2], [3]][1][2]', 2],
    ['for 行 in 明细 return 行.金额 * 2', [20, 60]],
    ['for x in [1, 2], y in [x..2] return x * 10 + y', [11, 12, 22]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in 1..4 return if i = 1 then 1 else partial[-1] * i', [1, 2, 6, 24]],
    ['for d in @"2024-02-28"..@"2024-03-01" return d.day', [28, 29, 1]],
    ['some x in 明细 satisfies x.金额 > 20', true],
    ['every x in 明细 satisfies x.金额 > 20', false],
    ['some x in [] satisfies x', false],
    ['every x in [] satisfies x', true],
    ['some x in [null, 1] satisfies x > 0', true],
    ['every x in [null, 1] satisfies x > 0', null],
    ['{x: 1, y: x + 1, z: {w: x + y}}.z.w', 3],
    ['{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(15)}.r', 610],
    ['(for k in [1, 2, 3] return function(x) x + k)[2](10)', 12],
    ['sort([3, 1, 2], function(a, b) a > b)', [3, 2, 1]],
    ['{item: 5}.item', 5],
  ])('%s gives %j', (source, value) => {
    expect(outcome(source, { 明细, 门槛: 20 })).toEqual({ value, codes: [] });
  });

  test.each([
    ['[1, 2][3]', 'INDEX_OUT_OF_RANGE'],
    ['[1, 2][0]', 'INDEX_OUT_OF_RANGE'],
    ['{a: 1}.b', 'UNKNOWN_ENTRY'],
    ['1.5.b', 'UNKNOWN_ENTRY'],
    ['缺失 + 1', 'UNKNOWN_NAME'],
    ['缺失(1)', 'UNKNOWN_NAME'],
    ['(1)(2)', 'SYNTAX'],
    ['{f: 1}.f(2)', 'NOT_A_FUNCTION'],
    ['(function(a) a)(1, 2)', 'WRONG_ARGUMENTS'],
    ['(function(a: string) a)(1)', 'WRONG_TYPE'],
    ['for x in 1.."a" return x', 'WRONG_TYPE'],
    ['1 / 0', 'DIVISION_BY_ZERO'],
    ['10 ** 7000', 'NUMBER_OUT_OF_RANGE'],
    ['1 + "a"', 'WRONG_TYPE'],
    ['-"a"', 'WRONG_TYPE'],
    ['[1.."a"]', 'NOT_COMPARABLE'],
  ])('%s is null with %s', (source, code) => {
    expect(outcome(source).codes).toEqual([code]);
  });

  test('a path into a missing value is null without a problem', () => {
    expect(outcome('企业.地址.省', { 企业: null })).toEqual({ value: null, codes: [] });
  });
});

describe('types', () => {
  test.each([
    ['1 instance of number', true],
    ['"a" instance of number', false],
    ['null instance of Any', false],
    ['null instance of Null', true],
    ['[1, 2] instance of list<number>', true],
    ['[1, "a"] instance of list<number>', false],
    ['[1] instance of list', true],
    ['{a: 1} instance of context<a: number>', true],
    ['{b: 1} instance of context<a: number>', false],
    ['[1..2] instance of range<number>', true],
    ['@"P1D" instance of days and time duration', true],
    ['@"P1M" instance of years and months duration', true],
    ['@"2024-01-01T00:00:00" instance of date and time', true],
    ['(function(a) a) instance of function<Any> -> Any', true],
  ])('%s is %s', (source, value) => {
    expect(outcome(source).value).toBe(value);
  });
});

const printed = (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : (value ?? null));

describe('no way to JavaScript', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    '{}.constructor',
    '{}.__proto__',
    '"a".constructor',
    '[].length',
    '[1][constructor]',
    'get value({}, "constructor")',
    '(function(a) a).constructor',
    '1.5.toFixed',
    'hasOwnProperty',
    '{a: 1}.a.constructor',
    'today().constructor',
    'constructor("return 1")',
    'valueOf()',
    'sum.constructor',
  ])('%s reaches nothing', (source) => {
    expect([null, 'not compiled', '[]']).toContain(printed(outcome(source).value));
  });

  test('a context may have such names as entries of its own', () => {
    expect(outcome('{constructor: 1, __proto__: 2}.__proto__').value).toBe(2);
    const { value } = outcome('{__proto__: {polluted: true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
