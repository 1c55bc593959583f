import { expect, it } from 'vitest';
import { designerRuleMessages, type Locale, message } from '#core/messages';
import type { RuleVariable } from '../../../designer/model/condition/condition.js';
import { conditionFromFeel } from '../../../designer/model/condition/from-feel.js';
import { conditionSentence, pieceText } from '../../../designer/model/condition/sentence.js';
import { subjectsOf } from '../../../designer/model/condition/subjects.js';

const variables: readonly RuleVariable[] = [
  { name: '营收', label: '上年营业收入', kind: 'number', source: 'registry', unit: '元', isMoney: true },
  { name: '增幅', label: '增幅', kind: 'number', source: 'field', unit: '%' },
  { name: '规模', label: '企业规模', kind: 'string', source: 'field', options: [{ label: '大型企业', value: '大型' }] },
  { name: '上云', label: '是否上云', kind: 'boolean', source: 'field' },
  { name: '成立', label: '成立日期', kind: 'date', source: 'registry' },
  {
    name: '设备',
    label: '设备清单',
    kind: 'other',
    source: 'field',
    columns: [{ name: '单价', label: '单价', kind: 'number', source: 'field', unit: '元' }],
  },
];
const subjects = subjectsOf(variables, { count: '{table}的行数', sum: '{table}的{column}合计' });

function said(feel: string, locale: Locale = 'zh-CN'): string {
  const condition = conditionFromFeel(feel, subjects);
  if (condition === undefined) throw new Error(`Expected ${feel} to be shown in rows, but it cannot`);
  return pieceText(
    conditionSentence(condition, subjects, (key, params) => message(designerRuleMessages, locale, key, params)),
  );
}

it.each([
  ['营收 >= 2000万', '上年营业收入 ≥ 2000 万元'],
  ['增幅 > 10', '增幅 > 10%'],
  ['营收 between 100万 and 1亿', '上年营业收入 介于 100 万元 到 1 亿元'],
  ['规模 in ("大型", "其他")', '企业规模 是其中之一 大型企业、其他'],
  ['成立 <= today() - duration("P3Y")', '成立日期 距今已满 3 年'],
  ['成立 >= date("2024-01-01") and 上云', '成立日期 不早于 2024-01-01 且 是否上云 为“是”'],
  [
    '上云 = true and (规模 = "大型" or 增幅 > 营收)',
    '是否上云 为“是” 且 （企业规模 是 大型企业 或 增幅 > 上年营业收入）',
  ],
  ['not(上云 = true or 增幅 > 1)', '不满足（是否上云 为“是” 或 增幅 > 1%）'],
  ['not(上云 = true and 增幅 > 1)', '没有全部满足（是否上云 为“是” 且 增幅 > 1%）'],
  ['some 行 in 设备 satisfies 行.单价 >= 1万', '设备清单 至少一行满足（单价 ≥ 1 万元）'],
  ['count(设备) >= 3 and 增幅 + 1 > 2', '设备清单的行数 ≥ 3 且 增幅 + 1 > 2'],
])('%s is read as a sentence', (feel, sentence) => {
  expect(said(feel)).toBe(sentence);
});

it('is read in English too', () => {
  expect(said('营收 >= 2000万 and 成立 <= today() - duration("P1Y")', 'en-US')).toBe(
    '上年营业收入 ≥ 2000 万元 and 成立日期 was at least so long ago: 1 year',
  );
});
