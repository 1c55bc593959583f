/** Cells of a table as spreadsheets put them on the clipboard: tabs, line ends, and quotation marks around what holds either. */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = () => {
    rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/.exec(text.slice(at)) : null;
    if (quoted !== null) {
      row.push((quoted[1] ?? '').replaceAll('""', '"').trim());
      at += quoted[0].length;
    } else {
      const end = text.slice(at).search(/[\t\r\n]/);
      const cell = end < 0 ? text.slice(at) : text.slice(at, at + end);
      row.push(cell.trim());
      at += cell.length;
    }
    if (text[at] === '\t') {
      at += 1;
      // A tab at the end of a line means one more, empty, cell.
      if (at === text.length || text[at] === '\r' || text[at] === '\n') row.push('');
    }
    if (text[at] === '\r' || text[at] === '\n') {
      endRow();
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    }
  }
  if (row.length > 0) endRow();
  return rows;
}

/** The same the other way, for copying. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}
