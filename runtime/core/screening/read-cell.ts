import { maskIdentity, parseCreditCode } from '#core/identity';
import { parseAmount } from '#core/money';
import { assertNever, err, ok, type Result } from '#core/result';
import { creditCodeVariable, firmNameVariable, type SnapshotColumn, type SnapshotValue } from './column.js';
import { snapshotLimits } from './limits.js';

export const cellProblemCodes = [
  'EMPTY',
  'TOO_LONG',
  'NOT_A_NUMBER',
  'NOT_AN_AMOUNT',
  'NEGATIVE',
  'TOO_PRECISE',
  'TOO_LARGE',
  'NOT_A_DATE',
  'NOT_YES_OR_NO',
  'NOT_IN_LIST',
  'CREDIT_CODE_LENGTH',
  'CREDIT_CODE_CHARACTER',
  'CREDIT_CODE_CHECK',
  'FORMULA_FAILED',
  'FIRM_TWICE',
] as const;
export type CellProblemCode = (typeof cellProblemCodes)[number];

/** What is wrong with one cell, for the words of the catalogue. */
export interface CellProblem {
  readonly code: CellProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

const problem = (code: CellProblemCode, params: CellProblem['params'] = {}): Result<never, CellProblem> =>
  err({ code, params });

/** Values of cells whose formula went wrong (ECMA-376 part 1, 18.17.3). */
const formulaErrors = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!)$/;

/** Reads a cell's text by its column's type. Blank is null: not told; but for the two columns that say which firm it is. */
export function readCell(
  { variable, moneyUnit }: SnapshotColumn,
  given: string | null,
): Result<SnapshotValue, CellProblem> {
  const text = (given ?? '').trim();
  const { name, type } = variable;
  if (text === '') {
    return name === creditCodeVariable || name === firmNameVariable ? problem('EMPTY') : ok(null);
  }
  if (text.length > snapshotLimits.cellCharacters) {
    return problem('TOO_LONG', { limit: snapshotLimits.cellCharacters, length: text.length });
  }
  if (formulaErrors.test(text)) return problem('FORMULA_FAILED', { value: text });
  if (name === creditCodeVariable) return readCreditCode(text);
  switch (type) {
    case 'string':
      return readText(text, variable.values);
    case 'number':
      return readNumber(text);
    case 'money':
      return readMoney(text, moneyUnit ?? 'yuan');
    case 'date':
      return readDate(text);
    case 'boolean':
      return readYesNo(text);
    case 'list':
      return ok(
        text
          .split(/[、,，;；|]/)
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      );
    default:
      return assertNever(type);
  }
}

function readCreditCode(text: string): Result<string, CellProblem> {
  const code = parseCreditCode(text);
  if (code.ok) return ok(code.value.number);
  switch (code.error.code) {
    case 'CHECK_DIGIT':
      return problem('CREDIT_CODE_CHECK');
    case 'ALPHABET':
      return problem('CREDIT_CODE_CHARACTER', {
        character: code.error.params.character,
        position: code.error.params.position,
      });
    default:
      return problem('CREDIT_CODE_LENGTH', { length: [...text].length });
  }
}

function readText(text: string, values: readonly string[] | undefined): Result<string, CellProblem> {
  if (values === undefined || values.length === 0 || values.includes(text)) return ok(text);
  return problem('NOT_IN_LIST', { values: values.slice(0, 12).join('、') });
}

const numberShape = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;

function readNumber(text: string): Result<number, CellProblem> {
  const bare = text.normalize('NFKC').replace(/\s|%$/g, '');
  if (!numberShape.test(bare)) return problem('NOT_A_NUMBER');
  const value = Number(bare.replaceAll(',', ''));
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? ok(value) : problem('TOO_LARGE');
}

function readMoney(text: string, unit: 'yuan' | 'wan'): Result<number, CellProblem> {
  const amount = parseAmount(text, unit);
  if (amount.ok) return ok(amount.value);
  switch (amount.error.code) {
    case 'NEGATIVE':
    case 'TOO_LARGE':
      return problem(amount.error.code);
    case 'TOO_PRECISE':
      return problem('TOO_PRECISE', { places: amount.error.params.places });
    default:
      return problem('NOT_AN_AMOUNT');
  }
}

const dateShapes = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

function readDate(text: string): Result<string, CellProblem> {
  const bare = text.normalize('NFKC');
  for (const shape of dateShapes) {
    const [, year, month, day] = shape.exec(bare) ?? [];
    if (year === undefined || month === undefined || day === undefined) continue;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const time = Date.parse(`${iso}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)) return ok(iso);
  }
  return problem('NOT_A_DATE');
}

const yes: ReadonlySet<string> = new Set(['是', '有', '对', '真', 'true', 'yes', 'y', '1', '√', '✓']);
const no: ReadonlySet<string> = new Set(['否', '无', '没有', '不是', '假', 'false', 'no', 'n', '0', '×', '✗']);

function readYesNo(text: string): Result<boolean, CellProblem> {
  const bare = text.normalize('NFKC').toLowerCase();
  if (yes.has(bare)) return ok(true);
  return no.has(bare) ? ok(false) : problem('NOT_YES_OR_NO');
}

/** One mistake in a file: where it stands as a spreadsheet names it (rows from 1, the header included). */
export interface RowMistake extends CellProblem {
  readonly row: number;
  /** Header of the column. */
  readonly column: string;
  /** The cell as it was read, cut. */
  readonly value: string;
}

/** Reads a row by its columns; every mistake of it is told at once. */
export function readRow(
  columns: readonly SnapshotColumn[],
  headers: readonly string[],
  row: { readonly number: number; readonly cells: readonly (string | null)[] },
): { readonly values: readonly SnapshotValue[]; readonly mistakes: readonly RowMistake[] } {
  const values: SnapshotValue[] = [];
  const mistakes: RowMistake[] = [];
  for (const column of columns) {
    const given = row.cells[column.index] ?? null;
    const read = readCell(column, given);
    if (read.ok) {
      values.push(read.value);
      continue;
    }
    values.push(null);
    mistakes.push({
      ...read.error,
      row: row.number,
      column: headers[column.index] ?? '',
      value: shownValue(column, given),
    });
  }
  return { values, mistakes };
}

/** A cell as a list of mistakes shows it: cut, and a credit code masked (D20). */
export function shownValue({ variable }: SnapshotColumn, given: string | null): string {
  const text = (given ?? '').trim().slice(0, 40);
  return variable.name === creditCodeVariable ? maskIdentity(text) : text;
}
