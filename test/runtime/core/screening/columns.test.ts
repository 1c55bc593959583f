import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeCreditCode } from '#core/identity';
import type { RegistryVariable } from '#core/policy';
import { checkColumns, csvLine, exportCell, guessColumns, readRow, snapshotLimits } from '#core/screening';

const variable = (
  name: string,
  type: RegistryVariable['type'],
  more: Partial<RegistryVariable> = {},
): RegistryVariable => ({
  name,
  label: name,
  type,
  source: '市大数据局',
  audience: 'enterprise',
  ...more,
});
const name = variable('企业名称', 'string');
const code = variable('统一社会信用代码', 'string');
const known = [
  name,
  code,
  variable('参保月数', 'number'),
  variable('企业规模', 'string', { values: ['大型', '小型'] }),
];

describe('Cells are read by the type of their column', () => {
  const read = (type: RegistryVariable['type'], text: string, more: object = {}) => {
    const column = { index: 0, variable: variable('列', type, more as never), ...more };
    const { values, mistakes } = readRow([column], ['列'], { number: 2, cells: [text] });
    return mistakes[0]?.code ?? values[0];
  };
  it.each([
    ['number', '1,234.50', 1234.5],
    ['number', ' -3 ', -3],
    ['number', '12%', 12],
    ['number', '1,23', 'NOT_A_NUMBER'],
    ['number', '1e3', 'NOT_A_NUMBER'],
    ['number', '99999999999999999', 'TOO_LARGE'],
    ['money', '1,023.40', 102_340],
    ['money', '2000万元', 2_000_000_000],
    ['money', '0.001', 'TOO_PRECISE'],
    ['money', '-5', 'NEGATIVE'],
    ['money', '若干', 'NOT_AN_AMOUNT'],
    ['date', '2026-1-5', '2026-01-05'],
    ['date', '2026年11月30日', '2026-11-30'],
    ['date', '20240229', '2024-02-29'],
    ['date', '2026/02/30', 'NOT_A_DATE'],
    ['date', '45678', 'NOT_A_DATE'],
    ['boolean', '是', true],
    ['boolean', '0', false],
    ['boolean', '也许', 'NOT_YES_OR_NO'],
    ['string', ' 云港 ', '云港'],
    ['string', '', null],
    ['string', '#N/A', 'FORMULA_FAILED'],
    ['string', 'x'.repeat(snapshotLimits.cellCharacters + 1), 'TOO_LONG'],
  ] as const)('%s %j is %j', (type, text, expected) => {
    expect(read(type, text)).toEqual(expected);
  });
  it('takes 万元 as what a bare figure means, and values only from the list', () => {
    expect(read('money', '186.8', { moneyUnit: 'wan' })).toBe(186_800_000);
    expect(read('string', '大型', { values: ['大型'] })).toBe('大型');
    expect(read('string', '巨型', { values: ['大型'] })).toBe('NOT_IN_LIST');
    expect(read('list', '甲、乙；丙')).toEqual(['甲', '乙', '丙']);
  });
  it('tells what is wrong with a credit code, and never shows it whole', () => {
    const judge = (text: string) =>
      readRow([{ index: 0, variable: code }], ['信用代码'], { number: 7, cells: [text] }).mistakes[0];
    const whole = composeCreditCode('330201', 77);
    expect(
      readRow([{ index: 0, variable: code }], ['信用代码'], { number: 2, cells: [whole.toLowerCase()] }).values,
    ).toEqual([whole]);
    expect(judge('')).toMatchObject({ code: 'EMPTY', row: 7, column: '信用代码' });
    expect(judge('9133')).toMatchObject({ code: 'CREDIT_CODE_LENGTH', params: { length: 4 } });
    const slip = `${whole.slice(0, 17)}${whole[17] === '1' ? '2' : '1'}`;
    expect(judge(slip)).toMatchObject({ code: 'CREDIT_CODE_CHECK' });
    expect(judge(slip)?.value).not.toContain(slip.slice(4, 16));
  });
});

describe('Columns are guessed by their headers', () => {
  it('finds known variables by name, label and common names, with the unit in brackets', () => {
    const guesses = guessColumns(['单位名称', '信用代码 ', '*参保月数（个月）', '备注'], [['A', 'B', '3', 'x']], known);
    expect(guesses.map(({ column, isNew }) => [column?.variable.name, isNew])).toEqual([
      ['企业名称', false],
      ['统一社会信用代码', false],
      ['参保月数', false],
      ['备注', true],
    ]);
  });
  it.each([
    ['营收（万元）', ['12'], 'money', 'wan'],
    ['登记日期', ['2026-01-02'], 'date', undefined],
    ['是否高企', ['是', '否'], 'boolean', undefined],
    ['人数', ['12', '7.5'], 'number', undefined],
    ['邮编', ['015000'], 'string', undefined],
    ['账号', ['1202020209900012345'], 'string', undefined],
    ['空列', [''], 'string', undefined],
  ] as const)('%s with %j is %s', (header, samples, type, moneyUnit) => {
    const [guess] = guessColumns(
      [header],
      samples.map((cell) => [cell]),
      known,
    );
    expect([guess?.column?.variable.type, guess?.column?.moneyUnit]).toEqual([type, moneyUnit]);
  });
  it('leaves out what cannot be a name, and a second column of the same', () => {
    const guesses = guessColumns(['（1）', '参保月数', '参保月数'], [], known);
    expect(guesses.map(({ column }) => column?.variable.name)).toEqual([undefined, '参保月数', undefined]);
  });
});

it('a mapping needs name and code, one column each, usable names and shipped types', () => {
  const at = (index: number, given: RegistryVariable) => ({ index, variable: given });
  expect(checkColumns([at(0, name), at(1, code)], known)).toEqual([]);
  const problems = checkColumns(
    [
      at(0, name),
      at(1, variable('参保月数', 'string')),
      at(2, variable('a b', 'string')),
      at(3, variable('if', 'string')),
      at(4, name),
    ],
    known,
  );
  expect(problems.map((problem) => problem.code)).toEqual([
    'VARIABLE_OTHER_TYPE',
    'NAME_UNUSABLE',
    'NAME_UNUSABLE',
    'VARIABLE_TWICE',
    'CODE_COLUMN_MISSING',
  ]);
});

it('no exported cell begins as a formula, and CSV reads back as it was', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '＝1+1']) expect(exportCell(text)).toBe(`'${text}`);
  expect(exportCell('云港=公司')).toBe('云港=公司');
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
      const line = csvLine(cells);
      const fields = [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
      for (const [, quoted, bare] of fields) expect(quoted ?? bare ?? '').not.toMatch(/^[=+\-@\t\r]/);
    }),
    { seed: 7, numRuns: 300 },
  );
});
