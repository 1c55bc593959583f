import { matchesWhole } from '../parse/safe-pattern.js';
import type { FieldInfo } from '../state.js';
import { characterCount, defineField, isString, issue, type LocalIssue, stringType } from './definition.js';

/** Longest text a field without own limit takes; a line of 200, a text of 4,000 characters. */
const ceiling = { Text: 200, LongText: 4000 } as const;
export const textCeiling = 20_000;

// Line breaks have no place in a line; other control characters in neither (they break exports and prints).
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const notInLine = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const notInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function judgeText(value: string, field: FieldInfo): readonly LocalIssue[] {
  const limits = field.node['x-limits'] ?? {};
  const isLine = field.component === 'Text';
  if ((isLine ? notInLine : notInText).test(value)) return [issue('BAD_CHARACTERS')];
  const length = characterCount(value);
  const max = limits.maxLength ?? ceiling[isLine ? 'Text' : 'LongText'];
  if (length > max) return [issue('TOO_LONG', { max, over: length - max })];
  if (limits.minLength !== undefined && length < limits.minLength) {
    return [issue('TOO_SHORT', { min: limits.minLength, under: limits.minLength - length })];
  }
  if (limits.pattern !== undefined && !matchesWhole(limits.pattern, value)) {
    return [issue('PATTERN_MISMATCH', limits.patternMessage ? { message: limits.patternMessage } : {})];
  }
  return [];
}

const shared = {
  jsonType: 'string',
  group: 'common',
  is: isString,
  empty: (value: string) => value.trim() === '',
  normalise: (value: string) => value.trim(),
  judge: judgeText,
  display: (value: string) => value,
  mask: (value: string) => '•'.repeat(Math.min(6, characterCount(value))),
  isSensitive: (node: FieldInfo['node']) => node['x-component-props']?.sensitive === true,
  feelType: stringType,
  toFeel: (value: string) => value,
  fromFeel: (value: unknown) => (isString(value) ? value : undefined),
} as const;

export const text = defineField<string>({
  ...shared,
  component: 'Text',
  label: { 'zh-CN': '单行文字', 'en-US': 'Text' },
  icon: 'FontSizeOutlined',
  limitKeys: ['minLength', 'maxLength', 'pattern', 'patternMessage', 'unique'],
  propKeys: ['placeholder', 'sensitive', 'half'],
});

export const longText = defineField<string>({
  ...shared,
  component: 'LongText',
  label: { 'zh-CN': '多行文字', 'en-US': 'Long text' },
  icon: 'AlignLeftOutlined',
  limitKeys: ['minLength', 'maxLength'],
  print: 'prose',
  propKeys: ['placeholder', 'rows', 'sensitive', 'half'],
});
