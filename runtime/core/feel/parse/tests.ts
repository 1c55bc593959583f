import type { Node, TestsNode } from './ast.js';
import type { Cursor } from './cursor.js';
import { parseAdditive, parseExpression, takeCompareOperator } from './expression.js';

/** Reads one positive unary test: `< 5`, a range, or an expression. */
export function parsePositiveTest(cursor: Cursor): Node {
  cursor.skip();
  const from = cursor.pos;
  const operator = takeCompareOperator(cursor);
  if (!operator) return parseAdditive(cursor);
  const value = parseAdditive(cursor);
  return { kind: 'compare test', operator, value, from, to: value.to };
}

/** Like the above, where nothing binds the expression to its left. */
function parseLooseTest(cursor: Cursor): Node {
  cursor.skip();
  const from = cursor.pos;
  const operator = takeCompareOperator(cursor);
  if (!operator) return parseExpression(cursor);
  const value = parseAdditive(cursor);
  return { kind: 'compare test', operator, value, from, to: value.to };
}

export function parsePositiveTests(cursor: Cursor): readonly Node[] {
  const tests = [parseLooseTest(cursor)];
  while (cursor.take(',')) tests.push(parseLooseTest(cursor));
  return tests;
}

/** Reads `-`, `not(…)` or a list of positive unary tests (DMN 1.5 §10.3.1.2 rule 17). */
export function parseUnaryTests(cursor: Cursor): TestsNode {
  cursor.skip();
  const from = cursor.pos;
  if (cursor.take('-')) {
    cursor.skip();
    if (cursor.pos === cursor.source.length)
      return { kind: 'tests', negated: false, tests: null, from, to: cursor.pos };
    cursor.pos = from;
  }
  if (cursor.takeWord('not') && cursor.take('(')) {
    const tests = cursor.nested(parsePositiveTests);
    cursor.expect(')');
    cursor.skip();
    if (cursor.pos === cursor.source.length) return { kind: 'tests', negated: true, tests, from, to: cursor.pos };
  }
  cursor.pos = from;
  const tests = parsePositiveTests(cursor);
  return { kind: 'tests', negated: false, tests, from, to: cursor.pos };
}
