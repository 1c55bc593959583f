import { fieldDefinitions } from './fields/index.js';
import { moneyText, moneyUnitOf } from './fields/money.js';
import { displayValue } from './presentation.js';
import type { FieldInfo } from './state.js';
import type { FormLocale, Row } from './types.js';

/** The answer a typed or pasted text stands for; what it cannot stand for stays text, and is judged as such. */
export const answerFromText = (field: FieldInfo, text: string): unknown =>
  fieldDefinitions[field.component].fromText(text, field);

/** Cells of a text copied from a spreadsheet: tabs between cells, quotes around what holds line breaks. */
export function cellsOfTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const put = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === '\t') put();
    else if (character === '\n') {
      put();
      rows.push([]);
    } else if (character !== '\r') cell += character;
  }
  put();
  return rows.filter((row) => row.some((entry) => entry.trim() !== ''));
}

/** Columns a person can fill in, and so paste into. */
const fillable = (table: FieldInfo): readonly FieldInfo[] =>
  table.columns.filter(
    ({ kind, component, node }) =>
      kind === 'value' && !fieldDefinitions[component].isComputed && node['x-rules']?.value === undefined,
  );

/**
 * Rows for the cells of a spreadsheet. A first row of titles says which column is which; without one they follow the
 * order of the columns. Nothing is judged here: what does not fit is red in its cell afterwards.
 */
export function rowsFromCells(
  table: FieldInfo,
  cells: readonly (readonly string[])[],
  newId: () => string,
): readonly Row[] {
  const columns = fillable(table);
  const titles = cells[0]?.map((title) => title.trim()) ?? [];
  const byTitle = titles.map((title) =>
    columns.find((column) => title === column.node.title || title === englishTitle(column) || title === column.name),
  );
  const hasTitles = byTitle.some((column) => column !== undefined);
  const order = hasTitles ? byTitle : columns;
  return cells.slice(hasTitles ? 1 : 0).map((row) => {
    const values = row.flatMap((text, index) => {
      const column = order[index];
      const value = column === undefined ? undefined : answerFromText(column, text);
      return column === undefined || value === undefined ? [] : [[column.id, value] as const];
    });
    return { id: newId(), ...Object.fromEntries(values) };
  });
}

const englishTitle = (column: FieldInfo): string | undefined => column.node['x-translations']?.['en-US']?.title;

/** One cell of a ledger or spreadsheet: figures as figures (money in its unit), everything else as people read it. */
export function ledgerCell(field: FieldInfo, value: unknown, locale: FormLocale): string | number | undefined {
  const { ledger, isEmpty } = fieldDefinitions[field.component];
  if (isEmpty(value)) return undefined;
  if (ledger === 'number' && typeof value === 'number')
    return field.component === 'Money' ? Number(moneyText(value, moneyUnitOf(field))) : value;
  if (ledger === 'date' && typeof value === 'string') return value;
  return displayValue(field, value, locale);
}

/** A table as a spreadsheet: titles, then rows. */
export function sheetOfRows(
  table: FieldInfo,
  rows: readonly Row[],
  locale: FormLocale,
): readonly (readonly (string | number | undefined)[])[] {
  const columns = table.columns.filter((column) => column.kind === 'value');
  const title = (column: FieldInfo) => (locale === 'en-US' && englishTitle(column)) || column.node.title;
  return [
    columns.map(title),
    ...rows.map((row) => columns.map((column) => ledgerCell(column, row[column.id], locale))),
  ];
}

/** Sums of the columns that show one, by column id, exact to six decimal places. */
export function columnSums(table: FieldInfo, rows: readonly Row[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const column of table.columns) {
    if (column.node['x-component-props']?.sum !== true) continue;
    const figures = rows.map((row) => row[column.id]).filter((value) => typeof value === 'number');
    const millionths = figures.reduce((sum, value) => sum + Math.round(value * 1_000_000), 0);
    sums[column.id] = millionths / 1_000_000;
  }
  return sums;
}

/**
 * Lays pasted cells over a table, its top left one at a cell, as spreadsheets do; rows that are missing are added. Cells
 * with titles in their first row are added below. Gives the new rows, at most `most`.
 */
export function pasteCells(
  table: FieldInfo,
  rows: readonly Row[],
  at: { readonly row: number; readonly columnId: string },
  cells: readonly (readonly string[])[],
  how: { readonly most: number; readonly newId: () => string },
): readonly Row[] {
  const columns = fillable(table);
  const first = columns.findIndex((column) => column.id === at.columnId);
  const titles = new Set(cells[0]?.map((cell) => cell.trim()));
  const hasTitles = columns.filter((column) => titles.has(column.node.title)).length >= Math.min(2, columns.length);
  if (first < 0 || hasTitles) return [...rows, ...rowsFromCells(table, cells, how.newId)].slice(0, how.most);
  const result: Row[] = [...rows];
  for (const [offset, line] of cells.entries()) {
    const index = at.row + offset;
    if (index >= how.most) break;
    const changes = line.flatMap((text, across) => {
      const column = columns[first + across];
      return column === undefined ? [] : [[column.id, answerFromText(column, text)] as const];
    });
    const merged = { ...(result[index] ?? { id: how.newId() }), ...Object.fromEntries(changes) };
    result[index] = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Row;
  }
  return result;
}
