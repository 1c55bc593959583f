import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionTable } from '#core/dmn';
import {
  blankTable,
  cellAt,
  columnCount,
  duplicateRow,
  insertColumn,
  insertRow,
  maxRows,
  moveColumn,
  moveRow,
  pasteCells,
  removeColumn,
  removeRow,
  setCell,
} from '../../../../designer/model/rules/table-edit.js';
import { parseTsv, toTsv } from '../../../../designer/model/rules/tsv.js';

function counted() {
  let count = 0;
  return (prefix: string) => {
    count += 1;
    return `${prefix}${count}`;
  };
}

const newId = counted();
const begin = insertColumn(blankTable(newId), 'input', newId);
/** Two inputs, one output, a note; two rules. */
const table: DecisionTable = [
  ['"大型"', '> 5', '10万', '甲'],
  ['"中型"', '-', '20万', ''],
].reduce(
  (made, cells, row) =>
    cells.reduce(
      (next, text, column) => setCell(next, { row, column }, text),
      row === 0 ? made : insertRow(made, row, newId),
    ),
  begin,
);
const rowsOf = (one: DecisionTable) =>
  one.rules.map((_, row) => Array.from({ length: columnCount(one) }, (__, column) => cellAt(one, { row, column })));

describe('editing a decision table', () => {
  it('sets cells of inputs, outputs and notes, and nothing outside', () => {
    expect(rowsOf(table)).toEqual([
      ['"大型"', '> 5', '10万', '甲'],
      ['"中型"', '-', '20万', ''],
    ]);
    expect(setCell(table, { row: 9, column: 0 }, 'x')).toBe(table);
    expect(cellAt(table, { row: 9, column: 0 })).toBe('');
  });

  it('adds, copies, moves and removes rows', () => {
    expect(rowsOf(moveRow(table, 0, 1)).map((row) => row[0])).toEqual(['"中型"', '"大型"']);
    expect(moveRow(table, 0, -1).rules).toBe(table.rules);
    const copied = duplicateRow(table, 0, newId);
    expect(rowsOf(copied)[1]).toEqual(rowsOf(table)[0]);
    expect(new Set(copied.rules.map((rule) => rule.id)).size).toBe(3);
    expect(rowsOf(removeRow(table, 0))).toEqual([['"中型"', '-', '20万', '']]);
  });

  it('adds, moves and removes columns with their cells', () => {
    expect(rowsOf(moveColumn(table, 'input', 0, 1))[0]).toEqual(['> 5', '"大型"', '10万', '甲']);
    const wide = insertColumn(table, 'output', newId);
    expect(rowsOf(wide)[0]).toEqual(['"大型"', '> 5', '10万', '', '甲']);
    expect(rowsOf(moveColumn(wide, 'output', 0, 1))[0]).toEqual(['"大型"', '> 5', '', '10万', '甲']);
    expect(rowsOf(removeColumn(table, 'input', 0))[0]).toEqual(['> 5', '10万', '甲']);
    expect(rowsOf(removeColumn(wide, 'output', 0))[0]).toEqual(['"大型"', '> 5', '', '甲']);
  });

  it('keeps to the limits of what can be stored', () => {
    let full = table;
    for (let count = 0; count < 30; count += 1)
      full = insertColumn(insertColumn(full, 'input', newId), 'output', newId);
    expect([full.inputs.length, full.outputs.length]).toEqual([20, 10]);
    const many = {
      ...table,
      rules: Array.from({ length: maxRows }, (_, index) => ({ ...table.rules[0]!, id: `x${index}` })),
    };
    expect(insertRow(many, 0, newId)).toBe(many);
    expect(duplicateRow(many, 0, newId)).toBe(many);
  });

  it('takes over what is pasted, with new rows, and counts what does not fit', () => {
    const cells = parseTsv('小型\t>1\t30万\t乙\t多余\n微型\t\t40万');
    const how = { newId, convert: (text: string, column: number) => (column === 0 ? `"${text}"` : text) };
    const { table: next, leftOut } = pasteCells(table, { row: 1, column: 0 }, cells, how);
    expect(leftOut).toBe(1);
    expect(rowsOf(next)).toEqual([
      ['"大型"', '> 5', '10万', '甲'],
      ['"小型"', '>1', '30万', '乙'],
      ['"微型"', '', '40万', ''],
    ]);
  });
});

describe('cells from a spreadsheet', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"多\n行"\t"引""号"', [['多\n行', '引"号']]],
    ['"大型", "中型"\t1', [['"大型", "中型"', '1']]],
    [
      'a\t\n\tb',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['', []],
  ])('%j', (text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });

  it('come back as they were copied', () => {
    const cell = fc.stringMatching(/^[a-z大"]{1,4}(?:\n[a-z]{1,3})?$/);
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(block, (rows) => {
        expect(parseTsv(toTsv(rows))).toEqual(rows);
      }),
    );
  });
});
