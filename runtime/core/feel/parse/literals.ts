import { multiply, parseNumber } from '../number.js';
import { parseTemporal } from '../temporal/parse.js';
import type { Node, NumberNode } from './ast.js';
import { isNamePart } from './characters.js';
import type { Cursor } from './cursor.js';

/** Chinese counting units after a number (D21). */
const units: readonly (readonly [suffix: string, factor: number])[] = [
  ['万亿元', 1_000_000_000_000],
  ['万亿', 1_000_000_000_000],
  ['万元', 10_000],
  ['亿元', 100_000_000],
  ['万', 10_000],
  ['亿', 100_000_000],
  ['元', 1],
];

const numberPattern = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Reads `12`, `.5`, `1.5e3`, `2000万`, `1.5亿元`. */
export function parseNumberLiteral(cursor: Cursor): NumberNode {
  const from = cursor.pos;
  numberPattern.lastIndex = from;
  const text = numberPattern.exec(cursor.source)?.[0] ?? '';
  cursor.pos += text.length;
  const unit = units.find(([suffix]) => cursor.source.startsWith(suffix, cursor.pos));
  if (unit) cursor.pos += unit[0].length;
  if (isNamePart(cursor.code())) {
    const to = cursor.pos + 1;
    cursor.fail('BAD_NUMBER_SUFFIX', { found: cursor.source.slice(from, to) }, from, to);
  }
  const digits = parseNumber(text);
  const value = digits === null ? null : multiply(digits, unit?.[1] ?? 1);
  if (value === null) cursor.fail('BAD_NUMBER', { found: text.slice(0, 40) }, from, cursor.pos);
  return { kind: 'number', value, from, to: cursor.pos };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** Reads a quoted string with the escapes of DMN 1.5 §10.3.1.2 rule 35. */
export function parseStringLiteral(cursor: Cursor): {
  readonly value: string;
  readonly from: number;
  readonly to: number;
} {
  const from = cursor.pos++;
  const { source } = cursor;
  let value = '';
  for (;;) {
    const character = source[cursor.pos];
    if (character === undefined) cursor.fail('BAD_STRING', { found: '' }, from, source.length);
    cursor.pos++;
    if (character === '"') return { value, from, to: cursor.pos };
    value += character === '\\' ? parseEscape(cursor) : character;
  }
}

function parseEscape(cursor: Cursor): string {
  const { source, pos } = cursor;
  const sign = source[pos] ?? '';
  if (Object.hasOwn(escapes, sign)) {
    cursor.pos++;
    return escapes[sign] ?? '';
  }
  const hex = /^(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6}))/.exec(source.slice(pos, pos + 7));
  const code = hex && Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
  if (hex && code !== null && code <= 0x10ffff) {
    cursor.pos += hex[0].length;
    return hex[1] ? String.fromCharCode(code) : String.fromCodePoint(code);
  }
  // A backslash before anything else stands for itself, so that patterns such as "\d" read as written.
  return '\\';
}

/** Reads `@"2026-01-31"`, `@"P1M"` … */
export function parseAtLiteral(cursor: Cursor): Node {
  const from = cursor.pos++;
  if (!cursor.at('"')) cursor.unexpected('"');
  const text = parseStringLiteral(cursor);
  const value = parseTemporal(text.value);
  if (value === null) cursor.fail('BAD_TEMPORAL', { found: text.value.slice(0, 40) }, from, text.to);
  return { kind: 'at', value, from, to: text.to };
}
