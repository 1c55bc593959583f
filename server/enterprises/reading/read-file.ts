import { snapshotLimits } from '#core/screening';
import { FileProblem, type FileRow, type Reading } from './file-problem.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';

/** A table with its header found. */
export interface FileTable {
  readonly headers: readonly string[];
  /** The rows below the header. */
  readonly rows: AsyncIterable<FileRow>;
  progress(): number;
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';
const isOle = (bytes: Buffer): boolean => bytes.readUInt8(0) === 0xd0 && bytes.readUInt8(1) === 0xcf;

/** Reads a CSV or XLSX, told by its bytes. The header is the first row with two cells: a title above it stands alone. */
export async function readFile(bytes: Buffer): Promise<FileTable> {
  if (bytes.length < 2) throw new FileProblem('NO_ROWS');
  const reading: Reading = isZip(bytes) || isOle(bytes) ? readXlsx(bytes) : readCsv(bytes);
  const rows = reading.rows[Symbol.asyncIterator]();
  let header: readonly string[] | null = null;
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const told = next.value.cells.filter((cell) => cell !== null && cell.trim() !== '');
    if (told.length < 2) continue;
    header = headersOf(next.value.cells);
    break;
  }
  if (header === null) throw new FileProblem('NO_ROWS');
  if (header.length > snapshotLimits.columns) {
    throw new FileProblem('TOO_MANY_COLUMNS', { limit: snapshotLimits.columns });
  }
  return { headers: header, progress: reading.progress, rows: bounded({ [Symbol.asyncIterator]: () => rows }) };
}

/** Line breaks in a header are for its look. */
const headersOf = (cells: readonly (string | null)[]): readonly string[] =>
  cells.map((cell) => (cell ?? '').replace(/\s+/g, '').slice(0, 60));

async function* bounded(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > snapshotLimits.rows) throw new FileProblem('TOO_MANY_ROWS', { limit: snapshotLimits.rows });
    yield row;
  }
}
