export const fileProblemCodes = [
  'UNREADABLE',
  'OLD_FORMAT',
  'NO_SHEET',
  'NO_ROWS',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'TOO_LARGE_UNPACKED',
  'CSV_BROKEN',
] as const;
export type FileProblemCode = (typeof fileProblemCodes)[number];

/** A file that cannot be read as a table, whatever its rows hold. Expected: told to who sent it, never logged as a defect. */
export class FileProblem extends Error {
  constructor(
    readonly code: FileProblemCode,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(`Expected a table that can be read, but ${code}`);
  }
}

/** One row of a file; numbers from 1 as a spreadsheet shows them. Dates are ISO, figures plain decimals. */
export interface FileRow {
  readonly number: number;
  readonly cells: readonly (string | null)[];
}

/** How far a reader has come, 0 … 1. */
export interface Reading {
  readonly rows: AsyncIterable<FileRow>;
  progress(): number;
}
