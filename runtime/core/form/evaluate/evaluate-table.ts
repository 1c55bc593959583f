import { FeelContext, type FeelValue } from '#core/feel';
import type { CompiledField } from '../compile/compile-form.js';
import { isRow } from '../fields/row.js';
import type { FieldState, FormContext } from '../state.js';
import type { AccessLevel, Row } from '../types.js';
import { judgeField, type Lookup, runRule } from './judge-field.js';

/** A row whose columns have been computed. */
export interface RowResult {
  readonly row: Row;
  readonly visible: Readonly<Record<string, boolean>>;
  /** With computed values put in. */
  readonly values: Row;
  readonly feel: FeelContext;
  /** Values by column name, for the rules of this row. */
  readonly byName: ReadonlyMap<string, FeelValue>;
}

export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

/** Visibility and computed values of one row, columns in the order in which they depend on each other. */
export function defineRow(table: CompiledField, row: Row, outer: Lookup, now: string): RowResult {
  const visible: Record<string, boolean> = {};
  const values: Record<string, unknown> = { ...row };
  const byName = new Map<string, FeelValue>(table.columns.map((column) => [column.info.name, null]));
  const lookup: Lookup = (name) => byName.get(name) ?? (byName.has(name) ? null : outer(name));
  for (const column of table.columns) {
    const { info, rules, definition } = column;
    const shown = rules.visible === undefined || runRule(rules.visible, lookup, now) === true;
    visible[info.id] = shown;
    if (rules.value !== undefined) {
      const computed = definition.fromFeel(runRule(rules.value, lookup, now));
      if (computed === undefined) delete values[info.id];
      else values[info.id] = computed;
    }
    const value = values[info.id];
    byName.set(
      info.name,
      shown && value !== undefined && !definition.isEmpty(value) ? definition.toFeel(value, info) : null,
    );
  }
  return { row, visible, values: values as Row, feel: new FeelContext(byName), byName };
}

export const cellPath = (tableId: string, rowId: string, columnId: string): string => `${tableId}.${rowId}.${columnId}`;

/** The states of a row's cells, by column id. */
export function judgeRow(
  table: CompiledField,
  result: RowResult,
  at: { readonly tableVisible: boolean; readonly levelOf: (column: CompiledField) => AccessLevel },
  outer: Lookup,
  context: FormContext,
): ReadonlyMap<string, FieldState> {
  const lookup: Lookup = (name) => (result.byName.has(name) ? (result.byName.get(name) ?? null) : outer(name));
  return new Map(
    table.columns.map((column) => {
      const { id } = column.info;
      const placed = {
        path: cellPath(table.info.id, result.row.id, id),
        visible: at.tableVisible && result.visible[id] === true,
        value: result.values[id],
        level: at.levelOf(column),
        fact: undefined,
        verdict: undefined,
      };
      return [id, judgeField(column, placed, lookup, context)];
    }),
  );
}
