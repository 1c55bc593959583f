import { snapshotLimits } from '#core/screening';
import { FileProblem, type FileRow, type Reading } from './file-problem.js';
import { findSheet, makeParser, openPackage, type Package, readDateStyles, readSharedStrings } from './xlsx-parts.js';

/**
 * Reads the first sheet of an XLSX row by row, in memory that does not grow with the rows: only the different texts are
 * kept. Formula cells give the value they had when the file was saved; nothing is computed.
 */
export function readXlsx(bytes: Buffer): Reading {
  const state = { read: 0, whole: 1 };
  return { progress: () => Math.min(1, state.read / state.whole), rows: rowsOf(bytes, state) };
}

async function* rowsOf(bytes: Buffer, state: { read: number; whole: number }): AsyncGenerator<FileRow> {
  const file = await openPackage(bytes);
  try {
    const { part, from1904 } = await findSheet(file);
    const strings = await readSharedStrings(file);
    const dates = await readDateStyles(file);
    state.whole = Math.max(1, file.size(part));
    yield* sheetRows(file, part, new CellReader(strings, dates, from1904), state);
  } finally {
    file.close();
  }
}

async function* sheetRows(file: Package, part: string, reader: CellReader, state: { read: number }) {
  const rows: FileRow[] = [];
  let cells: (string | null)[] = [];
  let number = 0;
  let text = '';
  let takes = false;
  const parser = makeParser({
    open(name, attributes) {
      switch (name) {
        case 'row':
          cells = [];
          number = attributes.r === undefined ? number + 1 : Number(attributes.r);
          break;
        case 'c':
          reader.begin(attributes, cells.length);
          break;
        case 'v':
        case 't':
          text = '';
          takes = true;
          break;
        case 'rPh':
          takes = false;
          break;
      }
    },
    text(piece) {
      if (takes) text += piece;
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          if (takes) reader.take(name, text);
          takes = false;
          break;
        case 'c': {
          const { column, value } = reader.end();
          if (value === null) break;
          if (column >= snapshotLimits.columns)
            throw new FileProblem('TOO_MANY_COLUMNS', { limit: snapshotLimits.columns });
          while (cells.length < column) cells.push(null);
          cells[column] = value;
          break;
        }
        case 'row':
          if (cells.length > 0) rows.push({ number, cells });
          break;
      }
    },
  });
  for await (const chunk of file.text(part)) {
    parser.write(chunk);
    state.read += chunk.length;
    if (rows.length > 0) yield* rows.splice(0);
  }
  parser.close();
  yield* rows;
}

const dayMs = 86_400_000;

/** Puts one cell together: its place, and its value as text. */
class CellReader {
  private column = 0;
  private type = 'n';
  private style = -1;
  private raw: string | null = null;

  constructor(
    private readonly strings: readonly string[],
    private readonly dates: readonly boolean[],
    private readonly from1904: boolean,
  ) {}

  /** `next` is the place of a cell that does not name its own. */
  begin(attributes: Readonly<Record<string, string>>, next: number): void {
    this.column = attributes.r === undefined ? next : columnOf(attributes.r);
    this.type = attributes.t ?? 'n';
    this.style = attributes.s === undefined ? -1 : Number(attributes.s);
    this.raw = null;
  }

  take(tag: 'v' | 't', text: string): void {
    // Inline texts come in runs, each with a `t` of its own.
    if (tag === 't') this.raw = (this.raw ?? '') + text;
    else this.raw = text;
  }

  end(): { readonly column: number; readonly value: string | null } {
    return { column: this.column, value: this.raw === null || this.raw === '' ? null : this.read(this.raw) };
  }

  private read(raw: string): string | null {
    switch (this.type) {
      case 's':
        return this.strings[Number(raw)] ?? null;
      case 'b':
        return raw === '1' ? '是' : '否';
      case 'n':
        return this.dates[this.style] === true ? this.dateOf(raw) : figure(raw);
      default:
        // Texts, errors, and ISO dates stand as they are.
        return raw;
    }
  }

  /** Days since the end of 1899 (18.17.4.1), of which the 29 February 1900 never was. */
  private dateOf(raw: string): string {
    const serial = Number(raw);
    if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return raw;
    const days = Math.floor(serial) + (this.from1904 ? 1462 : 0);
    const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
    return new Date(epoch + days * dayMs).toISOString().slice(0, 10);
  }
}

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  return column - 1;
}

/** The figure that a spreadsheet shows: fifteen digits, so that 186.80000000000001 is 186.8. */
function figure(raw: string): string {
  if (raw.length < 15 && !/[eE]/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  const rounded = String(Number(value.toPrecision(15)));
  if (!rounded.includes('e')) return rounded;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(15).replace(/0+$/, '');
}
