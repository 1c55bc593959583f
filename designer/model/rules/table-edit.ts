import type { DecisionTable, TableInput, TableOutput, TableRule } from '#core/dmn';
import type { NewId } from '../ids.js';

/** A cell of the grid: columns count inputs first, then outputs, then the note. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export const columnCount = ({ inputs, outputs }: DecisionTable): number => inputs.length + outputs.length + 1;

/** What stands in a cell; '' outside the table. */
export function cellAt(table: DecisionTable, { row, column }: CellPlace): string {
  const rule = table.rules[row];
  if (rule === undefined) return '';
  const { inputs, outputs } = table;
  if (column < inputs.length) return rule.when[column] ?? '';
  return column < inputs.length + outputs.length ? (rule.give[column - inputs.length] ?? '') : rule.note;
}

export function setCell(table: DecisionTable, place: CellPlace, text: string): DecisionTable {
  const rule = table.rules[place.row];
  if (rule === undefined) return table;
  return { ...table, rules: table.rules.with(place.row, withCell(table, rule, place.column, text)) };
}

function withCell({ inputs, outputs }: DecisionTable, rule: TableRule, column: number, text: string): TableRule {
  if (column < inputs.length) return { ...rule, when: filled(rule.when, inputs.length).with(column, text) };
  const output = column - inputs.length;
  if (output < outputs.length) return { ...rule, give: filled(rule.give, outputs.length).with(output, text) };
  return { ...rule, note: text };
}

/** Exactly so many cells. */
const filled = (cells: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => cells[index] ?? '');

export const maxRows = 500;
const maxInputs = 20;
const maxOutputs = 10;

export function blankTable(newId: NewId): DecisionTable {
  const input: TableInput = { id: newId('i'), label: '', feel: '', type: 'any', allowed: '' };
  const output: TableOutput = { id: newId('o'), name: '', label: '', type: 'number', allowed: '', otherwise: '' };
  const table: DecisionTable = { kind: 'table', hitPolicy: 'U', inputs: [input], outputs: [output], rules: [] };
  return insertRow(table, 0, newId);
}

export function insertRow(table: DecisionTable, at: number, newId: NewId): DecisionTable {
  if (table.rules.length >= maxRows) return table;
  const rule: TableRule = {
    id: newId('r'),
    when: table.inputs.map(() => ''),
    give: table.outputs.map(() => ''),
    note: '',
  };
  return { ...table, rules: table.rules.toSpliced(at, 0, rule) };
}

export function duplicateRow(table: DecisionTable, row: number, newId: NewId): DecisionTable {
  const rule = table.rules[row];
  if (rule === undefined || table.rules.length >= maxRows) return table;
  return { ...table, rules: table.rules.toSpliced(row + 1, 0, { ...rule, id: newId('r') }) };
}

export const removeRow = (table: DecisionTable, row: number): DecisionTable => ({
  ...table,
  rules: table.rules.toSpliced(row, 1),
});

export const moveRow = (table: DecisionTable, row: number, by: number): DecisionTable => ({
  ...table,
  rules: moved(table.rules, row, row + by),
});

/** A list with one item in another place; the same list where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length || from === to) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

export type ColumnKind = 'input' | 'output';

export function insertColumn(table: DecisionTable, kind: ColumnKind, newId: NewId): DecisionTable {
  if (kind === 'input') {
    if (table.inputs.length >= maxInputs) return table;
    const input: TableInput = { id: newId('i'), label: '', feel: '', type: 'any', allowed: '' };
    return {
      ...table,
      inputs: [...table.inputs, input],
      rules: table.rules.map((rule) => ({ ...rule, when: [...filled(rule.when, table.inputs.length), ''] })),
    };
  }
  if (table.outputs.length >= maxOutputs) return table;
  const output: TableOutput = { id: newId('o'), name: '', label: '', type: 'any', allowed: '', otherwise: '' };
  return {
    ...table,
    outputs: [...table.outputs, output],
    rules: table.rules.map((rule) => ({ ...rule, give: [...filled(rule.give, table.outputs.length), ''] })),
  };
}

export function removeColumn(table: DecisionTable, kind: ColumnKind, index: number): DecisionTable {
  if (kind === 'input') {
    return {
      ...table,
      inputs: table.inputs.toSpliced(index, 1),
      rules: table.rules.map((rule) => ({ ...rule, when: filled(rule.when, table.inputs.length).toSpliced(index, 1) })),
    };
  }
  return {
    ...table,
    outputs: table.outputs.toSpliced(index, 1),
    rules: table.rules.map((rule) => ({ ...rule, give: filled(rule.give, table.outputs.length).toSpliced(index, 1) })),
  };
}

export function moveColumn(table: DecisionTable, kind: ColumnKind, index: number, by: number): DecisionTable {
  const [inputs, outputs] = [table.inputs.length, table.outputs.length];
  if (kind === 'input') {
    return {
      ...table,
      inputs: moved(table.inputs, index, index + by),
      rules: table.rules.map((rule) => ({ ...rule, when: moved(filled(rule.when, inputs), index, index + by) })),
    };
  }
  return {
    ...table,
    outputs: moved(table.outputs, index, index + by),
    rules: table.rules.map((rule) => ({ ...rule, give: moved(filled(rule.give, outputs), index, index + by) })),
  };
}

/**
 * Cells pasted at a place, as from a spreadsheet: to the right and down, with new rows where there are too few. What is too
 * wide or too long is left out, and counted. `convert` makes FEEL of what was written.
 */
export function pasteCells(
  table: DecisionTable,
  at: CellPlace,
  cells: readonly (readonly string[])[],
  how: { readonly newId: NewId; readonly convert: (text: string, column: number) => string },
): { readonly table: DecisionTable; readonly leftOut: number } {
  let next = table;
  let leftOut = 0;
  for (const [down, row] of cells.entries()) {
    if (at.row + down >= next.rules.length) next = insertRow(next, next.rules.length, how.newId);
    for (const [right, text] of row.entries()) {
      const place = { row: at.row + down, column: at.column + right };
      const fits = place.column < columnCount(table) && place.row < next.rules.length;
      if (fits) next = setCell(next, place, how.convert(text, place.column));
      else if (text !== '') leftOut += 1;
    }
  }
  return { table: next, leftOut };
}
