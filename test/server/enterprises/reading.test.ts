import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { snapshotLimits } from '#core/screening';
import { FileProblem, type FileRow } from '#server/enterprises/reading/file-problem';
import { readFile } from '#server/enterprises/reading/read-file';

const rowsOf = async (bytes: Buffer): Promise<readonly FileRow[]> => {
  const rows: FileRow[] = [];
  for await (const row of (await readFile(bytes)).rows) rows.push(row);
  return rows;
};
const problemOf = async (bytes: Buffer | Promise<Buffer>) => {
  const error = await rowsOf(await bytes).catch((thrown: unknown) => thrown);
  return error instanceof FileProblem ? error.code : error;
};

interface Parts {
  readonly sheet: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
}

/** A small XLSX put together by hand, so that every quirk of writers can be written. */
function xlsx({ sheet, strings, styles, workbook }: Parts): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name);
  add(
    'xl/workbook.xml',
    workbook ??
      '<workbook xmlns:r="r"><sheets><sheet name="隐" state="hidden" r:id="r9"/><sheet name="a" r:id="r1"/></sheets></workbook>',
  );
  add(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="r1" Target="worksheets/one.xml"/></Relationships>',
  );
  add('xl/worksheets/one.xml', `<worksheet><sheetData>${sheet}</sheetData></worksheet>`);
  if (strings !== undefined) add('xl/sharedStrings.xml', `<sst>${strings}</sst>`);
  if (styles !== undefined) add('xl/styles.xml', styles);
  zip.end();
  return buffer(zip.outputStream as Readable);
}
const header = '<row r="1"><c t="inlineStr"><is><t>名称</t></is></c><c t="inlineStr"><is><t>值</t></is></c></row>';

describe('An XLSX', () => {
  it('gives cached values of formulas, days by style, shared texts in runs, and fifteen digits of figures', async () => {
    const bytes = await xlsx({
      strings: '<si><r><t>云</t></r><r><t>港</t></r><rPh><t>ignored</t></rPh></si>',
      styles:
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/><numFmt numFmtId="165" formatCode="0.0&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
      sheet: `${header}<row r="4"><c r="A4" t="s"><v>0</v></c><c r="C4" s="1"><v>43555.75</v></c><c r="D4" s="2"><v>59</v></c><c r="E4" s="3"><v>45000</v></c><c r="F4"><v>186.80000000000001</v></c><c r="G4" t="str"><f>A1&amp;"x"</f><v>甲&amp;乙</v></c><c r="H4" t="b"><v>1</v></c><c r="I4" t="e"><v>#N/A</v></c><c r="J4"><f>1/3</f></c><c r="AA4"><v>1.5E+3</v></c></row>`,
    });
    const [row] = await rowsOf(bytes);
    expect(row?.number).toBe(4);
    expect(row?.cells.slice(0, 9)).toEqual([
      '云港',
      null,
      '2019-03-31',
      '1900-02-28',
      '45000',
      '186.8',
      '甲&乙',
      '是',
      '#N/A',
    ]);
    expect(row?.cells[9]).toBeNull();
    expect(row?.cells[26]).toBe('1500');
  });
  it('counts days from 1904 where the workbook says so, and reads cells without places and with prefixes', async () => {
    const bytes = await xlsx({
      workbook:
        '<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="a" r:id="r1"/></x:sheets></x:workbook>',
      styles: '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
      sheet: `${header}<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c s="0"><x:v>0</x:v></x:c></x:row>`,
    });
    expect((await rowsOf(bytes))[0]).toEqual({ number: 2, cells: ['甲', '1904-01-01'] });
  });
  it('is refused when it is broken, hidden, empty, too wide, or a bomb', async () => {
    expect(await problemOf(xlsx({ sheet: `${header}<row><c></row>` }))).toBe('UNREADABLE');
    const hidden = '<workbook xmlns:r="r"><sheets><sheet state="hidden" r:id="r1"/></sheets></workbook>';
    expect(await problemOf(xlsx({ sheet: header, workbook: hidden }))).toBe('NO_SHEET');
    expect(await problemOf(xlsx({ sheet: '' }))).toBe('NO_ROWS');
    const wide = `<row r="1">${'<c><v>1</v></c>'.repeat(snapshotLimits.columns + 1)}</row>`;
    expect(await problemOf(xlsx({ sheet: wide }))).toBe('TOO_MANY_COLUMNS');
    // 80 MB of blanks pack to less than a thousandth.
    expect(await problemOf(xlsx({ sheet: `${header}${' '.repeat(80 * 1024 * 1024)}` }))).toBe('TOO_LARGE_UNPACKED');
    const whole = await xlsx({ sheet: header });
    expect(await problemOf(whole.subarray(0, whole.length - 30))).toBe('UNREADABLE');
  });
  it('expands no entity that its writer declares', async () => {
    const sheet = `${header}<row><c t="inlineStr"><is><t>&bomb;</t></is></c><c><v>1</v></c></row>`;
    expect(await problemOf(xlsx({ sheet }))).toBe('UNREADABLE');
  });
});

describe('A CSV', () => {
  it('finds its separator, skips a title and blank lines, and keeps line breaks in quotes', async () => {
    const table = await readFile(Buffer.from('云港市企业名单\n\n名称;代码\n"甲;公司\n一部";1\n;\n乙;2\n'));
    expect(table.headers).toEqual(['名称', '代码']);
    const rows: FileRow[] = [];
    for await (const row of table.rows) rows.push(row);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['甲;公司\n一部', '1'],
      ['乙', '2'],
    ]);
    expect(table.progress()).toBe(1);
  });
  it('is read in UTF-16 as spreadsheets write it, and ended after the last row that may be', async () => {
    const text = Buffer.from('\ufeff名称\t代码\n甲\t1\n', 'utf16le');
    expect((await rowsOf(text))[0]?.cells).toEqual(['甲', '1']);
    const long = Buffer.from(`a,b\n${'1,2\n'.repeat(snapshotLimits.rows + 1)}`);
    expect(await problemOf(long)).toBe('TOO_MANY_ROWS');
  });
  it('is refused with quotes that do not close', async () => {
    expect(await problemOf(Buffer.from('a,b\n"x,1\n'))).toBe('CSV_BROKEN');
  });
});
