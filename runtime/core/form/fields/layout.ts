import { defineField, isNever } from './definition.js';

const nothing = {
  jsonType: 'void',
  group: 'layout',
  is: isNever,
  display: () => '',
  feelType: { kind: 'null' },
  toFeel: () => null,
} as const;
const box = { ...nothing, kind: 'box', propKeys: [], node: () => ({ properties: {} }) } as const;
const words = { ...nothing, kind: 'words', propKeys: [] } as const;

/** A heading and the page of filling in that stands under it. */
export const section = defineField<never>({
  ...box,
  component: 'Section',
  label: { 'zh-CN': '分组', 'en-US': 'Section' },
  icon: 'AppstoreOutlined',
});

/** Fields that belong together, in a frame with a heading. */
export const card = defineField<never>({
  ...box,
  component: 'Card',
  label: { 'zh-CN': '卡片', 'en-US': 'Card' },
  icon: 'CreditCardOutlined',
});

/** Fields side by side where there is room. */
export const columns = defineField<never>({
  ...box,
  component: 'Columns',
  label: { 'zh-CN': '分栏', 'en-US': 'Columns' },
  icon: 'ColumnWidthOutlined',
  propKeys: ['columns'],
});

/** Cards of which one is seen at a time. */
export const tabs = defineField<never>({
  ...box,
  component: 'Tabs',
  label: { 'zh-CN': '标签页', 'en-US': 'Tabs' },
  icon: 'SwitcherOutlined',
});

export const note = defineField<never>({
  ...words,
  component: 'Note',
  label: { 'zh-CN': '说明', 'en-US': 'Note' },
  icon: 'InfoCircleOutlined',
  propKeys: ['content', 'tone'],
  node: () => ({ 'x-component-props': { content: '在这里写给申请人看的说明。', tone: 'info' } }),
});

/** A text with headings, lists, bold words and links, in a small part of Markdown; no HTML (D19). */
export const richNote = defineField<never>({
  ...words,
  component: 'RichNote',
  label: { 'zh-CN': '富文本说明', 'en-US': 'Rich note' },
  icon: 'FileTextOutlined',
  propKeys: ['content'],
  node: () => ({
    'x-component-props': {
      content: '## 填写须知\n\n- **第一条**：写在这里\n- 第二条：[办事指南](https://example.gov.cn)',
    },
  }),
});

export const divider = defineField<never>({
  ...words,
  component: 'Divider',
  label: { 'zh-CN': '分隔线', 'en-US': 'Divider' },
  icon: 'LineOutlined',
});
