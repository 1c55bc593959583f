import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileProblem, type FileRow, type Reading } from './file-problem.js';

const pieceBytes = 256 * 1024;

/** UTF-8 with or without mark, UTF-16 with its mark (a spreadsheet's “Unicode text”), else GB 18030-2022. */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** The separator that any of the first lines holds most of: a title above the header may hold none. */
function delimiterOf(head: string): string {
  const lines = head.split(/\r?\n/).slice(0, 20);
  const counted = [',', '\t', ';', '，'].map((sign) => ({
    sign,
    count: Math.max(...lines.map((line) => line.split(sign).length)),
  }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Reads CSV bytes row by row. FileProblem CSV_BROKEN for quotes that do not close. */
export function readCsv(bytes: Buffer): Reading {
  const encoding = encodingOf(bytes);
  const decoder = new TextDecoder(encoding);
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 8192));
  let read = 0;
  function* pieces() {
    while (read < bytes.length) {
      const piece = bytes.subarray(read, read + pieceBytes);
      read += piece.length;
      const text = decoder.decode(piece, { stream: read < bytes.length });
      if (text !== '') yield text;
    }
  }
  return { progress: () => (bytes.length === 0 ? 1 : read / bytes.length), rows: rowsOf(pieces(), delimiterOf(head)) };
}

async function* rowsOf(pieces: Iterable<string>, delimiter: string): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  const source = Readable.from(pieces);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let number = 0;
  try {
    for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
      number += 1;
      if (record.every((cell) => cell.trim() === '')) continue;
      yield { number, cells: record.map((cell) => (cell === '' ? null : cell)) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileProblem('CSV_BROKEN', { row: number + 1 });
  }
}
