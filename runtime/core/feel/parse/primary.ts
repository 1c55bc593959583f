import type { ContextEntry, Node, Parameter } from './ast.js';
import { isDigit } from './characters.js';
import type { Cursor } from './cursor.js';
import { parseExpression, parseKeywordExpression, takeCompareOperator } from './expression.js';
import { parseAtLiteral, parseNumberLiteral, parseStringLiteral } from './literals.js';
import { atNumber, takeName, takeNewName } from './names.js';
import { parsePositiveTest } from './tests.js';
import { parseType } from './type-expression.js';

/** Reads a literal, name, bracketed expression, range, list, context, function or keyword expression. */
export function parsePrimary(cursor: Cursor): Node {
  cursor.skip();
  const from = cursor.pos;
  switch (cursor.source[from]) {
    case '"':
      return { kind: 'string', ...parseStringLiteral(cursor) };
    case '@':
      return parseAtLiteral(cursor);
    case '(':
      return cursor.nested(parseRound);
    case '[':
      return cursor.nested(parseSquare);
    case ']':
      cursor.pos++;
      return finishRange(cursor, parseExpression(cursor), false, from);
    case '{':
      return cursor.nested(parseContext);
  }
  if (atNumber(cursor) && cursor.names.matchLength(cursor.source, from) === 0) return parseNumberLiteral(cursor);
  return parseWord(cursor, from);
}

function parseWord(cursor: Cursor, from: number): Node {
  const keyword = parseKeywordExpression(cursor) ?? parseFunction(cursor);
  if (keyword) return keyword;
  if (cursor.takeWord('true')) return { kind: 'boolean', value: true, from, to: cursor.pos };
  if (cursor.takeWord('false')) return { kind: 'boolean', value: false, from, to: cursor.pos };
  if (cursor.takeWord('null')) return { kind: 'null', from, to: cursor.pos };
  const name = takeName(cursor);
  if (!name) cursor.unexpected('expression');
  return { kind: 'name', ...name };
}

/** `(a)`, `(a..b)`, `(< 5)`. */
function parseRound(cursor: Cursor): Node {
  const from = cursor.pos++;
  const start = cursor.pos;
  if (takeCompareOperator(cursor)) {
    cursor.pos = start;
    const test = parsePositiveTest(cursor);
    cursor.expect(')');
    return test;
  }
  const inner = parseExpression(cursor);
  if (cursor.at('..')) return finishRange(cursor, inner, false, from);
  cursor.expect(')');
  // The brackets belong to the node, so that a copied excerpt keeps its meaning.
  const core = { from: inner.from, to: inner.to };
  if (inner.kind === 'name' || inner.kind === 'number') return { core, ...inner, from, to: cursor.pos };
  return { ...inner, from, to: cursor.pos };
}

/** `[a, b]`, `[a..b]`. */
function parseSquare(cursor: Cursor): Node {
  const from = cursor.pos++;
  const items: Node[] = [];
  if (cursor.take(']')) return { kind: 'list', items, from, to: cursor.pos };
  do {
    items.push(parseListItem(cursor));
    if (items.length === 1 && cursor.at('..')) return finishRange(cursor, items[0] as Node, true, from);
  } while (cursor.take(','));
  cursor.expect(']');
  return { kind: 'list', items, from, to: cursor.pos };
}

function parseListItem(cursor: Cursor): Node {
  // `]` could begin an open range; after a comma it is a list cut short.
  if (cursor.at(']') && /,\s*$/.test(cursor.source.slice(0, cursor.pos)) && isListEnd(cursor))
    cursor.unexpected('expression');
  cursor.skip();
  const sign = cursor.source[cursor.pos];
  return sign === '<' || sign === '>' ? parsePositiveTest(cursor) : parseExpression(cursor);
}

/** Whether nothing but closing signs follows the bracket here. */
const isListEnd = (cursor: Cursor): boolean => /^\][\s\])},]*$/.test(cursor.source.slice(cursor.pos));

/** Reads from the two dots to the closing bracket. */
export function finishRange(cursor: Cursor, start: Node, startIncluded: boolean, from: number): Node {
  cursor.expect('..');
  const end = parseExpression(cursor);
  const endIncluded = cursor.take(']');
  if (!endIncluded && !cursor.take(')') && !cursor.take('[')) cursor.unexpected(']');
  return { kind: 'range', start, end, startIncluded, endIncluded, from, to: cursor.pos };
}

function parseContext(cursor: Cursor): Node {
  const from = cursor.pos++;
  const entries: ContextEntry[] = [];
  if (cursor.take('}')) return { kind: 'context', entries, from, to: cursor.pos };
  do {
    cursor.skip();
    const start = cursor.pos;
    const key = cursor.at('"') ? parseQuotedKey(cursor) : takeNewName(cursor, (at) => at.at(':'));
    if (!key) cursor.unexpected(isDigit(cursor.code()) ? '"' : 'name');
    cursor.expect(':');
    const value = parseExpression(cursor);
    entries.push({ key, value, from: start, to: value.to });
  } while (cursor.take(','));
  cursor.expect('}');
  return { kind: 'context', entries, from, to: cursor.pos };
}

function parseQuotedKey(cursor: Cursor) {
  const { value, from, to } = parseStringLiteral(cursor);
  cursor.names.add(value);
  return { name: value, from, to };
}

/** `function(a: number, b) body`; `external` bodies name code outside and are refused. */
function parseFunction(cursor: Cursor): Node | null {
  const from = cursor.pos;
  if (!cursor.takeWord('function')) return null;
  cursor.expect('(');
  const parameters: Parameter[] = [];
  if (!cursor.take(')')) {
    do {
      const name = takeNewName(cursor, (at) => at.at(':') || at.at(',') || at.at(')'));
      if (!name) cursor.unexpected('name');
      const type = cursor.take(':') ? parseType(cursor) : undefined;
      parameters.push({ name, ...(type && { type }), from: name.from, to: cursor.pos });
    } while (cursor.take(','));
    cursor.expect(')');
  }
  if (cursor.atWord('external')) cursor.unexpected('expression');
  const body = parseExpression(cursor);
  return { kind: 'function', parameters, body, from, to: cursor.pos };
}
