import { equal, rangeHolds, same } from '../evaluate/compare.js';
import { isList, kindOf } from '../evaluate/kind.js';
import type { Frame, Thunk } from '../evaluate/run.js';
import type { CompareTestNode, InNode, Node, RangeNode, TestsNode } from '../parse/ast.js';
import { mentions } from '../parse/walk.js';
import { FeelRange, type FeelValue } from '../values.js';
import { compileNode } from './compile.js';
import { compareBy } from './operators.js';
import type { Scope } from './scope.js';

/** Whether the input passes one test. */
type Test = (input: FeelValue, frame: Frame) => boolean | null;

function compileTest(node: Node, scope: Scope): Test {
  if (node.kind === 'compare test') {
    const value = compileNode(node.value, scope);
    return (input, frame) => compareBy(node.operator, input, value(frame), frame.run, node);
  }
  const value = compileNode(node, scope);
  if (mentions(node, '?')) {
    return (_input, frame) => {
      const result = value(frame);
      return typeof result === 'boolean' ? result : null;
    };
  }
  return (input, frame) => passes(input, value(frame), frame, node);
}

/** DMN 1.5 Table 51, `in`: a range or list that holds the input, or a value equal to it. */
function passes(input: FeelValue, expected: FeelValue, frame: Frame, node: Node): boolean | null {
  if (expected instanceof FeelRange) {
    const held = rangeHolds(expected, input);
    return held === null && input !== null ? notComparable(input, expected.start, frame, node) : held;
  }
  if (isList(expected)) {
    frame.run.tick(expected.length, node);
    if (isList(input) && same(input, expected, frame.run, node)) return true;
    return expected.some((item) =>
      item instanceof FeelRange ? rangeHolds(item, input) === true : same(item, input, frame.run, node),
    );
  }
  // A condition on other variables stands as a test of its own; on a boolean input it is compared.
  if (typeof expected === 'boolean' && typeof input !== 'boolean' && node.kind !== 'boolean') return expected;
  return equal(input, expected, frame.run, node) ?? notComparable(input, expected, frame, node);
}

const notComparable = (input: FeelValue, expected: FeelValue, frame: Frame, node: Node): null =>
  frame.run.problem('NOT_COMPARABLE', node, { operator: 'in', left: kindOf(input), right: kindOf(expected) });

/** One test passed is enough; else null where one could not be decided. */
function any(tests: readonly Test[], input: FeelValue, frame: Frame): boolean | null {
  let result: boolean | null = false;
  for (const test of tests) {
    const passed = test(input, frame);
    if (passed === true) return true;
    if (passed === null) result = null;
  }
  return result;
}

export function compileIn(node: InNode, scope: Scope): Thunk {
  const value = compileNode(node.value, scope);
  const tests = node.tests.map((test) => compileTest(test, scope));
  const [only] = tests;
  if (only && tests.length === 1) return (frame) => only(value(frame), frame);
  return (frame) => any(tests, value(frame), frame);
}

/** Unary tests read their input as the variable `?`. */
export function compileTests(node: TestsNode, scope: Scope): Thunk {
  if (node.tests === null) return () => true;
  const input = compileNode({ kind: 'name', name: '?', from: node.from, to: node.from }, scope);
  const tests = node.tests.map((test) => compileTest(test, scope));
  return (frame) => {
    const passed = any(tests, input(frame), frame);
    return node.negated && passed !== null ? !passed : passed;
  };
}

/** A range whose ends do not fit together is null, with a problem. */
export function compileRange(node: RangeNode, scope: Scope): Thunk {
  const start = compileNode(node.start, scope);
  const end = compileNode(node.end, scope);
  const { startIncluded, endIncluded } = node;
  return (frame) => {
    const low = start(frame);
    const high = end(frame);
    if (low !== null && high !== null && kindOf(low) !== kindOf(high)) {
      return frame.run.problem('NOT_COMPARABLE', node, { operator: '..', left: kindOf(low), right: kindOf(high) });
    }
    return new FeelRange(low, high, startIncluded, endIncluded);
  };
}

/** `(< 5)` as a value is a range with one end (DMN 1.5 §10.3.2.7). */
export function compileCompareTest(node: CompareTestNode, scope: Scope): Thunk {
  const value = compileNode(node.value, scope);
  const { operator } = node;
  return (frame) => {
    const bound = value(frame);
    if (bound === null) return null;
    switch (operator) {
      case '<':
      case '<=':
        return new FeelRange(null, bound, false, operator === '<=');
      case '>':
      case '>=':
        return new FeelRange(bound, null, operator === '>=', false);
      case '=':
        return new FeelRange(bound, bound, true, true);
      case '!=':
        return frame.run.problem('WRONG_TYPE', node, { operator, right: kindOf(bound) });
    }
  };
}
