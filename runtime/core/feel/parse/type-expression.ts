import type { TypeNode } from './ast.js';
import type { Cursor } from './cursor.js';
import { takeNewName } from './names.js';

const simpleTypes = [
  'years and months duration',
  'year and month duration',
  'days and time duration',
  'day and time duration',
  'date and time',
  'date time',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'Any',
  'any',
  'Null',
  'null',
  'list',
  'range',
  'context',
  'function',
] as const;

const aliases: Readonly<Record<string, string>> = {
  'year and month duration': 'years and months duration',
  'day and time duration': 'days and time duration',
  'date time': 'date and time',
  any: 'Any',
  null: 'Null',
};

/** Reads a type name, `list<T>`, `range<T>`, `context<a: T>` or `function<A, B> -> T`. */
export function parseType(cursor: Cursor): TypeNode {
  return cursor.nested(parseTypeInner);
}

function parseTypeInner(cursor: Cursor): TypeNode {
  const name = simpleTypes.find((candidate) => takeWords(cursor, candidate));
  if (!name) cursor.unexpected('type');
  const generic = ['list', 'range', 'context', 'function'].includes(name) && cursor.take('<');
  if (!generic) return { kind: 'simple', name: aliases[name] ?? name };
  switch (name) {
    case 'context':
      return parseContextType(cursor);
    case 'function':
      return parseFunctionType(cursor);
    default: {
      const of = parseType(cursor);
      cursor.expect('>');
      return { kind: name === 'range' ? 'range' : 'list', of };
    }
  }
}

function takeWords(cursor: Cursor, words: string): boolean {
  const start = cursor.pos;
  for (const word of words.split(' ')) {
    if (!cursor.atWord(word)) {
      cursor.pos = start;
      return false;
    }
    cursor.pos += word.length;
  }
  return true;
}

function parseContextType(cursor: Cursor): TypeNode {
  const entries: { name: string; type: TypeNode }[] = [];
  while (!cursor.take('>')) {
    const name = takeNewName(cursor, (at) => at.at(':'));
    if (!name) cursor.unexpected('name');
    cursor.expect(':');
    entries.push({ name: name.name, type: parseType(cursor) });
    if (!cursor.take(',') && !cursor.at('>')) cursor.unexpected('>');
  }
  return { kind: 'context', entries };
}

function parseFunctionType(cursor: Cursor): TypeNode {
  const parameters: TypeNode[] = [];
  while (!cursor.take('>')) {
    parameters.push(parseType(cursor));
    if (!cursor.take(',') && !cursor.at('>')) cursor.unexpected('>');
  }
  cursor.expect('->');
  return { kind: 'function', parameters, returns: parseType(cursor) };
}
