import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { fromBuffer } from 'yauzl';
import { snapshotLimits } from '#core/screening';
import { FileProblem } from './file-problem.js';

/*
 * The parts of an XLSX (ECMA-376 part 1, 18) that say where the rows are and what their figures mean. Streamed out of the
 * zip one after the other; what unpacks beyond the bounds is refused before it is read.
 */

const maxEntries = 5000;

export interface Package {
  has(name: string): boolean;
  size(name: string): number;
  /** Chunks of one part, as text. */
  text(name: string): AsyncGenerator<string>;
  close(): void;
}

/** Opens a zip in memory. FileProblem UNREADABLE for what is none, TOO_LARGE_UNPACKED for a bomb. */
export async function openPackage(bytes: Buffer): Promise<Package> {
  const { zip, entries } = await readDirectory(bytes);
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name);
    if (entry === undefined) throw new FileProblem('UNREADABLE');
    const { uncompressedSize: unpacked, compressedSize: packed } = entry;
    const isBomb = unpacked > 64 * 1024 * 1024 && unpacked > packed * snapshotLimits.packing;
    if (unpacked > snapshotLimits.unpackedBytes || isBomb) throw new FileProblem('TOO_LARGE_UNPACKED');
    return entry;
  };
  return {
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async *text(name) {
      const decoder = new TextDecoder('utf-8');
      // yauzl ends a stream that is longer than its entry says.
      const stream = await zip.openReadStreamPromise(entryOf(name));
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
      } catch (cause) {
        if (cause instanceof FileProblem) throw cause;
        throw new FileProblem('UNREADABLE');
      }
    },
    close: () => zip.close(),
  };
}

async function readDirectory(bytes: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  // An old .xls is an OLE file, and so is an XLSX under a password.
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new FileProblem('OLD_FORMAT');
  return new Promise((resolve, reject) => {
    const fail = () => reject(new FileProblem('UNREADABLE'));
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return fail();
      const entries = new Map<string, Entry>();
      zip.on('error', fail);
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName.replace(/^\//, ''), entry);
        if (entries.size > maxEntries) return reject(new FileProblem('TOO_LARGE_UNPACKED'));
        zip.readEntry();
      });
      zip.on('end', () => resolve({ zip, entries }));
      zip.readEntry();
    });
  });
}

/** Reads one part as XML; `null` from a handler's tag name means the tag without its prefix. */
export async function readXml(
  chunks: AsyncIterable<string>,
  on: {
    readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
    readonly close?: (name: string) => void;
    readonly text?: (text: string) => void;
  },
): Promise<void> {
  const parser = makeParser(on);
  for await (const chunk of chunks) parser.write(chunk);
  parser.close();
}

/** A parser whose mistakes are FileProblem UNREADABLE; names come without prefix. */
export function makeParser(on: Parameters<typeof readXml>[1]): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw new FileProblem('UNREADABLE');
  });
  const { open, close, text } = on;
  if (open !== undefined) {
    parser.on('opentag', (tag: SaxesTagPlain) => open(local(tag.name), tag.attributes));
  }
  if (close !== undefined) parser.on('closetag', (tag: SaxesTagPlain) => close(local(tag.name)));
  if (text !== undefined) parser.on('text', text);
  return parser;
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** The part that holds the first sheet that can be seen, and whether days count from 1904. */
export async function findSheet(file: Package): Promise<{ readonly part: string; readonly from1904: boolean }> {
  let relation: string | null = null;
  let from1904 = false;
  await readXml(file.text('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name === 'sheet' && relation === null && (attributes.state ?? 'visible') === 'visible') {
        relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? null;
      }
    },
  });
  if (relation === null) throw new FileProblem('NO_SHEET');
  let target: string | null = null;
  await readXml(file.text('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target ?? null;
    },
  });
  if (target === null) throw new FileProblem('NO_SHEET');
  const path = target as string;
  return { part: path.startsWith('/') ? path.slice(1) : `xl/${path}`, from1904 };
}

/** Shared strings in their order (18.4); phonetic readings are left out. */
export async function readSharedStrings(file: Package): Promise<readonly string[]> {
  const name = 'xl/sharedStrings.xml';
  if (!file.has(name)) return [];
  const strings: string[] = [];
  let current = '';
  let size = 0;
  let inText = false;
  let inPhonetic = false;
  await readXml(file.text(name), {
    open(tag) {
      if (tag === 'si') current = '';
      else if (tag === 't') inText = !inPhonetic;
      else if (tag === 'rPh') inPhonetic = true;
    },
    text(text) {
      if (inText) current += text;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') inPhonetic = false;
      else if (tag === 'si') {
        strings.push(current);
        size += current.length;
        if (size > snapshotLimits.sharedTextBytes) throw new FileProblem('TOO_LARGE_UNPACKED');
      }
    },
  });
  return strings;
}

/** Built-in number formats that show a day (18.8.30); those from 27 on are the East Asian ones. */
const builtInDates: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** By cell style: whether its figures are days. */
export async function readDateStyles(file: Package): Promise<readonly boolean[]> {
  const name = 'xl/styles.xml';
  if (!file.has(name)) return [];
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(file.text(name), {
    open(tag, attributes) {
      if (tag === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) styles.push(isDate(Number(attributes.numFmtId ?? 0), formats));
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A format with a year or a day in it, quoted text and colours aside. */
function isDate(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id);
  if (code === undefined) return builtInDates.has(id);
  return /[yd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}
