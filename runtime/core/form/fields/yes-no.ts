import { defineField } from './definition.js';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export const yesNo = defineField<boolean>({
  component: 'YesNo',
  jsonType: 'boolean',
  group: 'common',
  label: { 'zh-CN': '是否', 'en-US': 'Yes or no' },
  icon: 'QuestionCircleOutlined',
  is: isBoolean,
  display: (value, _field, locale) => (locale === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No'),
  feelType: { kind: 'boolean' },
  toFeel: (value) => value,
  fromFeel: (value) => (isBoolean(value) ? value : undefined),
  fromText: (text) => {
    if (/^(?:是|有|对|√|yes|true|y|1)$/i.test(text)) return true;
    return /^(?:否|无|没有|×|no|false|n|0)$/i.test(text) ? false : text;
  },
});

/** 告知承诺: where it is required, only true will do. */
export const agreement = defineField<boolean>({
  component: 'Agreement',
  jsonType: 'boolean',
  group: 'government',
  label: { 'zh-CN': '承诺书', 'en-US': 'Declaration' },
  icon: 'EditOutlined',
  allowedInTable: false,
  propKeys: ['content'],
  node: () => ({
    required: true,
    'x-component-props': { content: '本单位承诺所填内容和所交材料真实、完整；如有虚假，愿退回资金并承担责任。' },
  }),
  is: isBoolean,
  empty: (value) => !value,
  display: (value, _field, locale) =>
    locale === 'zh-CN' ? (value ? '已承诺' : '未承诺') : value ? 'Declared' : 'Not declared',
  feelType: { kind: 'boolean' },
  toFeel: (value) => value,
});
