import type { NameNode } from './ast.js';
import { isDigit, isNamePart, isNameStart, isNameSymbol, isSpace, normalName } from './characters.js';
import type { Cursor } from './cursor.js';

const reserved = new Set([
  'for',
  'return',
  'if',
  'then',
  'else',
  'some',
  'every',
  'satisfies',
  'and',
  'or',
  'between',
  'in',
  'instance',
  'of',
  'function',
  'null',
  'true',
  'false',
]);

/** Words that no name can be. */
export const isReserved = (word: string): boolean => reserved.has(word);

/** Reads a reference: the longest known name here, else a plain identifier; null where there is none. */
export function takeName(cursor: Cursor): NameNode | null {
  cursor.skip();
  const from = cursor.pos;
  const known = cursor.names.matchLength(cursor.source, from);
  const plain = cursor.identifierLength();
  const length = Math.max(known, plain);
  if (length === 0) return null;
  const name = normalName(cursor.source.slice(from, from + length));
  if (known < plain && reserved.has(name)) return null;
  cursor.pos = from + length;
  return { name, from, to: cursor.pos };
}

/** Reads the entry name after a dot; keywords and numbers inside a known name are allowed there. */
export function expectEntryName(cursor: Cursor): NameNode {
  cursor.skip();
  const from = cursor.pos;
  const length = Math.max(cursor.names.matchLength(cursor.source, from), cursor.identifierLength());
  if (length === 0) cursor.unexpected('name');
  cursor.pos = from + length;
  return { name: normalName(cursor.source.slice(from, cursor.pos)), from, to: cursor.pos };
}

/**
 * Reads the name that a context entry, parameter or iteration declares: words and signs up to what ends it.
 * Null, with nothing taken, where no name ends that way here.
 */
export function takeNewName(cursor: Cursor, ends: (cursor: Cursor) => boolean): NameNode | null {
  cursor.skip();
  const from = cursor.pos;
  const known = cursor.names.matchLength(cursor.source, from);
  if (known > 0) {
    cursor.pos = from + known;
    if (ends(cursor)) return { name: normalName(cursor.source.slice(from, from + known)), from, to: from + known };
    cursor.pos = from;
  }
  if (!isNameStart(cursor.code())) return null;
  let to = from;
  while (cursor.pos < cursor.source.length) {
    if (to > from && ends(cursor)) {
      const name = normalName(cursor.source.slice(from, to));
      cursor.names.add(name);
      return { name, from, to };
    }
    const code = cursor.code();
    if (isNamePart(code)) {
      while (isNamePart(cursor.code())) cursor.pos++;
      to = cursor.pos;
    } else if (isNameSymbol(cursor.source.charAt(cursor.pos))) to = ++cursor.pos;
    else if (isSpace(code)) cursor.pos++;
    else break;
  }
  cursor.pos = from;
  return null;
}

/** Whether a number literal begins here. */
export function atNumber(cursor: Cursor): boolean {
  const code = cursor.code();
  if (isDigit(code)) return true;
  return code === 46 && isDigit(cursor.source.charCodeAt(cursor.pos + 1));
}
