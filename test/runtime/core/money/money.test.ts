import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountInCapitals,
  describeAmount,
  formatExactYuan,
  formatYuan,
  maxFen,
  parseAmount,
  yuanText,
} from '#core/money';

describe('showing amounts', () => {
  it.each([
    [0, '0 元', '¥0'],
    [5, '0.05 元', '¥0.05'],
    [123_450, '1,234.50 元', '¥1,234.50'],
    [999_999, '9,999.99 元', '¥9,999.99'],
    [1_000_000, '1 万元', '¥10,000'],
    [15_000_000, '15 万元', '¥150,000'],
    [1_023_400_000, '1,023.40 万元', '¥10,234,000'],
    [1_004_999, '1.00 万元', '¥10,049.99'],
    [1_005_000, '1.01 万元', '¥10,050'],
    [99_999_999, '100.00 万元', '¥999,999.99'],
    [maxFen, '1,000,000,000 万元', '¥10,000,000,000,000'],
    [-250_000, '-2,500 元', '-¥2,500'],
  ])('writes %i 分 as %s and %s', (fen, chinese, english) => {
    expect(formatYuan(fen, 'zh-CN')).toBe(chinese);
    expect(formatYuan(fen, 'en-US')).toBe(english);
  });

  it('gives the exact value where the short one is rounded', () => {
    expect(describeAmount(1_023_456_789, 'zh-CN')).toEqual({
      sign: '',
      figure: '1,023.46',
      unit: '万元',
      text: '1,023.46 万元',
      exact: '10,234,567.89 元',
      rounded: true,
    });
    expect(describeAmount(15_010_000, 'zh-CN')).toMatchObject({ text: '15.01 万元', rounded: false });
    expect(formatExactYuan(15_000_000, 'zh-CN')).toBe('150,000 元');
  });

  it('refuses floats and what is beyond the limit', () => {
    expect(() => formatYuan(0.1, 'zh-CN')).toThrow(RangeError);
    expect(() => formatYuan(maxFen + 1, 'zh-CN')).toThrow(RangeError);
    expect(yuanText(7)).toBe('0.07');
  });
});

describe('reading amounts', () => {
  it.each([
    ['1023.4', 'yuan', 102_340],
    ['1,023.40', 'yuan', 102_340],
    ['１，０２３．４', 'yuan', 102_340],
    ['¥ 1 023', 'yuan', 102_300],
    ['.5', 'yuan', 50],
    ['15', 'wan', 15_000_000],
    ['0.000001', 'wan', 1],
    ['15万', 'yuan', 15_000_000],
    ['15 万元', 'yuan', 15_000_000],
    ['300元', 'wan', 30_000],
    ['1.500', 'yuan', 150],
    ['-0', 'yuan', 0],
    ['10000000000000', 'yuan', maxFen],
  ] as const)('reads %s in %s', (text, unit, fen) => {
    expect(parseAmount(text, unit)).toEqual({ ok: true, value: fen });
  });

  it.each([
    ['', 'yuan', 'EMPTY'],
    ['  ', 'yuan', 'EMPTY'],
    ['一百', 'yuan', 'NOT_A_NUMBER'],
    ['1,5', 'yuan', 'NOT_A_NUMBER'],
    ['1.2.3', 'yuan', 'NOT_A_NUMBER'],
    ['1e5', 'yuan', 'NOT_A_NUMBER'],
    ['.', 'yuan', 'NOT_A_NUMBER'],
    ['万', 'yuan', 'NOT_A_NUMBER'],
    ['-3', 'yuan', 'NEGATIVE'],
    ['0.001', 'yuan', 'TOO_PRECISE'],
    ['0.0000001', 'wan', 'TOO_PRECISE'],
    ['10000000000000.01', 'yuan', 'TOO_LARGE'],
    ['99999999999999999999999', 'wan', 'TOO_LARGE'],
  ] as const)('refuses %j in %s: %s', (text, unit, code) => {
    expect(parseAmount(text, unit)).toMatchObject({ ok: false, error: { code } });
  });

  it('reads back every amount it has written exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxFen }), (fen) => {
        expect(parseAmount(formatExactYuan(fen, 'zh-CN'), 'wan')).toEqual({ ok: true, value: fen });
        expect(parseAmount(yuanText(fen), 'yuan')).toEqual({ ok: true, value: fen });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('amounts in capitals', () => {
  it.each([
    [30_000_000, '叁拾万元整'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [102_340, '壹仟零贰拾叁元肆角'],
    [1_000_550, '壹万零伍元伍角'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [160_932, '壹仟陆佰零玖元叁角贰分'],
    [1_000, '壹拾元整'],
    [100_000_000_000, '壹拾亿元整'],
  ])('writes %i 分 as %s', (fen, capitals) => {
    expect(amountInCapitals(fen)).toBe(capitals);
  });
  it('refuses what is no amount', () => {
    expect(() => amountInCapitals(-1)).toThrow(RangeError);
    expect(() => amountInCapitals(1.5)).toThrow(RangeError);
  });
});
