import { toFeel, toJson } from '#core/feel';
import type { FieldInfo } from '../state.js';
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

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly precision: number;
}

const judgeWithin =
  (boundsOf: (field: FieldInfo) => Bounds) =>
  (value: number, field: FieldInfo): readonly LocalIssue[] => {
    const bounds = boundsOf(field);
    const { min = bounds.min, max = bounds.max, precision = bounds.precision } = field.node['x-limits'] ?? {};
    const issues: LocalIssue[] = [];
    const unit = unitOf(field);
    if (value < min) issues.push(issue('TOO_SMALL', { min, unit }));
    if (value > max) issues.push(issue('TOO_LARGE', { max, unit }));
    if (decimalPlaces(value) > precision) issues.push(issue('TOO_PRECISE', { precision }));
    return issues;
  };

const unitOf = (field: FieldInfo): string =>
  field.component === 'Percent' ? '%' : (field.node['x-component-props']?.unit ?? '');

function display(value: number, field: FieldInfo): string {
  const unit = unitOf(field);
  // A year is a name, not a quantity: 2026 年.
  const digits = unit === '年' ? String(value) : groupDigits(String(value));
  if (unit === '') return digits;
  return unit === '%' ? `${digits}%` : `${digits} ${unit}`;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function fromFeel(value: unknown): number | undefined {
  // A quotient has 34 digits and comes as text; an answer keeps six places, the same in browser and server.
  const json = typeof value === 'string' ? undefined : toJson(value as Parameters<typeof toJson>[0]);
  const plain = typeof json === 'number' || typeof json === 'string' ? Number(json) : Number.NaN;
  if (!Number.isFinite(plain)) return undefined;
  return Math.abs(plain) <= numberCeiling ? Number(plain.toFixed(defaultPrecision)) : plain;
}

/** The number of a text as people write it; the text itself where it is none. */
function fromText(text: string, field: FieldInfo): unknown {
  const bare = text.normalize('NFKC').replace(/[\s,]/g, '');
  const unit = unitOf(field).normalize('NFKC');
  const digits = unit !== '' && bare.endsWith(unit) ? bare.slice(0, -unit.length) : bare;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : text;
}

const shared = {
  is: isNumber,
  ledger: 'number',
  display,
  feelType: numberType,
  toFeel: (value: number) => toFeel(value, numberType),
  fromFeel,
  fromText,
} as const;

export const number = defineField<number>({
  ...shared,
  component: 'Number',
  jsonType: 'number',
  group: 'common',
  label: { 'zh-CN': '数字', 'en-US': 'Number' },
  icon: 'NumberOutlined',
  limitKeys: ['min', 'max', 'precision', 'unique'],
  propKeys: ['placeholder', 'unit', 'sum', 'half'],
  judge: judgeWithin(() => ({ min: -numberCeiling, max: numberCeiling, precision: defaultPrecision })),
});

export const integer = defineField<number>({
  ...shared,
  component: 'Integer',
  jsonType: 'integer',
  group: 'common',
  label: { 'zh-CN': '整数', 'en-US': 'Whole number' },
  icon: 'FieldBinaryOutlined',
  limitKeys: ['min', 'max', 'unique'],
  propKeys: ['placeholder', 'unit', 'sum', 'half'],
  node: () => ({ 'x-limits': { min: 0 } }),
  judge: judgeWithin(() => ({ min: -numberCeiling, max: numberCeiling, precision: 0 })),
});

/** 12.5 stands for 12.5 %, in rules too: what is typed is what is compared. */
export const percent = defineField<number>({
  ...shared,
  component: 'Percent',
  jsonType: 'number',
  group: 'common',
  label: { 'zh-CN': '百分比', 'en-US': 'Percentage' },
  icon: 'PercentageOutlined',
  limitKeys: ['min', 'max', 'precision'],
  propKeys: ['placeholder', 'sum', 'half'],
  judge: judgeWithin(() => ({ min: 0, max: 100, precision: 2 })),
});

export const starsOf = (field: Pick<FieldInfo, 'node'>): number => field.node['x-component-props']?.stars ?? 5;

export const rating = defineField<number>({
  ...shared,
  component: 'Rating',
  jsonType: 'integer',
  group: 'more',
  label: { 'zh-CN': '评分', 'en-US': 'Rating' },
  icon: 'StarOutlined',
  propKeys: ['stars', 'half'],
  judge: judgeWithin((field) => ({ min: 1, max: starsOf(field), precision: 0 })),
  display: (value, field, locale) =>
    locale === 'zh-CN' ? `${value} 分（满分 ${starsOf(field)} 分）` : `${value} of ${starsOf(field)}`,
});
