import { describe, expect, it } from 'vitest';
import {
  cellsOfTsv,
  columnSums,
  compileForm,
  displayValue,
  type FieldNode,
  ledgerCell,
  parseForm,
  pasteCells,
  rowsFromCells,
  sheetOfRows,
} from '#core/form';

const node = (component: string, type: string, title: string, more: object = {}) =>
  ({ type, title, 'x-component': component, ...more }) as FieldNode;
const parsed = parseForm({
  version: 1,
  type: 'object',
  properties: {
    t: node('Table', 'array', '明细', {
      items: {
        type: 'object',
        properties: {
          name: node('Text', 'string', '名称', { 'x-translations': { 'en-US': { title: 'Name' } } }),
          count: node('Integer', 'integer', '数量', { 'x-component-props': { sum: true, unit: '台' } }),
          cost: node('Money', 'integer', '金额', { 'x-component-props': { moneyUnit: 'wan', sum: true } }),
          share: node('Percent', 'number', '占比', { 'x-component-props': { sum: true } }),
          day: node('Date', 'string', '日期'),
          month: node('YearMonth', 'string', '月份'),
          time: node('Time', 'string', '时间'),
          kind: node('Choice', 'string', '类别', { enum: [{ label: '软件', value: 's' }] }),
          isNew: node('YesNo', 'boolean', '新购'),
          double: node('Number', 'number', '两倍', { 'x-rules': { value: '{{ 数量 * 2 }}' } }),
        },
      },
    }),
  },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const table = compileForm(parsed.value).field('t');
if (table === undefined) throw new Error('Expected a table');
let count = 0;
const newId = () => {
  count += 1;
  return `r${count}`;
};
const column = (id: string) => {
  const found = table.columns.find((one) => one.id === id);
  if (found === undefined) throw new Error(`Expected a column ${id}`);
  return found;
};
const without = <T extends object>({ id: _id, ...rest }: T & { id?: unknown }) => rest;

describe('cells copied from a spreadsheet', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\tb\r\n', [['a', 'b']]],
    ['"two\nlines"\tb', [['two\nlines', 'b']]],
    ['"say ""hi"""\t', [['say "hi"', '']]],
    ['5" pipe\tb', [['5" pipe', 'b']]],
    ['\n\t\n', []],
    ['', []],
  ])('%j', (text, cells) => {
    expect(cellsOfTsv(text)).toEqual(cells);
  });

  it('become answers of their columns as people write them', () => {
    const [row] = rowsFromCells(
      table,
      [['机床', '1,200 台', '12.5', '33%', '2026/1/2', '2026年3月', '9:05', '软件', '是']],
      newId,
    );
    expect(without(row ?? {})).toEqual({
      name: '机床',
      count: 1200,
      cost: 12_500_000,
      share: 33,
      day: '2026-01-02',
      month: '2026-03',
      time: '09:05',
      kind: 's',
      isNew: true,
    });
  });

  it('follow the titles of their first row, in either language, and leave out columns there are not', () => {
    const rows = rowsFromCells(
      table,
      [
        ['金额', '备注', 'Name'],
        ['1', 'x', '机床'],
        ['2', 'y', ''],
      ],
      newId,
    );
    expect(rows.map(without)).toEqual([{ cost: 1_000_000, name: '机床' }, { cost: 2_000_000 }]);
  });

  it('stay as they were written where they fit no type, to be red in their cell', () => {
    const [row] = rowsFromCells(table, [['机床', '很多', '一万', '', '昨天']], newId);
    expect(without(row ?? {})).toEqual({ name: '机床', count: '很多', cost: '一万', day: '昨天' });
  });

  it('never fill in what is computed', () => {
    const [row] = rowsFromCells(
      table,
      [
        ['两倍', '名称'],
        ['7', '机床'],
      ],
      newId,
    );
    expect(without(row ?? {})).toEqual({ name: '机床' });
  });
});

describe('pasting into a table', () => {
  const rows = [
    { id: 'a', name: '甲', count: 1 },
    { id: 'b', name: '乙', count: 2 },
  ];
  const paste = (text: string, at: { row: number; columnId: string }, most = 10) =>
    pasteCells(table, rows, at, cellsOfTsv(text), { most, newId });

  it('lays cells over those that are there, and adds rows that are missing', () => {
    const result = paste('5\n6\n7', { row: 1, columnId: 'count' });
    expect(result.slice(0, 2)).toEqual([rows[0], { id: 'b', name: '乙', count: 5 }]);
    expect(result.slice(2).map(without)).toEqual([{ count: 6 }, { count: 7 }]);
  });

  it('an empty cell empties', () => {
    expect(paste('\t3', { row: 0, columnId: 'name' })[0]).toEqual({ id: 'a', count: 3 });
  });

  it('with titles it adds rows below', () => {
    const result = paste('名称\t数量\n丙\t3', { row: 0, columnId: 'name' });
    expect(result.slice(0, 2)).toEqual(rows);
    expect(result.slice(2).map(without)).toEqual([{ name: '丙', count: 3 }]);
  });

  it('stops at the most rows the table takes', () => {
    expect(paste('1\n2\n3\n4', { row: 1, columnId: 'count' }, 3)).toHaveLength(3);
  });
});

describe('a table as a spreadsheet', () => {
  const rows = [
    { id: 'a', name: '甲', count: 3, cost: 12_345_600, share: 0.1, day: '2026-01-02', kind: 's', isNew: false },
    { id: 'b', count: 4, share: 0.2 },
  ];
  it('has titles, figures as figures, everything else as people read it', () => {
    expect(sheetOfRows(table, rows, 'zh-CN').map((row) => row.slice(0, 9))).toEqual([
      ['名称', '数量', '金额', '占比', '日期', '月份', '时间', '类别', '新购'],
      ['甲', 3, 12.3456, 0.1, '2026-01-02', undefined, undefined, '软件', '否'],
      [undefined, 4, undefined, 0.2, undefined, undefined, undefined, undefined, undefined],
    ]);
    expect(sheetOfRows(table, [], 'en-US')[0]?.[0]).toBe('Name');
  });

  it('comes back the same from its own export', () => {
    const cells = sheetOfRows(table, rows, 'zh-CN').map((row) => row.map((cell) => String(cell ?? '')));
    expect(rowsFromCells(table, cells, newId).map(without)).toEqual(rows.map(without));
  });

  it('sums exactly, and only where the author asks', () => {
    expect(columnSums(table, rows)).toEqual({ count: 7, cost: 12_345_600, share: 0.3 });
    expect(displayValue(column('count'), 7, 'zh-CN')).toBe('7 台');
    expect(columnSums(table, [{ id: 'a', count: '三' }])).toEqual({ count: 0, cost: 0, share: 0 });
  });

  it('a ledger cell is empty where there is no answer', () => {
    expect(ledgerCell(column('cost'), undefined, 'zh-CN')).toBeUndefined();
  });
});
