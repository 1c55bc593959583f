import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileExpression,
  describeTrace,
  explainCondition,
  type FeelValue,
  type OperandDescription,
  toFeel,
} from '#core/feel';
import { now } from './evaluating.js';

const descriptions: Readonly<Record<string, OperandDescription>> = {
  营收: { label: '上年度营业收入', source: 'registry', unit: '元', asOf: '2026-06-30' },
  成立日期: { label: '成立日期', source: 'registry' },
  失信: { label: '失信被执行人', source: 'registry' },
  人数: { label: '职工人数', source: 'field', unit: '人' },
  行业: { label: '所属行业', source: 'field' },
};
const variables: Record<string, FeelValue> = {
  营收: 17_700_000,
  成立日期: toFeel('2024-01-22', { kind: 'date' }),
  失信: true,
  人数: 30,
  行业: '软件',
};

function explain(source: string, values: Record<string, FeelValue> = variables) {
  const program = compileExpression(source, { names: Object.keys(descriptions) });
  if (!program.ok) throw new Error(`Expected ${source} to compile`);
  const scope = { variables: values, now };
  const describeName = (name: string) => (Object.hasOwn(descriptions, name) ? descriptions[name] : undefined);
  return { trace: explainCondition(program.value, scope, describeName), value: program.value.evaluate(scope).value };
}

describe('an explained condition', () => {
  test.each([
    ['营收 >= 2000万', 'fail', '上年度营业收入还差 230 万元', '上年度营业收入: 2,300,000 yuan short'],
    ['2000万 <= 营收', 'fail', '上年度营业收入还差 230 万元', '上年度营业收入: 2,300,000 yuan short'],
    [
      '营收 >= 1000万',
      'pass',
      '上年度营业收入为 1,770 万元，符合要求（不低于 1,000 万元）',
      '上年度营业收入 is 17,700,000 yuan, as required (must be at least 10,000,000 yuan)',
    ],
    ['营收 <= 100万', 'fail', '上年度营业收入超出 1,670 万元', '上年度营业收入: 16,700,000 yuan too much'],
    ['营收 >= 3亿', 'fail', '上年度营业收入还差 2.823 亿元', '上年度营业收入: 282,300,000 yuan short'],
    ['成立日期 <= today() - @"P3Y"', 'fail', '成立日期还差 2 个月', '成立日期: 2 months to go'],
    ['成立日期 <= @"2024-01-12"', 'fail', '成立日期还差 10 天', '成立日期: 10 days to go'],
    [
      '成立日期 > @"2020-01-01"',
      'pass',
      '成立日期为 2024 年 1 月 22 日，符合要求（晚于 2020 年 1 月 1 日）',
      '成立日期 is 2024-01-22, as required (must be later than 2020-01-01)',
    ],
    [
      'years and months duration(成立日期, today()) >= @"P3Y"',
      'fail',
      'years and months duration(成立日期, today())还差 2 个月',
      'years and months duration(成立日期, today()): 2 months to go',
    ],
    ['人数 between 40 and 50', 'fail', '职工人数还差 10 人', '职工人数: 10 people short'],
    ['人数 in [1..20]', 'fail', '职工人数超出 10 人', '职工人数: 10 people too much'],
    ['人数 = 31', 'fail', '职工人数为 30 人，应为 31 人', '职工人数 is 30 people, but must be 31 people'],
    [
      '行业 in ("制造", "建筑")',
      'fail',
      '所属行业为“软件”，应属于“制造”、“建筑”',
      '所属行业 is “软件”, but must be one of “制造”, “建筑”',
    ],
    ['not(失信)', 'fail', '出现排除情形：失信被执行人为是', 'An exclusion applies: 失信被执行人 is yes'],
    [
      '营收 > 3000万 and 人数 > 20 and 人数 > 35',
      'fail',
      '上年度营业收入还差 1,230 万元；职工人数还差 5 人',
      '上年度营业收入: 12,300,000 yuan short; 职工人数: 5 people short',
    ],
    [
      '营收 > 3000万 or 人数 > 35',
      'fail',
      '上年度营业收入还差 1,230 万元，或者职工人数还差 5 人',
      '上年度营业收入: 12,300,000 yuan short, or 职工人数: 5 people short',
    ],
    [
      '营收 / 人数 >= 100万',
      'fail',
      '上年度营业收入 / 职工人数还差 410,000',
      '上年度营业收入 / 职工人数: 410,000 short',
    ],
  ])('%s: %s, “%s”', (source, verdict, zh, en) => {
    const { trace } = explain(source);
    expect(trace.verdict).toBe(verdict);
    expect(describeTrace(trace, 'zh-CN')).toBe(zh);
    expect(describeTrace(trace, 'en-US')).toBe(en);
  });

  test('a missing value leaves the verdict unknown and is named', () => {
    const { trace } = explain('营收 >= 2000万 and 人数 > 10', { ...variables, 营收: null });
    expect(trace.verdict).toBe('unknown');
    expect(describeTrace(trace, 'zh-CN')).toBe('上年度营业收入没有数据，无法判断');
  });

  test('operands carry value, source and date as plain JSON', () => {
    const { trace } = explain('营收 >= 2000万');
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
    expect(trace).toMatchObject({
      kind: 'comparison',
      left: { value: 17_700_000, source: 'registry', asOf: '2026-06-30' },
      right: [{ value: 20_000_000, source: 'constant', text: '2000万' }],
      gap: { kind: 'number', amount: 2_300_000, direction: 'more', unit: '元' },
    });
  });

  const atom = fc.constantFrom(
    '营收 >= 2000万',
    '人数 > 10',
    '人数 > "x"',
    '失信',
    '缺 > 1',
    'null',
    '1',
    '行业 = "软件"',
    '人数 in [1..20]',
    '营收 between 1 and 2',
    '行业 in ("a", "软件")',
    'not(失信)',
    'not(缺)',
    'some x in [1, 2] satisfies x > 人数',
    'if 失信 then 人数 > 1 else 缺',
    '1 / 0 > 1',
  );
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc
        .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      tie('condition').map((inner) => `not(${inner})`),
    ),
  }));

  test('its verdict always equals what evaluating gives', () => {
    fc.assert(
      fc.property(condition, fc.subarray(Object.keys(variables)), (source, given) => {
        const { trace, value } = explain(
          source,
          Object.fromEntries(given.map((name) => [name, variables[name] ?? null])),
        );
        expect(trace.verdict).toBe(value === true ? 'pass' : value === false ? 'fail' : 'unknown');
        expect(describeTrace(trace, 'zh-CN')).not.toBe('');
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });
});
