import type { FieldInfo } from '../state.js';
import type { FormLocale, Option } from '../types.js';
import { defineField, isString, issue, type LocalIssue, stringType } from './definition.js';

const twoOptions = (): { enum: readonly Option[] } => ({
  enum: [
    { label: '选项一', value: '选项一' },
    { label: '选项二', value: '选项二' },
  ],
});
export const labelOf = (field: FieldInfo, value: string): string =>
  field.options?.find((option) => option.value === value)?.label ?? value;
/** The value of an option by its label, or the text itself. */
export const optionValue = (field: FieldInfo, text: string): string =>
  field.options?.find((option) => option.label === text)?.value ?? text;
export const isKnown = (field: FieldInfo, value: string): boolean =>
  field.options?.some((option) => option.value === value) ?? false;

export const choice = defineField<string>({
  component: 'Choice',
  jsonType: 'string',
  group: 'common',
  label: { 'zh-CN': '单选', 'en-US': 'Choice' },
  icon: 'UnorderedListOutlined',
  hasOptions: true,
  propKeys: ['placeholder', 'half'],
  node: twoOptions,
  is: isString,
  empty: (value) => value === '',
  judge: (value, field) => (isKnown(field, value) ? [] : [issue('NOT_AN_OPTION')]),
  display: (value, field) => labelOf(field, value),
  feelType: stringType,
  // A label may be reworded later; rules compare with the option's value.
  toFeel: (value) => value,
  fromFeel: (value) => (isString(value) ? value : undefined),
  fromText: (text, field) => optionValue(field, text),
  limitKeys: ['unique'],
});

/** What every field of several options does. */
export const severalValues = {
  is: (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.length <= 1000 && value.every(isString),
  empty: (value: readonly string[]) => value.length === 0,
  judge: (value: readonly string[], field: FieldInfo): readonly LocalIssue[] => {
    if (!value.every((item) => isKnown(field, item))) return [issue('NOT_AN_OPTION')];
    if (new Set(value).size !== value.length) return [issue('DUPLICATE_OPTION')];
    const { minItems, maxItems } = field.node['x-limits'] ?? {};
    const issues: LocalIssue[] = [];
    if (minItems !== undefined && value.length < minItems)
      issues.push(issue('TOO_FEW', { min: minItems, what: 'option' }));
    if (maxItems !== undefined && value.length > maxItems)
      issues.push(issue('TOO_MANY', { max: maxItems, what: 'option' }));
    return issues;
  },
  display: (value: readonly string[], field: FieldInfo, locale: FormLocale) =>
    value.map((item) => labelOf(field, item)).join(locale === 'zh-CN' ? '、' : ', '),
  feelType: { kind: 'list', of: stringType },
  toFeel: (value: readonly string[]) => value,
  fromFeel: (value: unknown) => (Array.isArray(value) && value.every(isString) ? value : undefined),
  fromText: (text: string, field: FieldInfo) =>
    text.split(/[、,，;；]\s*/).map((part) => optionValue(field, part.trim())),
} as const;

export const multipleChoice = defineField<readonly string[]>({
  component: 'MultipleChoice',
  jsonType: 'array',
  group: 'common',
  label: { 'zh-CN': '多选', 'en-US': 'Multiple choice' },
  icon: 'CheckSquareOutlined',
  hasOptions: true,
  limitKeys: ['minItems', 'maxItems'],
  node: twoOptions,
  ...severalValues,
});

/** The labels from the root of the options down to this one. */
export function optionPath(field: FieldInfo, code: string): readonly string[] {
  const path: string[] = [];
  let current: string | undefined = code;
  while (current !== undefined && path.length < 8) {
    const wanted: string = current;
    const option: Option | undefined = field.options?.find((entry) => entry.value === wanted);
    path.unshift(option?.label ?? wanted);
    current = option?.parent;
  }
  return path;
}

/** 行政区划 (GB/T 2260): the code is stored, and what FEEL sees. */
export const region = defineField<string>({
  component: 'Region',
  jsonType: 'string',
  group: 'government',
  label: { 'zh-CN': '行政区划', 'en-US': 'Region' },
  icon: 'EnvironmentOutlined',
  hasOptions: true,
  allowedInTable: false,
  propKeys: ['placeholder', 'codeTable', 'half'],
  node: () => ({ enum: [] }),
  is: isString,
  empty: (value) => value === '',
  judge: (value, field) => {
    if (field.options === undefined) return [issue('CODE_TABLE_MISSING')];
    return isKnown(field, value) ? [] : [issue('NOT_AN_OPTION')];
  },
  display: (value, field) => optionPath(field, value).join(' '),
  feelType: stringType,
  toFeel: (value) => value,
});
