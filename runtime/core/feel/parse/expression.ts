import type { ArithmeticOperator, CompareOperator, Iteration, Node } from './ast.js';
import type { Cursor } from './cursor.js';
import { takeNewName } from './names.js';
import { parsePostfix } from './postfix.js';
import { finishRange } from './primary.js';
import { parsePositiveTest, parsePositiveTests } from './tests.js';
import { parseType } from './type-expression.js';

/** Reads one expression (DMN 1.5 §10.3.1.2 rule 1). */
export function parseExpression(cursor: Cursor): Node {
  return cursor.nested(parseLoose);
}

function parseLoose(cursor: Cursor): Node {
  return parseLogic(cursor, 'or', (inner) => parseLogic(inner, 'and', parseComparison));
}

function parseLogic(cursor: Cursor, word: 'and' | 'or', parsePart: (cursor: Cursor) => Node): Node {
  const first = parsePart(cursor);
  if (!cursor.takeWord(word)) return first;
  const parts = [first, parsePart(cursor)];
  while (cursor.takeWord(word)) parts.push(parsePart(cursor));
  return { kind: word, parts, from: first.from, to: cursor.pos };
}

const compareOperators: readonly CompareOperator[] = ['!=', '<=', '>=', '=', '<', '>'];

export function takeCompareOperator(cursor: Cursor): CompareOperator | null {
  for (const operator of compareOperators) if (cursor.take(operator)) return operator;
  return null;
}

function parseComparison(cursor: Cursor): Node {
  let left = parseAdditive(cursor);
  for (let links = 0; ; links++) {
    countLink(cursor, links);
    const { from } = left;
    const operator = takeCompareOperator(cursor);
    if (operator) {
      const right = parseAdditive(cursor);
      left = { kind: 'comparison', operator, left, right, from, to: right.to };
    } else if (cursor.takeWord('between')) {
      const low = parseAdditive(cursor);
      cursor.expectWord('and');
      const high = parseAdditive(cursor);
      left = { kind: 'between', value: left, low, high, from, to: high.to };
    } else if (cursor.takeWord('in')) {
      const tests = parseInTests(cursor);
      left = { kind: 'in', value: left, tests, from, to: cursor.pos };
    } else return left;
  }
}

/** `in (a, b)` lists tests; `in (1..5)` is one. What has been read is never read again: nesting stays linear. */
function parseInTests(cursor: Cursor): readonly Node[] {
  if (!cursor.at('(')) return [parsePositiveTest(cursor)];
  const from = cursor.pos++;
  const tests = cursor.nested(parsePositiveTests);
  const [first] = tests;
  if (first && tests.length === 1 && cursor.at('..')) return [finishRange(cursor, first, false, from)];
  cursor.expect(')');
  return tests;
}

/** Operators in one unbroken chain; each is one level of the tree. */
const maxChain = 1000;

function countLink(cursor: Cursor, links: number): void {
  if (links > maxChain) cursor.fail('NESTED_TOO_DEEP', { limit: maxChain }, cursor.pos, cursor.pos);
}

export function parseAdditive(cursor: Cursor): Node {
  return parseArithmetic(cursor, ['+', '-'], (inner) =>
    parseArithmetic(inner, ['*', '/'], (innermost) => parseArithmetic(innermost, ['**'], parseUnary)),
  );
}

function parseArithmetic(
  cursor: Cursor,
  operators: readonly ArithmeticOperator[],
  parseOperand: (cursor: Cursor) => Node,
): Node {
  let left = parseOperand(cursor);
  for (let links = 0; ; links++) {
    countLink(cursor, links);
    const operator = operators.find((sign) => cursor.at(sign) && !(sign === '*' && cursor.at('**')));
    if (!operator) return left;
    cursor.pos += operator.length;
    const right = parseOperand(cursor);
    left = { kind: 'arithmetic', operator, left, right, from: left.from, to: right.to };
  }
}

function parseUnary(cursor: Cursor): Node {
  cursor.skip();
  const from = cursor.pos;
  if (cursor.take('-')) {
    const value = cursor.nested(parseUnary);
    return { kind: 'negate', value, from, to: value.to };
  }
  return parseInstance(cursor);
}

function parseInstance(cursor: Cursor): Node {
  const value = parsePostfix(cursor);
  if (!cursor.takeWord('instance')) return value;
  cursor.expectWord('of');
  const type = parseType(cursor);
  return { kind: 'instance', value, type, from: value.from, to: cursor.pos };
}

/** Reads `for … return …`, `some … satisfies …`, `every … satisfies …`, `if … then … else …`; null where none begins here. */
export function parseKeywordExpression(cursor: Cursor): Node | null {
  cursor.skip();
  const from = cursor.pos;
  if (cursor.takeWord('if')) {
    const condition = parseExpression(cursor);
    cursor.expectWord('then');
    const then = parseExpression(cursor);
    cursor.expectWord('else');
    const otherwise = parseExpression(cursor);
    return { kind: 'if', condition, then, otherwise, from, to: otherwise.to };
  }
  if (cursor.takeWord('for')) {
    const iterators = parseIterators(cursor, true);
    cursor.expectWord('return');
    const body = parseExpression(cursor);
    return { kind: 'for', iterators, body, from, to: body.to };
  }
  for (const word of ['some', 'every'] as const) {
    if (!cursor.takeWord(word)) continue;
    const iterators = parseIterators(cursor, false);
    cursor.expectWord('satisfies');
    const body = parseExpression(cursor);
    return { kind: word, iterators, body, from, to: body.to };
  }
  return null;
}

function parseIterators(cursor: Cursor, ranges: boolean): readonly Iteration[] {
  const iterators: Iteration[] = [];
  do {
    const name = takeNewName(cursor, (at) => at.atWord('in'));
    if (!name) cursor.unexpected('name');
    cursor.expectWord('in');
    const list = parseExpression(cursor);
    const end = ranges && cursor.take('..') ? parseExpression(cursor) : undefined;
    iterators.push({ name, list, ...(end && { end }), from: name.from, to: cursor.pos });
  } while (cursor.take(','));
  return iterators;
}
