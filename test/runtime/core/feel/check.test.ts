import { describe, expect, test } from 'vitest';
import { checkExpression, checkUnaryTests, type FeelType, problemText } from '#core/feel';

const types: Readonly<Record<string, FeelType>> = {
  营业收入: { kind: 'number' },
  成立日期: { kind: 'date' },
  类型: { kind: 'string', values: ['高新', '小微'] },
  名称: { kind: 'string' },
  失信: { kind: 'boolean' },
  明细: {
    kind: 'list',
    of: { kind: 'context', entries: { 金额: { kind: 'number' }, '发票 号': { kind: 'string' } } },
  },
};

const found = (source: string, expected?: FeelType) => {
  const { problems } = checkExpression(source, types, expected);
  return problems.map(({ code, from, to }) => [code, source.slice(from, to)]);
};

describe('the static check', () => {
  test.each([
    ['营业收入 >= 2000万', 'boolean'],
    ['营业收入 * 0.1', 'number'],
    ['成立日期 + @"P1Y"', 'date'],
    ['today() - 成立日期', 'days and time duration'],
    ['明细[金额 > 100].发票 号', 'list'],
    ['明细[1]', 'context'],
    ['sum(明细.金额)', 'number'],
    ['for 行 in 明细 return 行.金额', 'list'],
    ['some 行 in 明细 satisfies 行.金额 > 营业收入', 'boolean'],
    ['if 失信 then 0 else 营业收入', 'number'],
    ['if 失信 then null else 名称', 'string'],
    ['{甲: 营业收入, 乙: 甲 * 2}.乙', 'number'],
    ['类型 in ("高新", "小微")', 'boolean'],
    ['matches(名称, "^杭州")', 'boolean'],
    ['max(明细.金额)', 'number'],
    ['营业收入 in [1..5]', 'boolean'],
    ['years and months duration(成立日期, today()).years', 'number'],
    ['sort(明细, function(a, b) a.金额 < b.金额)[1].金额', 'number'],
    ['营业收入 = null', 'boolean'],
  ])('finds nothing wrong with %s, a %s', (source, kind) => {
    expect(checkExpression(source, types)).toMatchObject({ type: { kind }, problems: [] });
  });

  test.each([
    ['营收 > 5', 'UNKNOWN_NAME', '营收'],
    ['明细.价格', 'UNKNOWN_ENTRY', '价格'],
    ['成立日期.时', 'UNKNOWN_ENTRY', '时'],
    ['取整(营业收入)', 'UNKNOWN_FUNCTION', '取整'],
    ['营业收入(1)', 'NOT_A_FUNCTION', '营业收入'],
    ['营业收入 > "5"', 'NOT_COMPARABLE', '营业收入 > "5"'],
    ['失信 > true', 'NOT_COMPARABLE', '失信 > true'],
    ['成立日期 < today() - 1', 'WRONG_TYPE', 'today() - 1'],
    ['营业收入 + 名称', 'WRONG_TYPE', '营业收入 + 名称'],
    ['营业收入 and 失信', 'WRONG_TYPE', '营业收入'],
    ['if 名称 then 1 else 2', 'WRONG_TYPE', '名称'],
    ['not(营业收入)', 'WRONG_TYPE', 'not(营业收入)'],
    ['upper case(营业收入)', 'WRONG_TYPE', 'upper case(营业收入)'],
    ['count(明细, 1)', 'WRONG_ARGUMENTS', 'count(明细, 1)'],
    ['substring(text: 名称, start position: 1)', 'WRONG_ARGUMENTS', 'substring(text: 名称, start position: 1)'],
    ['营业收入 in ("a")', 'NOT_COMPARABLE', '"a"'],
    ['营业收入 / 0', 'DIVISION_BY_ZERO', '营业收入 / 0'],
    ['matches(名称, 类型)', 'PATTERN_COMPUTED', '类型'],
    ['matches(名称, "(a+)+")', 'PATTERN_UNSAFE', '"(a+)+"'],
    ['matches(名称, "(")', 'PATTERN_INVALID', '"("'],
    ['营业收入 >', 'SYNTAX', ''],
    ['1 > 0', 'ALWAYS_TRUE', '1 > 0'],
    ['营业收入 = 营业收入', 'ALWAYS_TRUE', '营业收入 = 营业收入'],
    ['营业收入 > 5 and 营业收入 < 3', 'ALWAYS_FALSE', '营业收入 < 3'],
    ['营业收入 > 5 and 3 < 营业收入', 'ALWAYS_TRUE', '3 < 营业收入'],
    ['营业收入 > 3 or 营业收入 <= 5', 'ALWAYS_TRUE', '营业收入 <= 5'],
    ['类型 = "大型"', 'ALWAYS_FALSE', '类型 = "大型"'],
    ['类型 in ("大型")', 'ALWAYS_FALSE', '"大型"'],
    ['类型 = "高新" and 类型 = "小微"', 'ALWAYS_FALSE', '类型 = "小微"'],
    ['成立日期 > @"2024-01-01" and 成立日期 < @"2023-01-01"', 'ALWAYS_FALSE', '成立日期 < @"2023-01-01"'],
    ['if true then "a" else "b"', 'UNREACHABLE', '"b"'],
  ])('finds in %s: %s at %s', (source, code, at) => {
    expect(found(source)).toContainEqual([code, at]);
    expect(found(source)).toHaveLength(1);
  });

  test('a branch that an earlier condition has taken is unreachable', () => {
    expect(found('if 营业收入 > 5 then 1 else if 营业收入 > 10 then 2 else 3')).toEqual([
      ['ALWAYS_FALSE', '营业收入 > 10'],
      ['UNREACHABLE', '2'],
    ]);
    expect(found('if 营业收入 > 10 then 1 else if 营业收入 > 5 then 2 else 3')).toEqual([]);
  });

  test('what is known of a field is not said of a local name', () => {
    expect(found('营业收入 > 5 and (some 营业收入 in [1, 2] satisfies 营业收入 < 3)')).toEqual([]);
  });

  test('the wanted result is compared', () => {
    expect(found('营业收入 + 1', { kind: 'boolean' })).toEqual([['WRONG_RESULT', '营业收入 + 1']]);
    expect(found('营业收入 > 1', { kind: 'boolean' })).toEqual([]);
    expect(found('[1, 2]', { kind: 'list', of: { kind: 'string' } })).toEqual([['WRONG_RESULT', '[1, 2]']]);
  });

  test('unary tests are checked against their input', () => {
    const codes = (source: string, input: FeelType) =>
      checkUnaryTests(source, types, input).problems.map(({ code }) => code);
    expect(codes('> 5, [1..2], 营业收入, -1', { kind: 'number' })).toEqual([]);
    expect(codes('not("高新")', types.类型 ?? { kind: 'string' })).toEqual([]);
    expect(codes('-', { kind: 'number' })).toEqual([]);
    expect(codes('> "a"', { kind: 'number' })).toEqual(['NOT_COMPARABLE']);
    expect(codes('? + 1', { kind: 'number' })).toEqual(['WRONG_TYPE']);
  });

  test('every problem has words in both languages, with nothing left to fill in', () => {
    for (const source of [
      '营收 > 5',
      '营业收入 > "5"',
      'count(明细, 1)',
      '营业收入 >',
      '营业收入 + 名称',
      'upper case(营业收入)',
    ]) {
      for (const problem of checkExpression(source, types).problems) {
        expect(problemText(problem, 'zh-CN')).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
        expect(problemText(problem, 'en-US')).toMatch(/^[^{}]+$/);
      }
    }
    const [problem] = checkExpression('营业收入 > "5"', types).problems;
    expect(problem && problemText(problem, 'zh-CN')).toBe('数字与文字不能比较');
  });
});
