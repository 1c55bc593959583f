import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtinSignatures } from '#core/feel';
import { outcome } from './evaluating.js';

/**
 * Every function of DMN 1.5 §10.3.4, table by table, with its parameter names as the standard gives them and one call by
 * name. `…` marks a parameter that takes any number and so has no name to call it by.
 */
const standard: readonly (readonly [table: string, name: string, parameters: string, call: string, value: unknown])[] =
  [
    ['71', 'date', 'from', 'date(from: "2012-12-25")', '2012-12-25'],
    ['71', 'date', 'year, month, day', 'date(year: 2012, month: 12, day: 25)', '2012-12-25'],
    [
      '71',
      'date and time',
      'date, time',
      'date and time(date: @"2012-12-24", time: @"23:59:00")',
      '2012-12-24T23:59:00',
    ],
    ['71', 'date and time', 'from', 'date and time(from: "2012-12-24T23:59:00")', '2012-12-24T23:59:00'],
    ['71', 'time', 'from', 'time(from: "23:59:00z")', '23:59:00Z'],
    [
      '71',
      'time',
      'hour, minute, second, offset',
      'time(hour: 23, minute: 59, second: 0, offset: @"-PT1H")',
      '23:59:00-01:00',
    ],
    [
      '71',
      'number',
      'from, grouping separator, decimal separator',
      'number(from: "1.000,5", grouping separator: ".", decimal separator: ",")',
      1000.5,
    ],
    ['71', 'string', 'from', 'string(from: 1.1)', '1.1'],
    ['71', 'duration', 'from', 'duration(from: "P2Y2M")', 'P2Y2M'],
    [
      '71',
      'years and months duration',
      'from, to',
      'years and months duration(from: @"2011-12-22", to: @"2013-08-24")',
      'P1Y8M',
    ],
    ['72', 'not', 'negand', 'not(negand: true)', false],
    [
      '73',
      'substring',
      'string, start position, length',
      'substring(string: "foobar", start position: 3, length: 3)',
      'oba',
    ],
    ['73', 'string length', 'string', 'string length(string: "tes")', 3],
    ['73', 'upper case', 'string', 'upper case(string: "aBc4")', 'ABC4'],
    ['73', 'lower case', 'string', 'lower case(string: "aBc4")', 'abc4'],
    ['73', 'substring before', 'string, match', 'substring before(string: "foobar", match: "bar")', 'foo'],
    ['73', 'substring after', 'string, match', 'substring after(string: "foobar", match: "ob")', 'ar'],
    [
      '73',
      'replace',
      'input, pattern, replacement, flags',
      'replace(input: "abcd", pattern: "(ab)|(a)", replacement: "[$1]", flags: "i")',
      '[ab]cd',
    ],
    ['73', 'contains', 'string, match', 'contains(string: "foobar", match: "of")', false],
    ['73', 'starts with', 'string, match', 'starts with(string: "foobar", match: "fo")', true],
    ['73', 'ends with', 'string, match', 'ends with(string: "foobar", match: "r")', true],
    ['73', 'matches', 'input, pattern, flags', 'matches(input: "foobar", pattern: "^FO*b", flags: "i")', true],
    ['73', 'split', 'string, delimiter', 'split(string: "John Doe", delimiter: "\\s")', ['John', 'Doe']],
    ['73', 'string join', 'list, delimiter', 'string join(list: ["a", "b"], delimiter: "_and_")', 'a_and_b'],
    ['74', 'list contains', 'list, element', 'list contains(list: [1, 2], element: 2)', true],
    [
      '74',
      'list replace',
      'list, position, newItem',
      'list replace(list: [2, 4, 7, 8], position: 3, newItem: 6)',
      [2, 4, 6, 8],
    ],
    [
      '74',
      'list replace',
      'list, match, newItem',
      'list replace(list: [2, 4], match: function(item, newItem) item < newItem, newItem: 3)',
      [3, 4],
    ],
    ['74', 'count', 'list', 'count(list: [1, 2, 3])', 3],
    ['74', 'min', 'list', 'min(list: [1, 2, 3])', 1],
    ['74', 'max', 'list', 'max(list: [1, 2, 3])', 3],
    ['74', 'sum', 'list', 'sum(list: [1, 2, 3])', 6],
    ['74', 'mean', 'list', 'mean(list: [1, 2, 3])', 2],
    ['74', 'all', 'list', 'all(list: [true, false])', false],
    ['74', 'any', 'list', 'any(list: [true, false])', true],
    ['74', 'sublist', 'list, start position, length', 'sublist(list: [4, 5, 6], start position: 1, length: 2)', [4, 5]],
    ['74', 'append', 'list, item…', 'append([1], 2, 3)', [1, 2, 3]],
    ['74', 'concatenate', 'list…', 'concatenate([1, 2], [3])', [1, 2, 3]],
    [
      '74',
      'insert before',
      'list, position, newItem',
      'insert before(list: [1, 3], position: 1, newItem: 2)',
      [2, 1, 3],
    ],
    ['74', 'remove', 'list, position', 'remove(list: [1, 2, 3], position: 2)', [1, 3]],
    ['74', 'reverse', 'list', 'reverse(list: [1, 2, 3])', [3, 2, 1]],
    ['74', 'index of', 'list, match', 'index of(list: [1, 2, 3, 2], match: 2)', [2, 4]],
    ['74', 'union', 'list…', 'union([1, 2], [2, 3])', [1, 2, 3]],
    ['74', 'distinct values', 'list', 'distinct values(list: [1, 2, 3, 2, 1])', [1, 2, 3]],
    ['74', 'flatten', 'list', 'flatten(list: [[1, 2], [[3]], 4])', [1, 2, 3, 4]],
    ['74', 'product', 'list', 'product(list: [2, 3, 4])', 24],
    ['74', 'median', 'list', 'median(list: [6, 1, 2, 3])', 2.5],
    ['74', 'stddev', 'list', 'stddev(list: [4, 6])', '1.414213562373095048801688724209698'],
    ['74', 'mode', 'list', 'mode(list: [6, 3, 9, 6, 6])', [6]],
    ['75', 'decimal', 'n, scale', 'decimal(n: 2.5, scale: 0)', 2],
    ['75', 'floor', 'n, scale', 'floor(n: -1.56, scale: 1)', -1.6],
    ['75', 'ceiling', 'n, scale', 'ceiling(n: -1.56, scale: 1)', -1.5],
    ['75', 'round up', 'n, scale', 'round up(n: -5.5, scale: 0)', -6],
    ['75', 'round down', 'n, scale', 'round down(n: -5.5, scale: 0)', -5],
    ['75', 'round half up', 'n, scale', 'round half up(n: -5.5, scale: 0)', -6],
    ['75', 'round half down', 'n, scale', 'round half down(n: -5.5, scale: 0)', -5],
    ['75', 'abs', 'n', 'abs(n: -10)', 10],
    ['75', 'modulo', 'dividend, divisor', 'modulo(dividend: -10.1, divisor: 4.5)', 3.4],
    ['75', 'sqrt', 'number', 'sqrt(number: 16)', 4],
    ['75', 'log', 'number', 'decimal(log(number: 5), 8)', 1.60943791],
    ['75', 'exp', 'number', 'decimal(exp(number: 5), 8)', 148.4131591],
    ['75', 'odd', 'number', 'odd(number: 5)', true],
    ['75', 'even', 'number', 'even(number: 5)', false],
    ['76', 'is', 'value1, value2', 'is(value1: @"2012-12-25", value2: @"23:00:50")', false],
    ['78', 'before', 'point1, point2', 'before(point1: 1, point2: 10)', true],
    ['78', 'before', 'range1, range2', 'before(range1: [1..10], range2: (10..20])', true],
    ['78', 'after', 'range, point', 'after([11..20], 10)', true],
    ['78', 'meets', 'range1, range2', 'meets(range1: [1..5], range2: [5..10])', true],
    ['78', 'met by', 'range1, range2', 'met by(range1: [5..10], range2: [1..5])', true],
    ['78', 'overlaps', 'range1, range2', 'overlaps(range1: [1..5], range2: [3..8])', true],
    ['78', 'overlaps before', 'range1, range2', 'overlaps before(range1: [1..5], range2: [3..8])', true],
    ['78', 'overlaps after', 'range1, range2', 'overlaps after(range1: [3..8], range2: [1..5])', true],
    ['78', 'finishes', 'point, range', 'finishes(point: 10, range: [1..10])', true],
    ['78', 'finished by', 'range, point', 'finished by(range: [1..10], point: 10)', true],
    ['78', 'includes', 'range, point', 'includes(range: [1..10], point: 5)', true],
    ['78', 'during', 'point, range', 'during(point: 5, range: [1..10])', true],
    ['78', 'starts', 'point, range', 'starts(point: 1, range: [1..10])', true],
    ['78', 'started by', 'range, point', 'started by(range: [1..10], point: 1)', true],
    ['78', 'coincides', 'point1, point2', 'coincides(point1: 5, point2: 5)', true],
    ['79', 'day of year', 'date', 'day of year(date: @"2019-09-17")', 260],
    ['79', 'day of week', 'date', 'day of week(date: @"2019-09-17")', 'Tuesday'],
    ['79', 'month of year', 'date', 'month of year(date: @"2019-09-17")', 'September'],
    ['79', 'week of year', 'date', 'week of year(date: @"2005-01-01")', 53],
    ['80', 'sort', 'list, precedes', 'sort(list: [3, 1, 2], precedes: function(x, y) x < y)', [1, 2, 3]],
    ['81', 'get value', 'm, key', 'get value(m: {key1: "value1"}, key: "key1")', 'value1'],
    ['81', 'get entries', 'm', 'get entries(m: {key1: "value1"})', [{ key: 'key1', value: 'value1' }]],
    ['81', 'context', 'entries', 'context(entries: [{key: "a", value: 1}])', { a: 1 }],
    ['81', 'context put', 'context, key, value', 'context put(context: {x: 1}, key: "y", value: 2)', { x: 1, y: 2 }],
    [
      '81',
      'context put',
      'context, keys, value',
      'context put(context: {x: 1, y: {a: 0}}, keys: ["y", "a"], value: 2)',
      { x: 1, y: { a: 2 } },
    ],
    ['81', 'context merge', 'contexts', 'context merge(contexts: [{x: 1}, {y: 2}])', { x: 1, y: 2 }],
    ['82', 'range', 'from', 'range(from: "[18..21)")', '[18..21)'],
    ['83', 'now', '', 'now()', '2026-11-22T14:30:00@Asia/Shanghai'],
    ['83', 'today', '', 'today()', '2026-11-22'],
  ];
