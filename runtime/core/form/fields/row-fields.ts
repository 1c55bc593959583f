import { FeelContext, type FeelType, type FeelValue } from '#core/feel';
import type { FieldInfo } from '../state.js';
import type { FormLocale, Row } from '../types.js';
import { partNamesOf } from './blocks.js';
import { defineField, issue, type LocalIssue } from './definition.js';
import { fieldDefinitions } from './index.js';
import { isRow, rowCeiling } from './row.js';

const rowFeel = (columns: readonly FieldInfo[], row: Row): FeelValue =>
  new FeelContext(
    new Map(
      columns.map((column) => [
        column.name,
        row[column.id] === undefined ? null : fieldDefinitions[column.component].toFeel(row[column.id], column),
      ]),
    ),
  );
const rowType = (field: FieldInfo): FeelType => ({
  kind: 'context',
  entries: Object.fromEntries(
    field.columns.map((column) => [column.name, fieldDefinitions[column.component].feelType(column)]),
  ),
});
const isRows = (value: unknown): value is readonly Row[] => Array.isArray(value) && value.every(isRow);

function judgeRowCount(value: readonly Row[], field: FieldInfo): readonly LocalIssue[] {
  const { minItems, maxItems = rowCeiling } = field.node['x-limits'] ?? {};
  const issues: LocalIssue[] = [];
  if (minItems !== undefined && value.length < minItems) issues.push(issue('TOO_FEW', { min: minItems, what: 'row' }));
  if (value.length > maxItems) issues.push(issue('TOO_MANY', { max: maxItems, what: 'row' }));
  return issues;
}

/** Rows with stable ids (D10); cells are judged by their columns, only the rows are judged here. */
const manyRows = {
  kind: 'rows',
  jsonType: 'array',
  group: 'layout',
  limitKeys: ['minItems', 'maxItems'],
  is: isRows,
  empty: (value: readonly Row[]) => value.length === 0,
  judge: judgeRowCount,
  display: (value: readonly Row[], _field: FieldInfo, locale: FormLocale) =>
    locale === 'zh-CN' ? `${value.length} 行` : `${value.length} rows`,
  feelType: (field: FieldInfo): FeelType => ({ kind: 'list', of: rowType(field) }),
  toFeel: (value: readonly Row[], field: FieldInfo) => value.map((row) => rowFeel(field.columns, row)),
} as const;

const firstColumn = (id: string) => ({
  type: 'object' as const,
  properties: { [`${id}_c1`]: { type: 'string' as const, title: '名称', 'x-component': 'Text' as const } },
});

/** A grid of typed columns. */
export const table = defineField<readonly Row[]>({
  ...manyRows,
  component: 'Table',
  label: { 'zh-CN': '明细表', 'en-US': 'Table' },
  icon: 'TableOutlined',
  propKeys: [],
  node: (id) => ({ items: firstColumn(id), 'x-limits': { maxItems: 50 } }),
});

/** The same fields several times over, each time as a card: files may stand in it too. */
export const group = defineField<readonly Row[]>({
  ...manyRows,
  component: 'Group',
  label: { 'zh-CN': '重复组', 'en-US': 'Repeatable group' },
  icon: 'BlockOutlined',
  propKeys: ['rowTitle'],
  node: (id) => ({ items: firstColumn(id), 'x-limits': { maxItems: 20 } }),
});

/** One row of columns its type gives it. Rules see a context: `负责人.姓名`. */
const oneRow = {
  kind: 'block',
  jsonType: 'array',
  group: 'government',
  is: (value: unknown): value is readonly Row[] => isRows(value) && value.length <= 1,
  empty: (value: readonly Row[]) => value.every((row) => Object.keys(row).length === 1),
  display: (value: readonly Row[], field: FieldInfo, locale: FormLocale) =>
    field.columns
      .flatMap((column) => {
        const cell = value[0]?.[column.id];
        const definition = fieldDefinitions[column.component];
        return definition.isEmpty(cell) ? [] : [definition.display(cell, column, locale)];
      })
      .join(field.component === 'Address' ? ' ' : locale === 'zh-CN' ? '，' : ', '),
  feelType: rowType,
  toFeel: (value: readonly Row[], field: FieldInfo) =>
    value[0] === undefined ? null : rowFeel(field.columns, value[0]),
} as const;

export const person = defineField<readonly Row[]>({
  ...oneRow,
  component: 'Person',
  label: { 'zh-CN': '人员信息', 'en-US': 'Person' },
  icon: 'UserOutlined',
  propKeys: ['parts'],
  partNames: partNamesOf('Person'),
});

export const enterprise = defineField<readonly Row[]>({
  ...oneRow,
  component: 'Enterprise',
  label: { 'zh-CN': '企业信息', 'en-US': 'Enterprise' },
  icon: 'ShopOutlined',
  propKeys: ['parts', 'fromRegistry'],
  partNames: partNamesOf('Enterprise'),
});

export const address = defineField<readonly Row[]>({
  ...oneRow,
  component: 'Address',
  label: { 'zh-CN': '地址', 'en-US': 'Address' },
  icon: 'HomeOutlined',
  print: 'line',
  hasOptions: true,
  propKeys: ['codeTable'],
  node: () => ({ enum: [] }),
});

/** Several files, each with a title, kinds, number and rules of its own: which are asked depends on the answers. */
export const fileSet = defineField<readonly Row[]>({
  ...oneRow,
  component: 'FileSet',
  label: { 'zh-CN': '材料清单', 'en-US': 'Set of files' },
  icon: 'FolderOpenOutlined',
  propKeys: [],
  node: (id) => ({
    items: {
      type: 'object',
      properties: {
        [`${id}_f1`]: {
          type: 'array',
          title: '材料一',
          'x-component': 'File',
          required: true,
          'x-limits': { accept: ['.pdf', '.jpg', '.jpeg', '.png'], maxItems: 5 },
        },
      },
    },
  }),
});
