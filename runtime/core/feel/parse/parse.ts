import { err, ok, type Result } from '#core/result';
import type { FeelProblem } from '../problem.js';
import type { Node, TestsNode } from './ast.js';
import { Cursor, ParseFailure } from './cursor.js';
import { parseExpression } from './expression.js';
import { knownNames } from './known-names.js';
import { NameTable } from './name-table.js';
import { parseUnaryTests } from './tests.js';

/** Characters a source may have. */
const maxSourceLength = 10_000;

function parseWith<T extends Node>(
  source: string,
  names: readonly string[],
  parse: (cursor: Cursor) => T,
): Result<T, readonly FeelProblem[]> {
  if (source.length > maxSourceLength) {
    const params = { length: source.length, limit: maxSourceLength };
    return err([{ code: 'SOURCE_TOO_LONG', from: 0, to: source.length, params }]);
  }
  const cursor = new Cursor(source, new NameTable([], knownNames(names).table));
  try {
    const node = parse(cursor);
    cursor.skip();
    if (cursor.pos < source.length) cursor.unexpected('end');
    return ok(node);
  } catch (failure) {
    if (failure instanceof ParseFailure) return err([failure.problem]);
    throw failure;
  }
}

/** Reads a whole expression; fails with one problem at the first place that cannot be read. */
export const parse = (source: string, names: readonly string[] = []): Result<Node, readonly FeelProblem[]> =>
  parseWith(source, names, parseExpression);

/** Reads unary tests. */
export const parseTests = (source: string, names: readonly string[] = []): Result<TestsNode, readonly FeelProblem[]> =>
  parseWith(source, names, parseUnaryTests);
