import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilFromDays, daysFromCivil } from '../../../../runtime/core/feel/temporal/civil.js';
import { outcome } from './evaluating.js';

/** DMN 1.5 §10.3.2.3.4 to .8, Tables 57, 58 and 63 to 67. */
describe('temporal arithmetic', () => {
  test.each([
    ['@"2024-01-31" + @"P1M"', '2024-02-29'],
    ['@"2024-02-29" + @"P1Y"', '2025-02-28'],
    ['@"2024-03-31" - @"P1M"', '2024-02-29'],
    ['@"2024-01-31" + @"P1D"', '2024-02-01'],
    ['@"P1D" + @"2024-01-31"', '2024-02-01'],
    ['@"2024-01-31" + @"PT36H"', '2024-02-01'],
    ['@"2024-03-01" - @"2024-02-01"', 'P29D'],
    ['@"2024-01-01T00:00:00" - @"2023-12-31T23:00:00"', 'PT1H'],
    ['@"2024-01-01T00:00:00+08:00" - @"2024-01-01T00:00:00Z"', '-PT8H'],
    ['@"2024-01-01T23:30:00" + @"PT45M"', '2024-01-02T00:15:00'],
    ['@"2024-01-31T10:00:00" + @"P1M"', '2024-02-29T10:00:00'],
    ['@"23:30:00" + @"PT45M"', '00:15:00'],
    ['@"10:00:00" - @"09:15:00"', 'PT45M'],
    ['@"P1D" + @"PT1H"', 'P1DT1H'],
    ['@"P1Y" - @"P1M"', 'P11M'],
    ['@"P1D" * 1.5', 'P1DT12H'],
    ['2 * @"P1Y3M"', 'P2Y6M'],
    ['@"P1Y" * 0.3', 'P3M'],
    ['@"P1D" / 2', 'PT12H'],
    ['@"P1D" / @"PT6H"', 4],
    ['@"P1Y" / @"P5M"', 2.4],
    ['-@"P1D"', '-P1D'],
    ['@"PT0.5S" - @"PT1S"', '-PT0.5S'],
    ['@"2024-03-31T01:30:00@Europe/Berlin" + @"PT1H"', '2024-03-31T03:30:00@Europe/Berlin'],
  ])('%s is %s', (source, value) => {
    expect(outcome(source)).toEqual({ value, codes: [] });
  });

  test.each([
    ['@"2024-11-22".year', 2024],
    ['@"2024-11-22".weekday', 5],
    ['@"2024-11-22T10:11:12+08:00".hour', 10],
    ['@"2024-11-22T10:11:12+08:00".time offset', 'PT8H'],
    ['@"2024-11-22T10:11:12@Asia/Shanghai".time offset', 'PT8H'],
    ['@"1988-07-01T10:11:12@Asia/Shanghai".time offset', 'PT9H'],
    ['@"2024-11-22T10:11:12@Asia/Shanghai".timezone', 'Asia/Shanghai'],
    ['@"10:11:12".time offset', null],
    ['@"-P14M".years', -1],
    ['@"-P14M".months', -2],
    ['@"P1DT2H3M4S".hours', 2],
    ['@"-PT90M".minutes', -30],
    ['[1..3].end included', true],
    ['(1..3].start', 1],
  ])('%s is %s', (source, value) => {
    expect(outcome(source)).toEqual({ value, codes: [] });
  });

  test.each([
    '@"2024-01-01" + 1',
    '@"P1D" + @"P1M"',
    '@"2024-01-01" + @"2024-01-01"',
    '@"10:00:00" + @"P1M"',
    '@"P1D" * @"P1D"',
    '1 / @"P1D"',
  ])('%s has no meaning', (source) => {
    expect(outcome(source)).toEqual({ value: null, codes: ['WRONG_TYPE'] });
  });

  test.each([
    ['@"999999999-12-31" + @"P1D"', 'NUMBER_OUT_OF_RANGE'],
    ['@"P1D" / 0', 'DIVISION_BY_ZERO'],
    ['@"P1D" / @"PT0S"', 'DIVISION_BY_ZERO'],
    ['@"P9999999D" * 999999999', 'NUMBER_OUT_OF_RANGE'],
  ])('%s is null with %s', (source, code) => {
    expect(outcome(source).codes).toEqual([code]);
  });

  test.each([
    'date("24-01-01")',
    'date("2024-1-1")',
    'date("02024-01-01")',
    'time("10:00")',
    'time("10:00:60")',
    'time("10:00:00+19:00")',
    'time("10:00:00@No/Where")',
    'time("10:00:00+08:00@Asia/Shanghai")',
    'date and time("2024-01-01 10:00:00")',
    'duration("P")',
    'duration("PT")',
    'duration("P1Y1D")',
    'duration("1D")',
  ])('%s is no such value', (source) => {
    expect(outcome(source)).toEqual({ value: null, codes: ['BAD_TEMPORAL'] });
  });

  test('days and dates correspond as the Gregorian calendar of JavaScript says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilFromDays(day)).toEqual(civil);
        expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(day);
      }),
      { seed: 20_261_122 },
    );
  });
});
