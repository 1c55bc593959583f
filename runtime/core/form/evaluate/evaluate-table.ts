import { FeelContext, type FeelValue } from '#core/feel';
import type { CompiledField } from '../compile/compile-form.js';
import type { FieldState, FormContext } from '../state.js';
import type { AccessLevel, RegistryFact, Row } from '../types.js';
import { accessLevel, mayEdit } from './access.js';
import { factFor, isCertified, judgeField } from './judge-field.js';
import { type Lookup, runRule } from './run-rule.js';

/** A row whose columns have been computed. */
export interface RowResult {
  readonly row: Row;
  readonly visible: Readonly<Record<string, boolean>>;
  /** With computed values put in. */
  readonly values: Row;
  readonly feel: FeelContext;
  /** Values by column name, for the rules of this row. */
  readonly byName: ReadonlyMap<string, FeelValue>;
  /** Whether anything in it is filled in. */
  readonly isGiven: boolean;
  /** What the registry knows for its columns: of a block only, because rows of a table are many. */
  readonly facts: ReadonlyMap<string, RegistryFact>;
}

/** Visibility and computed values of one row, columns in the order in which they depend on each other. */
export function defineRow(table: CompiledField, row: Row, outer: Lookup, context: FormContext): RowResult {
  const visible: Record<string, boolean> = {};
  const values: Record<string, unknown> = { ...row };
  const byName = new Map<string, FeelValue>(table.columns.map((column) => [column.info.name, null]));
  const lookup: Lookup = (name) => byName.get(name) ?? (byName.has(name) ? null : outer(name));
  const facts = factsOf(table, context);
  for (const column of table.columns) {
    const { info, rules, definition } = column;
    const fact = facts.get(info.id);
    const takesFact = values[info.id] === undefined || mayEdit(accessLevel(context.access, info));
    if (fact !== undefined && isCertified(column) && takesFact) values[info.id] = fact.value;
    const shown = rules.visible === undefined || runRule(rules.visible, lookup, context) === true;
    visible[info.id] = shown;
    if (rules.value !== undefined) {
      const computed = definition.fromFeel(runRule(rules.value, lookup, context), info);
      if (computed === undefined) delete values[info.id];
      else values[info.id] = computed;
    }
    const value = values[info.id];
    byName.set(
      info.name,
      shown && value !== undefined && !definition.isEmpty(value) ? definition.toFeel(value, info) : null,
    );
  }
  const isGiven = table.columns.some(({ info, definition }) => !definition.isEmpty(values[info.id]));
  return { row, visible, values: values as Row, feel: new FeelContext(byName), byName, isGiven, facts };
}

function factsOf(table: CompiledField, { registry }: FormContext): ReadonlyMap<string, RegistryFact> {
  const facts = new Map<string, RegistryFact>();
  if (table.info.kind !== 'block' || registry === undefined) return facts;
  for (const column of table.columns) {
    const fact = factFor(column, registry);
    if (fact !== undefined) facts.set(column.info.id, fact);
  }
  return facts;
}

/** By `row.column`, the number of an earlier row that holds the same value in a column whose values differ in all rows. */
export function repeatsIn(table: CompiledField, rows: readonly RowResult[]): ReadonlyMap<string, number> {
  const repeats = new Map<string, number>();
  for (const { info, definition } of table.columns) {
    if (info.node['x-limits']?.unique !== true) continue;
    const first = new Map<string, number>();
    for (const [index, { row, values, visible }] of rows.entries()) {
      const value = values[info.id];
      if (visible[info.id] !== true || definition.isEmpty(value)) continue;
      const key = JSON.stringify(definition.normalise(value));
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, index + 1);
      else repeats.set(`${row.id}.${info.id}`, earlier);
    }
  }
  return repeats;
}

export const cellPath = (tableId: string, rowId: string, columnId: string): string => `${tableId}.${rowId}.${columnId}`;

/** The states of a row's cells, by column id. */
export function judgeRow(
  table: CompiledField,
  result: RowResult,
  at: {
    readonly tableVisible: boolean;
    readonly levelOf: (column: CompiledField) => AccessLevel;
    /** Whether the row must be complete: a block that is optional and empty need not be. */
    readonly isAsked: boolean;
    readonly repeats: ReadonlyMap<string, number>;
  },
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
        fact: result.facts.get(id),
        verdict: undefined,
        isAsked: at.isAsked,
        repeats: at.repeats.get(`${result.row.id}.${id}`),
      };
      return [id, judgeField(column, placed, lookup, context)];
    }),
  );
}
