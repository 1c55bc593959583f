import { readSheet } from 'read-excel-file/universal';
import writeSheet from 'write-excel-file/universal';

/** The universal builds: the browser ones start workers from blobs, which the Content-Security-Policy forbids (D19). */
type Cell = string | number | undefined;

/** The first sheet of a spreadsheet as text: dates as `2026-11-27`. Rejects where the file is no spreadsheet. */
export async function readCells(file: File): Promise<readonly (readonly string[])[]> {
  const rows = await readSheet(file);
  return rows.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell.trim() !== ''));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

/** Offers a spreadsheet for download; its first row, the titles, is bold. */
export async function downloadSheet(name: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const sheet = rows.map((row, index) =>
    row.map((value) => (index === 0 ? { value: String(value ?? ''), fontWeight: 'bold' as const } : (value ?? null))),
  );
  const blob = await writeSheet(sheet, { stickyRowsCount: 1 }).toBlob();
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.xlsx`;
  link.click();
  URL.revokeObjectURL(address);
}