/** Beyond the standard, or of an earlier one: names of DMN 1.1 for `all` and `any`. */
const more = ['and', 'or'];

const own = new Map(builtinSignatures.map(({ name, signatures }) => [name, signatures]));
const plain = (signature: readonly string[]) =>
  signature.map((name) => name.replace('...', '…').replace('?', '')).join(', ');

describe('the functions of the standard', () => {
  it('are all there, and no others', () => {
    const wanted = [...new Set([...standard.map(([, name]) => name), ...more])].sort();
    expect([...own.keys()].sort()).toEqual(wanted);
  });
  it.each(standard)('Table %s: %s(%s)', (_table, name, parameters, call, value) => {
    expect(own.get(name)?.map(plain)).toContain(parameters);
    expect(outcome(call)).toEqual({ value, codes: [] });
  });
  it('refuse parameter names that they do not have', () => {
    for (const [, name, parameters] of standard) {
      if (parameters === '' || parameters.includes('…')) continue;
      const first = parameters.split(', ')[0] as string;
      expect([name, outcome(`${name}(${first}x: 1)`).codes]).toEqual([name, ['WRONG_ARGUMENTS']]);
    }
  });
  it('stand in docs/feel.md, each in its table', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/feel.md'), 'utf8');
    const rows = new Map(
      [...page.matchAll(/^\| (\d+) \|[^|]*\| (.*?) \|/gm)].map(([, table, names]) => [
        table,
        [...(names ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
      ]),
    );
    for (const table of new Set(standard.map(([number]) => number))) {
      const wanted = [...new Set(standard.filter(([number]) => number === table).map(([, name]) => name))];
      expect([table, rows.get(table)]).toEqual([table, wanted]);
    }
  });
});
