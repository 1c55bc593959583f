import { describe, expect, test } from 'vitest';
import { compileExpression, problemText } from '#core/feel';
import { outcome } from './evaluating.js';

/** DMN 1.5 §10.3.1: what can be read, and how. */
describe('the grammar', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ** 3 ** 2', 64],
    ['-2 ** 2', 4],
    ['1 - 2 - 3', -4],
    ['10 / 4', 2.5],
    ['.5 + 1.25', 1.75],
    ['1.5e3', 1500],
    ['"a\\n\\"b\\" \\u4e2d \\U01F600"', 'a\n"b" 中 😀'],
    ['1 + /* two */ 2 // three', 3],
    ['if true then 1 else 2 + 1', 1],
    ['not(true) or true', true],
    ['[1, 2][1] + {a: 3}.a', 4],
    ['{"a b": 1, c d: 2}.c d', 2],
    ['{a: {b: [1, 2]}}.a.b[2]', 2],
    ['(function(x, y) x - y)(y: 1, x: 3)', 2],
    ['5 in ]4..6[', true],
    ['4 in ]4..6[', false],
    ['4 in (4..6]', false],
    ['6 in (4..6]', true],
    ['2 between 1 and 3 and true', true],
    ['for 行 项 in [1, 2] return 行 项 * 2', [2, 4]],
  ])('reads %s', (source, value) => {
    expect(outcome(source)).toEqual({ value, codes: [] });
  });

  test.each([
    ['2000万', 20_000_000],
    ['1.5亿', 150_000_000],
    ['1.5亿元', 150_000_000],
    ['30万元', 300_000],
    ['2万亿', 2_000_000_000_000],
    ['100元', 100],
    ['0.3万', 3000],
    ['上年度营业收入 >= 2000万', true],
  ])('reads the Chinese amount %s', (source, value) => {
    expect(outcome(source, { 上年度营业收入: 20_000_000 }).value).toBe(value);
  });

  test.each([
    ['营业收入(万元) * 2', { '营业收入(万元)': 5 }, 10],
    ['营业收入（万元） * 2', { '营业收入（万元）': 5 }, 10],
    ['2024年 营业收入 + 1', { '2024年 营业收入': 5 }, 6],
    ['上年  收入 + 上年', { '上年 收入': 5, 上年: 1 }, 6],
    ['a-b + a', { 'a-b': 5, a: 1, b: 100 }, 6],
    ['if公司 = 1', { if公司: 1 }, true],
    ['研发费用占比/营业收入', { '研发费用占比/营业收入': 3, 研发费用占比: 8 }, 3],
    ['企业.注册 地', { 企业: { '注册 地': '杭州' }, '注册 地': 0 }, '杭州'],
  ])('takes the longest known name in %s', (source, variables, value) => {
    expect(outcome(source, variables)).toEqual({ value, codes: [] });
  });

  test.each([
    ['', 'SYNTAX', 0, 0],
    ['1 +', 'SYNTAX', 3, 3],
    ['1 2', 'SYNTAX', 2, 3],
    ['"abc', 'BAD_STRING', 0, 4],
    ['2000千', 'BAD_NUMBER_SUFFIX', 0, 5],
    ['1，2', 'FULL_WIDTH_CHARACTER', 1, 2],
    ['a ≥ 2', 'FULL_WIDTH_CHARACTER', 2, 3],
    ['@"2024-02-30"', 'BAD_TEMPORAL', 0, 13],
    ['if a then b', 'SYNTAX', 11, 11],
    ['function(a) external {}', 'SYNTAX', 12, 20],
    ['{a 1}', 'SYNTAX', 1, 2],
    ['[1, 2, ]', 'SYNTAX', 7, 8],
    ['1 /* open', 'SYNTAX', 2, 9],
    ['1e99999', 'BAD_NUMBER', 0, 7],
  ])('refuses %s with %s at its place', (source, code, from, to) => {
    const result = compileExpression(source);
    expect(result.ok ? [] : result.error).toMatchObject([{ code, from, to }]);
    for (const problem of result.ok ? [] : result.error) {
      expect(problemText(problem, 'zh-CN')).not.toMatch(/\{|undefined/);
      expect(problemText(problem, 'en-US')).not.toMatch(/\{|undefined/);
    }
  });

  test('a source beyond the length limit is refused, one at the limit is read', () => {
    expect(outcome(`"${'a'.repeat(9998)}"`).codes).toEqual([]);
    expect(outcome(`"${'a'.repeat(9999)}"`).codes).toEqual(['SOURCE_TOO_LONG']);
  });

  test.each([
    ['brackets', `${'('.repeat(1000)}1${')'.repeat(1000)}`],
    ['lists', '['.repeat(5000)],
    ['minus signs', '-'.repeat(5000)],
    ['conditions', 'if '.repeat(3000)],
    ['paths', `a${'.a'.repeat(4000)}`],
    ['sums', `1${'+1'.repeat(4000)}`],
    ['ranges', `${'1 in ('.repeat(1500)}1`],
    ['types', `1 instance of ${'list<'.repeat(1500)}`],
  ])('nesting of %s beyond the limit is refused', (_what, source) => {
    expect(['NESTED_TOO_DEEP', 'SYNTAX']).toContain(outcome(source).codes[0]);
  });

  test('a long chain of conditions is no nesting', () => {
    expect(outcome(Array.from({ length: 1000 }, () => 'true').join(' and ')).value).toBe(true);
  });

  test('a program tells the variables it reads, and no others', () => {
    const program = compileExpression('for x in 明细 return x.金额 * 税率 + sum(明细.金额) + {k: 1, m: k}.m');
    expect(program.ok && program.value.names).toEqual(['明细', '税率']);
  });
});
