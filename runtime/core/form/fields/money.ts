import { fenFromYuan, yuanFromFen } from '#core/feel';
import { maxFen as moneyCeilingFen, parseAmount } from '#core/money';
import type { FieldInfo } from '../state.js';
import type { FormLocale } from '../types.js';
import { groupDigits, shiftDecimal } from './decimal-text.js';
import { defineField, issue, type LocalIssue } from './definition.js';

const places = { yuan: 2, wan: 6 } as const;
const unitName = {
  yuan: { 'zh-CN': '元', 'en-US': 'yuan' },
  wan: { 'zh-CN': '万元', 'en-US': '×10,000 yuan' },
} as const;

export const moneyUnitOf = (field: Pick<FieldInfo, 'node'>): 'yuan' | 'wan' =>
  field.node['x-component-props']?.moneyUnit ?? 'yuan';

/** 分 as plain decimal text in the field's unit, e.g. 770000000 as `770` 万元. */
export const moneyText = (fen: number, unit: 'yuan' | 'wan'): string => shiftDecimal(fen, places[unit]);
export const moneyUnitName = (unit: 'yuan' | 'wan', locale: FormLocale): string => unitName[unit][locale];

/** With the unit; a fraction shows at least two places, as on an invoice. */
export function moneyWithUnit(fen: number, unit: 'yuan' | 'wan', locale: FormLocale): string {
  const plain = moneyText(fen, unit);
  const padded = /\.\d$/.test(plain) ? `${plain}0` : plain;
  return `${groupDigits(padded)} ${unitName[unit][locale]}`;
}

export const money = defineField<number>({
  component: 'Money',
  jsonType: 'integer',
  group: 'common',
  label: { 'zh-CN': '金额', 'en-US': 'Money' },
  icon: 'PayCircleOutlined',
  ledger: 'number',
  limitKeys: ['minFen', 'maxFen', 'unique'],
  propKeys: ['placeholder', 'moneyUnit', 'sum', 'half'],
  node: () => ({ 'x-component-props': { moneyUnit: 'yuan' } }),
  is: (value): value is number => Number.isSafeInteger(value),
  judge: (value, field) => {
    const { minFen = 0, maxFen = moneyCeilingFen } = field.node['x-limits'] ?? {};
    const unit = moneyUnitOf(field);
    const issues: LocalIssue[] = [];
    if (value < minFen) issues.push(issue('TOO_SMALL', { minFen, moneyUnit: unit }));
    if (value > maxFen) issues.push(issue('TOO_LARGE', { maxFen, moneyUnit: unit }));
    return issues;
  },
  display: (value, field, locale) => moneyWithUnit(value, moneyUnitOf(field), locale),
  feelType: { kind: 'number' },
  toFeel: (value) => yuanFromFen(value),
  fromFeel: (value) => fenFromYuan(value) ?? undefined,
  fromText: (text, field) => {
    const amount = parseAmount(text, moneyUnitOf(field));
    return amount.ok ? amount.value : text;
  },
});
