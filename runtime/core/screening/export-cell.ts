/**
 * A text as a cell of an exported CSV or XLSX. What a spreadsheet would take for a formula (CWE-1236) stands behind an
 * apostrophe, so that it is shown and never run.
 */
export const exportCell = (text: string): string =>
  /^[=+\-@\t\r\n|]/.test(text.normalize('NFKC')) ? `'${text}` : text;

/** One line of CSV (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const safe = exportCell(cell);
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${quoted.join(',')}\r\n`;
}
