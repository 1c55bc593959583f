import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { composeCreditCode } from '#core/identity';

/** Columns of a city's snapshot, as departments send them. */
const columnNames = 30;

const header = ['企业名称', '统一社会信用代码', '成立日期', '上年度营业收入（万元）', '严重失信', '企业规模'];

const headers: readonly string[] = [
  ...header,
  ...Array.from(
    { length: columnNames - header.length },
    (_, index) => `指标${index + 1}${index % 3 === 0 ? '（万元）' : ''}`,
  ),
];

/** One firm's cells: texts through shared strings, dates by style, figures. */
function rowXml(n: number, index: number): string {
  const at = (column: number) => `${letters(column)}${index}`;
  const cells = [
    `<c r="${at(0)}" t="s"><v>${n * 2}</v></c>`,
    `<c r="${at(1)}" t="s"><v>${n * 2 + 1}</v></c>`,
    `<c r="${at(2)}" s="1"><v>${36_526 + (n % 9000)}</v></c>`,
    `<c r="${at(3)}"><v>${(n * 37) % 100_000}.${n % 100}</v></c>`,
    `<c r="${at(4)}" t="b"><v>${n % 50 === 0 ? 1 : 0}</v></c>`,
    `<c r="${at(5)}" t="str"><f>IF(D${index}&gt;1,"中型","小型")</f><v>${['大型', '中型', '小型', '微型'][n % 4]}</v></c>`,
  ];
  for (let column = cells.length; column < columnNames; column += 1) {
    cells.push(`<c r="${at(column)}"><v>${(n * (column + 7)) % 1_000_003}</v></c>`);
  }
  return `<row r="${index}">${cells.join('')}</row>`;
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Writes an XLSX of so many fictitious firms × 30 columns. */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(xml + text), name);
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="企业库" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  );
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  );
  function* strings() {
    yield `${xml}<sst xmlns="${main}">`;
    for (let n = 0; n < rows; n += 1) {
      yield `<si><t>云港第${n}号实业有限公司</t></si><si><t>${composeCreditCode('330201', n + 1)}</t></si>`;
    }
    yield '</sst>';
  }
  function* sheet() {
    yield `${xml}<worksheet xmlns="${main}"><sheetData><row r="1">`;
    for (const [column, text] of headers.entries()) {
      yield `<c r="${letters(column)}1" t="inlineStr"><is><t>${text}</t></is></c>`;
    }
    yield '</row>';
    for (let n = 0; n < rows; n += 1) yield rowXml(n, n + 2);
    yield '</sheetData></worksheet>';
  }
  zip.addReadStream(Readable.from(batched(strings())), 'xl/sharedStrings.xml');
  zip.addReadStream(Readable.from(batched(sheet())), 'xl/worksheets/sheet1.xml');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

function* batched(texts: Iterable<string>): Generator<Buffer> {
  let held = '';
  for (const text of texts) {
    held += text;
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = '';
  }
  yield Buffer.from(held);
}
