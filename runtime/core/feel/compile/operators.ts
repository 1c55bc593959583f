import { arithmetic } from '../evaluate/arithmetic.js';
import { equal, order } from '../evaluate/compare.js';
import { kindOf } from '../evaluate/kind.js';
import type { Run, Thunk } from '../evaluate/run.js';
import type { ArithmeticNode, BetweenNode, CompareOperator, ComparisonNode, LogicNode, Span } from '../parse/ast.js';
import type { FeelValue } from '../values.js';
import { compileNode } from './compile.js';
import type { Scope } from './scope.js';

/** Safe integers take the short way; the rest is in `arithmetic`. */
export function compileArithmetic(node: ArithmeticNode, scope: Scope): Thunk {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const { operator } = node;
  const slow = (a: FeelValue, b: FeelValue, run: Run) => arithmetic(operator, a, b, run, node);
  switch (operator) {
    case '+':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b;
          if (Number.isSafeInteger(sum)) return sum;
        }
        return slow(a, b, frame.run);
      };
    case '-':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        if (typeof a === 'number' && typeof b === 'number') {
          const difference = a - b;
          if (Number.isSafeInteger(difference)) return difference;
        }
        return slow(a, b, frame.run);
      };
    case '*':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        if (typeof a === 'number' && typeof b === 'number') {
          const product = a * b;
          if (Number.isSafeInteger(product)) return product + 0;
        }
        return slow(a, b, frame.run);
      };
    default:
      return (frame) => slow(left(frame), right(frame), frame.run);
  }
}

/** One comparison by its operator; null operands give null, except that anything may be compared with null by `=`. */
export function compareBy(operator: CompareOperator, a: FeelValue, b: FeelValue, run: Run, span: Span): boolean | null {
  if (operator === '=' || operator === '!=') {
    const result = equal(a, b, run, span);
    if (result === null) return notComparable(operator, a, b, run, span);
    return operator === '=' ? result : !result;
  }
  if (a === null || b === null) return null;
  const sign = order(a, b);
  return sign === null ? notComparable(operator, a, b, run, span) : holds(operator, sign);
}

function holds(operator: '<' | '<=' | '>' | '>=', sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

function notComparable(operator: CompareOperator, a: FeelValue, b: FeelValue, run: Run, span: Span): null {
  return run.problem('NOT_COMPARABLE', span, { operator, left: kindOf(a), right: kindOf(b) });
}

export function compileComparison(node: ComparisonNode, scope: Scope): Thunk {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const { operator } = node;
  const slow = (a: FeelValue, b: FeelValue, run: Run) => compareBy(operator, a, b, run, node);
  switch (operator) {
    case '=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        if (typeof a === typeof b && typeof a !== 'object') return a === b;
        return slow(a, b, frame.run);
      };
    case '!=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        if (typeof a === typeof b && typeof a !== 'object') return a !== b;
        return slow(a, b, frame.run);
      };
    case '<':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a < b : slow(a, b, frame.run);
      };
    case '<=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(a, b, frame.run);
      };
    case '>':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a > b : slow(a, b, frame.run);
      };
    case '>=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(a, b, frame.run);
      };
  }
}

export function compileBetween(node: BetweenNode, scope: Scope): Thunk {
  const value = compileNode(node.value, scope);
  const low = compileNode(node.low, scope);
  const high = compileNode(node.high, scope);
  return (frame) => {
    const middle = value(frame);
    const above = compareBy('>=', middle, low(frame), frame.run, node);
    const below = compareBy('<=', middle, high(frame), frame.run, node);
    return bothTrue(above, below);
  };
}

/** Kleene's and. */
function bothTrue(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

/** Kleene's logic (DMN 1.5 Table 50); a value that is no boolean counts as null, with a problem. */
export function compileLogic(node: LogicNode, scope: Scope): Thunk {
  const decisive = node.kind === 'or';
  const parts = node.parts.map((part) => compileNode(part, scope));
  const [first, second] = parts;
  const finish = (value: FeelValue, index: number, run: Run): null => {
    if (value !== null) {
      run.problem('WRONG_TYPE', node.parts[index] ?? node, { operator: node.kind, right: kindOf(value) });
    }
    return null;
  };
  if (parts.length === 2 && first && second) {
    return (frame) => {
      const a = first(frame);
      if (a === decisive) return decisive;
      const b = second(frame);
      if (b === decisive) return decisive;
      if (a === !decisive && b === !decisive) return !decisive;
      if (typeof a !== 'boolean') finish(a, 0, frame.run);
      return typeof b === 'boolean' ? null : finish(b, 1, frame.run);
    };
  }
  return (frame) => {
    let result: boolean | null = !decisive;
    for (let i = 0; i < parts.length; i++) {
      const value = (parts[i] as Thunk)(frame);
      if (value === decisive) return decisive;
      if (value !== !decisive) result = finish(value, i, frame.run);
    }
    return result;
  };
}
