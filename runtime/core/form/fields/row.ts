import type { FieldInfo } from '../state.js';
import { onlyRowId, type Row } from '../types.js';
import { isPlainObject, isString } from './definition.js';

export const rowCeiling = 1000;
export const rowIdShape = /^[A-Za-z0-9_-]{1,40}$/;

export const isRow = (value: unknown): value is Row =>
  isPlainObject(value) && isString(value.id) && rowIdShape.test(value.id);

const emptyRow: Row = { id: onlyRowId };

/** The rows an answer holds; a block has its one row even where nothing is given yet. */
export function rowsIn(field: Pick<FieldInfo, 'kind'>, value: unknown): readonly Row[] {
  const rows = rowsOf(value);
  return field.kind === 'block' ? [rows.find((row) => row.id === onlyRowId) ?? emptyRow] : rows;
}

/** Whether a field's answer is rows of its columns, one or many. */
export const holdsRows = (field: Pick<FieldInfo, 'kind'>): boolean => field.kind === 'rows' || field.kind === 'block';

export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);
