import type { FieldInfo } from '../state.js';
import type { Option } from '../types.js';
import { isKnown, labelOf, optionPath, optionValue, severalValues } from './choice.js';
import { defineField, isString, issue, stringType } from './definition.js';

const smallTree = (): { enum: readonly Option[] } => ({
  enum: [
    { label: '大类一', value: '大类一' },
    { label: '小类一', value: '小类一', parent: '大类一' },
    { label: '小类二', value: '小类二', parent: '大类一' },
  ],
});
const isLeaf = (field: FieldInfo, value: string): boolean =>
  !(field.options ?? []).some((option) => option.parent === value);

/** One choice out of a tree, level by level: only what has nothing below it is an answer. */
export const cascade = defineField<string>({
  component: 'Cascade',
  jsonType: 'string',
  group: 'more',
  label: { 'zh-CN': '级联选择', 'en-US': 'Cascade' },
  icon: 'ApartmentOutlined',
  hasOptions: true,
  allowedInTable: false,
  propKeys: ['placeholder', 'half'],
  node: smallTree,
  is: isString,
  empty: (value) => value === '',
  judge: (value, field) => {
    if (!isKnown(field, value)) return [issue('NOT_AN_OPTION')];
    return isLeaf(field, value) ? [] : [issue('NOT_A_LEAF', { label: labelOf(field, value) })];
  },
  display: (value, field) => optionPath(field, value).join(' / '),
  feelType: stringType,
  toFeel: (value) => value,
  fromFeel: (value) => (isString(value) ? value : undefined),
  fromText: (text, field) => optionValue(field, text.split('/').at(-1)?.trim() ?? text),
});

/** Several choices out of a tree; each tick stands for itself. */
export const tree = defineField<readonly string[]>({
  ...severalValues,
  component: 'Tree',
  jsonType: 'array',
  group: 'more',
  label: { 'zh-CN': '树形多选', 'en-US': 'Tree' },
  icon: 'PartitionOutlined',
  hasOptions: true,
  allowedInTable: false,
  limitKeys: ['minItems', 'maxItems'],
  propKeys: [],
  node: smallTree,
});
