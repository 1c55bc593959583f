import { toFeel, toJson } from '#core/feel';
import { groupDigits } from './decimal-text.js';
import { defineField, issue, type LocalIssue } from './definition.js';

/** Beyond this a JS number no longer shows six decimal places exactly. */
export const numberCeiling = 1_000_000_000;
const defaultPrecision = 6;
const numberType = { kind: 'number' } as const;

/** Decimal places of the shortest decimal that gives this number. */
function decimalPlaces(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const places = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return Math.max(0, places);
}

export const number = defineField<number>({
  component: 'Number',
  jsonType: 'number',
  group: 'common',
  label: { 'zh-CN': '数字', 'en-US': 'Number' },
  icon: 'NumberOutlined',
  limitKeys: ['min', 'max', 'precision'],
  propKeys: ['placeholder', 'unit', 'half'],
  is: (value): value is number => typeof value === 'number' && Number.isFinite(value),
  judge: (value, field) => {
    const { min, max, precision = defaultPrecision } = field.node['x-limits'] ?? {};
    const issues: LocalIssue[] = [];
    const unit = field.node['x-component-props']?.unit ?? '';
    const most = max ?? numberCeiling;
    const least = min ?? -numberCeiling;
    if (value < least) issues.push(issue('TOO_SMALL', { min: least, unit }));
    if (value > most) issues.push(issue('TOO_LARGE', { max: most, unit }));
    if (decimalPlaces(value) > precision) issues.push(issue('TOO_PRECISE', { precision }));
    return issues;
  },
  display: (value, field) => {
    const unit = field.node['x-component-props']?.unit;
    // A year is a name, not a quantity: 2026 年.
    const digits = unit === '年' ? String(value) : groupDigits(String(value));
    if (unit === undefined || unit === '') return digits;
    return unit === '%' ? `${digits}%` : `${digits} ${unit}`;
  },
  feelType: numberType,
  toFeel: (value) => toFeel(value, numberType),
  fromFeel: (value) => {
    // A quotient has 34 digits and comes as text; an answer keeps six places, the same in browser and server.
    const json = typeof value === 'string' ? undefined : toJson(value);
    const plain = typeof json === 'number' || typeof json === 'string' ? Number(json) : Number.NaN;
    if (!Number.isFinite(plain)) return undefined;
    return Math.abs(plain) <= numberCeiling ? Number(plain.toFixed(defaultPrecision)) : plain;
  },
});
