import type { FeelValue } from '#core/feel';
import type { FieldInfo } from '../state.js';
import type { ComponentName, FormLocale, FormulaResult } from '../types.js';
import { defineField, type FieldDefinition } from './definition.js';
import { fieldDefinitions } from './index.js';

const componentOf: Readonly<Record<FormulaResult, ComponentName>> = {
  number: 'Number',
  money: 'Money',
  text: 'Text',
  date: 'Date',
  yesNo: 'YesNo',
};

/** The definition of what the rule gives. */
const resultOf = (field: Pick<FieldInfo, 'node'>): FieldDefinition =>
  fieldDefinitions[componentOf[field.node['x-component-props']?.result ?? 'number']];

type Result = number | string | boolean;

const shared = {
  jsonType: 'any',
  group: 'more',
  isComputed: true,
  is: (value: unknown): value is Result =>
    (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'string' || typeof value === 'boolean',
  empty: (value: Result) => value === '',
  display: (value: Result, field: FieldInfo, locale: FormLocale) => resultOf(field).display(value, field, locale),
  feelType: (field: FieldInfo) => resultOf(field).feelType(field),
  toFeel: (value: Result, field: FieldInfo) => resultOf(field).toFeel(value, field),
  fromFeel: (value: FeelValue, field: FieldInfo) => resultOf(field).fromFeel(value, field) as Result | undefined,
} as const;

/** Shows what its rule computes; nobody types it. */
export const formula = defineField<Result>({
  ...shared,
  component: 'Formula',
  label: { 'zh-CN': '公式', 'en-US': 'Formula' },
  icon: 'FunctionOutlined',
  propKeys: ['result', 'unit', 'moneyUnit', 'sum', 'half'],
});

/** A value that is computed or comes from the registry, for rules and lists, and is drawn nowhere. */
export const hidden = defineField<Result>({
  ...shared,
  component: 'Hidden',
  label: { 'zh-CN': '隐藏值', 'en-US': 'Hidden value' },
  icon: 'EyeInvisibleOutlined',
  print: 'none',
  allowedInTable: false,
  propKeys: ['result'],
});
