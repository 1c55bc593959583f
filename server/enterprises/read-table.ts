import { err, ok, type Result } from '#core/result';
import {
  creditCodeVariable,
  firmNameVariable,
  type RowMistake,
  readRow,
  type SnapshotColumn,
  shownValue,
  snapshotLimits,
} from '#core/screening';
import { FileProblem, type FileRow } from './reading/file-problem.js';
import { type FileTable, readFile } from './reading/read-file.js';

/** Rows of one chunk document, and most characters of its text. */
const chunkRows = 250;
const chunkCharacters = 2_000_000;
const sampleRows = 20;

export type TableQuestion =
  | { readonly kind: 'peek' }
  /** The next rows by these columns; null chunk: the file is at its end. */
  | { readonly kind: 'next'; readonly columns: readonly SnapshotColumn[] };

/** Rows as they are kept: JSON text without the credit codes, which are sealed by who asked. */
export interface TableChunk {
  readonly count: number;
  readonly text: string;
  readonly codes: readonly string[];
  readonly names: readonly string[];
}

export interface TableAnswer {
  readonly headers: readonly string[];
  readonly samples: readonly (readonly (string | null)[])[];
  readonly chunk: TableChunk | null;
  readonly mistakes: readonly RowMistake[];
  readonly mistakeCount: number;
  readonly rows: number;
  readonly share: number;
}

export interface TableProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Reads a table in its thread: first what it looks like, then chunk by chunk. Pure but for the reading. */
export async function openTable({ bytes }: { readonly bytes: Uint8Array }) {
  let table: FileTable | null = null;
  let rows: AsyncIterator<FileRow> | null = null;
  const seen = new Map<string, number>();
  let count = 0;
  let mistakeCount = 0;

  const open = async (): Promise<FileTable> => {
    table ??= await readFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    rows ??= table.rows[Symbol.asyncIterator]();
    return table;
  };
  const nextRow = async (): Promise<FileRow | null> => {
    const next = await (rows as AsyncIterator<FileRow>).next();
    return next.done === true ? null : next.value;
  };

  const peek = async (): Promise<TableAnswer> => {
    const { headers, progress } = await open();
    const samples: (readonly (string | null)[])[] = [];
    while (samples.length < sampleRows) {
      const row = await nextRow();
      if (row === null) break;
      samples.push(headers.map((_, index) => row.cells[index]?.slice(0, 80) ?? null));
    }
    if (samples.length === 0) throw new FileProblem('NO_ROWS');
    return { headers, samples, chunk: null, mistakes: [], mistakeCount: 0, rows: 0, share: progress() };
  };

  const next = async (columns: readonly SnapshotColumn[]): Promise<TableAnswer> => {
    const { headers, progress } = await open();
    const place = (name: string) => columns.findIndex(({ variable }) => variable.name === name);
    const [codeAt, nameAt] = [place(creditCodeVariable), place(firmNameVariable)];
    const texts: string[] = [];
    const codes: string[] = [];
    const names: string[] = [];
    const mistakes: RowMistake[] = [];
    let characters = 0;
    let taken = 0;
    while (taken < chunkRows && characters < chunkCharacters) {
      const row = await nextRow();
      if (row === null) break;
      taken += 1;
      const read = readRow(columns, headers, row);
      const found = [...read.mistakes];
      const code = read.values[codeAt];
      if (typeof code === 'string') {
        const first = seen.get(code);
        if (first === undefined) seen.set(code, row.number);
        else {
          found.push({
            code: 'FIRM_TWICE',
            params: { first },
            row: row.number,
            column: headers[columns[codeAt]?.index ?? 0] ?? '',
            value: shownValue(columns[codeAt] as SnapshotColumn, code),
          });
        }
      }
      mistakeCount += found.length;
      mistakes.push(...found);
      if (found.length > 0 || typeof code !== 'string') continue;
      const text = JSON.stringify(read.values.map((value, index) => (index === codeAt ? null : value)));
      characters += text.length;
      texts.push(text);
      codes.push(code);
      names.push(String(read.values[nameAt] ?? ''));
    }
    count += taken;
    return {
      headers,
      samples: [],
      chunk: taken === 0 ? null : { count: texts.length, text: `[${texts.join(',')}]`, codes, names },
      mistakes: mistakes.slice(0, snapshotLimits.mistakes),
      mistakeCount,
      rows: count,
      share: progress(),
    };
  };

  return async (question: TableQuestion): Promise<Result<TableAnswer, TableProblem>> => {
    try {
      return ok(question.kind === 'peek' ? await peek() : await next(question.columns));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      return err({ code: error.code, params: error.params });
    }
  };
}
