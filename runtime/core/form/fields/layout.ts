import { FeelContext, type FeelType, type FeelValue } from '#core/feel';
import type { FieldInfo } from '../state.js';
import type { Row } from '../types.js';
import { defineField, isNever, issue, type LocalIssue } from './definition.js';
import { fieldDefinitions } from './index.js';
import { isRow, rowCeiling } from './row.js';

/** A heading and the page of filling in that stands under it; holds no answer. */
export const section = defineField<never>({
  component: 'Section',
  jsonType: 'void',
  group: 'layout',
  label: { 'zh-CN': '分组', 'en-US': 'Section' },
  icon: 'AppstoreOutlined',
  hasValue: false,
  allowedInTable: false,
  propKeys: [],
  node: () => ({ properties: {} }),
  is: isNever,
  display: () => '',
  feelType: { kind: 'null' },
  toFeel: () => null,
});

export const note = defineField<never>({
  component: 'Note',
  jsonType: 'void',
  group: 'layout',
  label: { 'zh-CN': '说明', 'en-US': 'Note' },
  icon: 'InfoCircleOutlined',
  hasValue: false,
  allowedInTable: false,
  propKeys: ['content', 'tone'],
  node: () => ({ 'x-component-props': { content: '在这里写给申请人看的说明。', tone: 'info' } }),
  is: isNever,
  display: () => '',
  feelType: { kind: 'null' },
  toFeel: () => null,
});

const rowFeel = (columns: readonly FieldInfo[], row: Row): FeelValue =>
  new FeelContext(
    new Map(
      columns.map((column) => [
        column.name,
        row[column.id] === undefined ? null : fieldDefinitions[column.component].toFeel(row[column.id], column),
      ]),
    ),
  );

/** Rows with stable ids (D10); cells are judged by their columns, only the rows are judged here. */
export const table = defineField<readonly Row[]>({
  component: 'Table',
  jsonType: 'array',
  group: 'layout',
  label: { 'zh-CN': '明细表', 'en-US': 'Table' },
  icon: 'TableOutlined',
  limitKeys: ['minItems', 'maxItems'],
  allowedInTable: false,
  propKeys: [],
  node: (id) => ({
    items: {
      type: 'object',
      properties: { [`${id}_c1`]: { type: 'string', title: '名称', 'x-component': 'Text' } },
    },
    'x-limits': { maxItems: 50 },
  }),
  is: (value): value is readonly Row[] => Array.isArray(value) && value.every(isRow),
  empty: (value) => value.length === 0,
  judge: (value, field) => {
    const { minItems, maxItems = rowCeiling } = field.node['x-limits'] ?? {};
    const issues: LocalIssue[] = [];
    if (minItems !== undefined && value.length < minItems)
      issues.push(issue('TOO_FEW', { min: minItems, what: 'row' }));
    if (value.length > maxItems) issues.push(issue('TOO_MANY', { max: maxItems, what: 'row' }));
    return issues;
  },
  display: (value, _field, locale) => (locale === 'zh-CN' ? `${value.length} 行` : `${value.length} rows`),
  feelType: (field): FeelType => ({
    kind: 'list',
    of: {
      kind: 'context',
      entries: Object.fromEntries(
        field.columns.map((column) => [column.name, fieldDefinitions[column.component].feelType(column)]),
      ),
    },
  }),
  toFeel: (value, field) => value.map((row) => rowFeel(field.columns, row)),
});
