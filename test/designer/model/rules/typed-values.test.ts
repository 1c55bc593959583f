import { describe, expect, it } from 'vitest';
import { type FeelType, toJson } from '#core/feel';
import type { RuleVariable } from '../../../../designer/model/condition/condition.js';
import { cellText } from '../../../../designer/model/rules/cell-text.js';
import { sampleNumber, sampleValue, sampleValues } from '../../../../designer/model/rules/sample.js';

const types: Readonly<Record<string, FeelType>> = { 营收: { kind: 'number' }, 规模: { kind: 'string' } };
const cell = (text: string, kind: 'string' | 'number', isTests = true) =>
  cellText(text, { isTests, type: { kind }, types });

describe('what is typed or pasted into a cell', () => {
  it.each([
    ['大型', 'string', true, '"大型"'],
    ['大型、中型', 'string', true, '"大型", "中型"'],
    ['“大型”', 'string', true, '"大型"'],
    ['"大型"', 'string', true, '"大型"'],
    ['规模', 'string', true, '规模'],
    ['一等奖', 'string', false, '"一等奖"'],
    ['1,200,000', 'number', true, '1200000'],
    ['≥2000万', 'number', true, '>=2000万'],
    ['≥ 1,000', 'number', true, '>= 1000'],
    ['[1..5]', 'number', true, '[1..5]'],
    ['30万', 'number', false, '30万'],
    ['营收 * 0.1', 'number', false, '营收 * 0.1'],
    ['-', 'number', true, '-'],
    ['', 'string', true, ''],
  ] as const)('%s (%s)', (text, kind, isTests, feel) => {
    expect(cell(text, kind, isTests)).toBe(feel);
  });

  it('stays as it is where nothing can be made of it', () => {
    expect(cell('三十万', 'number', false)).toBe('三十万');
    expect(cell('> 很大', 'number')).toBe('> 很大');
    expect(cell('"大" 型', 'string')).toBe('"大" 型');
  });
});

const variable = (kind: RuleVariable['kind'], more: Partial<RuleVariable> = {}): RuleVariable => ({
  name: 'x',
  label: 'x',
  kind,
  source: 'field',
  ...more,
});

describe('what is supposed of an applicant', () => {
  it.each([
    ['1,200', 1200],
    ['2000万', 20_000_000],
    ['1.5亿元', 150_000_000],
    ['-3.25', -3.25],
    ['30%', 30],
    ['三十', null],
    ['1e9', null],
    ['', null],
  ])('%s is a number', (text, value) => {
    expect(toJson(sampleNumber(text))).toBe(value);
  });

  it('is read by its kind', () => {
    expect(sampleValue(variable('boolean'), 'true')).toBe(true);
    expect(sampleValue(variable('boolean'), '也许')).toBeNull();
    expect(toJson(sampleValue(variable('date'), '2026-02-28'))).toBe('2026-02-28');
    expect(sampleValue(variable('date'), '2026-02-30')).toBeNull();
    expect(sampleValue(variable('list'), '甲、乙, 丙')).toEqual(['甲', '乙', '丙']);
    const columns = [variable('string', { name: '名称' }), variable('number', { name: '单价' })];
    expect(toJson(sampleValue(variable('other', { columns }), '机床，1,200\n铣床\t3万'))).toEqual([
      { 名称: '机床', 单价: 1200 },
      { 名称: '铣床', 单价: 30_000 },
    ]);
  });

  it('is not known where nothing was typed; decisions are worked out, not supposed', () => {
    const variables = [
      variable('number'),
      variable('string', { name: 'y' }),
      variable('number', { name: 'z', source: 'decision' }),
    ];
    expect(sampleValues(variables, { y: '甲' })).toEqual({ x: null, y: '甲' });
  });
});
