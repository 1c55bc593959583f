import type { Argument, Node } from './ast.js';
import type { Cursor } from './cursor.js';
import { parseExpression } from './expression.js';
import { expectEntryName, takeNewName } from './names.js';
import { parsePrimary } from './primary.js';

/** Reads a primary and the paths, filters and calls that follow it. */
export function parsePostfix(cursor: Cursor): Node {
  let node = parsePrimary(cursor);
  for (let links = 0; ; links++) {
    // Each link is one level of the tree.
    if (links + cursor.depth > 1000) cursor.fail('NESTED_TOO_DEEP', { limit: 1000 }, node.from, cursor.pos);
    const { from } = node;
    cursor.skip();
    if (cursor.at('.') && !cursor.at('..')) {
      cursor.pos++;
      const entry = expectEntryName(cursor);
      node = { kind: 'path', object: node, entry, from, to: cursor.pos };
    } else if (cursor.at('[') && !isRangeEnd(cursor)) {
      cursor.pos++;
      const condition = parseExpression(cursor);
      cursor.expect(']');
      node = { kind: 'filter', list: node, condition, from, to: cursor.pos };
    } else if (isCallable(node) && cursor.take('(')) {
      const args = parseArguments(cursor);
      node = { kind: 'call', callee: node, args, from, to: cursor.pos };
    } else return node;
  }
}

const isCallable = (node: Node): boolean =>
  node.kind === 'name' ||
  node.kind === 'path' ||
  node.kind === 'call' ||
  node.kind === 'function' ||
  node.kind === 'filter';

/** `]1..5[`: a bracket that nothing inside a filter could follow closes an open range. */
function isRangeEnd(cursor: Cursor): boolean {
  const start = cursor.pos++;
  cursor.skip();
  const next = cursor.source.slice(cursor.pos, cursor.pos + 12);
  cursor.pos = start;
  return /^($|[)\]},=<>!+*/]|(and|or|then|else|return|satisfies|in|between|instance)(?![\w]))/.test(next);
}

function parseArguments(cursor: Cursor): readonly Argument[] {
  const args: Argument[] = [];
  if (cursor.take(')')) return args;
  do {
    const name = takeNewName(cursor, (at) => at.at(':'));
    if (name) cursor.expect(':');
    if (args.length > 0 && Boolean(args[0]?.name) !== Boolean(name)) cursor.unexpected(name ? 'expression' : 'name:');
    const value = parseExpression(cursor);
    args.push({ ...(name && { name }), value, from: name?.from ?? value.from, to: value.to });
  } while (cursor.take(','));
  cursor.expect(')');
  return args;
}
