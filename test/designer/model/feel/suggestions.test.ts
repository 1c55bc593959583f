import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { builtinSignatures, type FeelType } from '#core/feel';
import type { RuleVariable } from '../../../../designer/model/condition/condition.js';
import { functionHelp, functionNamed, signatureText } from '../../../../designer/model/feel/function-help.js';
import { hintAt } from '../../../../designer/model/feel/hint.js';
import { rankSuggestions, suggestionsAt } from '../../../../designer/model/feel/suggestions.js';

const options = [
  { label: '大型企业', value: '大型' },
  { label: '中小企业', value: '中小' },
];
const columns: readonly RuleVariable[] = [
  { name: '单价', label: '设备单价', kind: 'number', source: 'field', unit: '元' },
  { name: '数量（台）', label: '数量', kind: 'number', source: 'field' },
];
const variables: readonly RuleVariable[] = [
  { name: '上年度营业收入', label: '上年度营业收入', kind: 'number', source: 'registry', unit: '元' },
  { name: '企业规模', label: '企业规模', kind: 'string', source: 'field', options },
  { name: '设备清单', label: '设备清单', kind: 'other', source: 'field', columns },
];
const types: Readonly<Record<string, FeelType>> = {
  上年度营业收入: { kind: 'number' },
  企业规模: { kind: 'string' },
  设备清单: {
    kind: 'list',
    of: { kind: 'context', entries: { 单价: { kind: 'number' }, '数量（台）': { kind: 'number' } } },
  },
};
const scope = { variables, types };
const pinyinOf = (text: string) => [
  pinyin(text, { toneType: 'none', type: 'array' }).join(''),
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
];

/** `|` is the cursor. */
function offered(marked: string): readonly string[] {
  const at = marked.indexOf('|');
  const source = marked.replace('|', '');
  return rankSuggestions(suggestionsAt(source, at, scope), pinyinOf).map((one) => one.label);
}

function accepted(marked: string, label: string): string {
  const at = marked.indexOf('|');
  const source = marked.replace('|', '');
  const found = suggestionsAt(source, at, scope);
  const item = found.items.find((one) => one.label === label);
  if (item === undefined) throw new Error(`Expected ${label} to be offered, but it is not`);
  return source.slice(0, found.from) + item.insert + source.slice(found.to);
}

describe('completion of FEEL', () => {
  it.each([
    ['营业|', '上年度营业收入'],
    ['sndyysr|', '上年度营业收入'],
    ['shangnian|', '上年度营业收入'],
    ['yysr|', '上年度营业收入'],
    ['企业规模 = "大型" and qy|', '企业规模'],
    ['coun|', 'count'],
    ['1 + round h|', 'round half up'],
    ['count(sb|', '设备清单'],
  ])('%s finds %s', (marked, label) => {
    expect(offered(marked)).toContain(label);
  });

  it('puts names before functions, and what begins like the word before what holds it', () => {
    const words = offered('s|');
    expect(words.indexOf('上年度营业收入')).toBeLessThan(words.indexOf('string'));
    expect(words.indexOf('sum')).toBeLessThan(words.indexOf('abs'));
    expect(words.indexOf('sum')).toBeGreaterThan(0);
  });

  it.each([
    ['企业规模 = |', ['"大型"', '"中小"']],
    ['企业规模 = "|"', ['"大型"', '"中小"']],
    ['企业规模 = "大|', ['"大型"']],
    ['企业规模 in ("中小", |)', ['"大型"', '"中小"']],
    ['list contains(企业规模, |)', ['"大型"', '"中小"']],
  ])('offers a field’s options: %s', (marked, values) => {
    expect(offered(marked).slice(0, values.length)).toEqual(values);
  });

  it('offers a table’s columns after a dot, also of the row that a loop runs over', () => {
    expect(offered('设备清单.|')).toEqual(['单价', '数量（台）']);
    expect(offered('some 行 in 设备清单 satisfies 行.|')).toEqual(['单价', '数量（台）']);
    expect(offered('上年度营业收入.|')).toEqual([]);
  });

  it('offers nothing in a comment, a number or a finished text', () => {
    expect(offered('1 // 营业|')).toEqual([]);
    expect(offered('2000|')).toEqual([]);
    expect(offered('企业规模 = "大型"|')).toEqual([]);
  });

  it('replaces the word, and the whole text inside quotation marks', () => {
    expect(accepted('1 + yysr|', '上年度营业收入')).toBe('1 + 上年度营业收入');
    expect(accepted('企业规模 = "大|"', '"大型"')).toBe('企业规模 = "大型"');
    expect(accepted('企业规模 = "|', '"大型"')).toBe('企业规模 = "大型"');
    expect(accepted('cou|', 'count')).toBe('count()');
    expect(accepted('1 + round h|', 'round half up')).toBe('1 + round half up()');
    expect(accepted('tod|', 'today')).toBe('today()');
  });
});

describe('hints', () => {
  it('tell the name under the cursor, and else the function around it', () => {
    const source = 'round half up(上年度营业收入 * 0.1, 2) + 1';
    const at = (text: string) => hintAt(source, source.indexOf(text) + 1, scope);
    expect(at('上年度')).toMatchObject({ kind: 'variable', variable: { name: '上年度营业收入' } });
    expect(at('round')).toMatchObject({ kind: 'function', builtin: { name: 'round half up' }, from: 0, to: 13 });
    expect(at('0.1')).toMatchObject({ kind: 'function', builtin: { name: 'round half up' } });
    expect(at('+ 1')).toBeUndefined();
  });

  it('know every built-in function, in both languages', () => {
    const lacking = builtinSignatures.flatMap(({ name }) =>
      (['zh-CN', 'en-US'] as const)
        .filter((locale) => functionHelp(name, locale) === '')
        .map((locale) => name + locale),
    );
    expect(lacking).toEqual([]);
    expect(functionHelp('constructor', 'zh-CN')).toBe('');
    expect(signatureText(functionNamed('floor')!)).toBe('floor(n, scale?)');
  });
});
