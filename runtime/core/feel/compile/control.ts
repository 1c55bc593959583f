import { isList, kindOf } from '../evaluate/kind.js';
import type { Frame, Thunk } from '../evaluate/run.js';
import { asInteger, isNumber } from '../number.js';
import type { ForNode, IfNode, Iteration, QuantifiedNode, Span } from '../parse/ast.js';
import { mentions } from '../parse/walk.js';
import { dateFromEpochDay, epochDay, FeelDate } from '../temporal/calendar-values.js';
import { FeelRange, type FeelValue } from '../values.js';
import { compileNode } from './compile.js';
import type { Scope } from './scope.js';

/** Anything but true takes the other branch (DMN 1.5 Table 52). */
export function compileIf(node: IfNode, scope: Scope): Thunk {
  const condition = compileNode(node.condition, scope);
  const then = compileNode(node.then, scope);
  const otherwise = compileNode(node.otherwise, scope);
  return (frame) => {
    const value = condition(frame);
    if (value === true) return then(frame);
    if (value !== false && value !== null) {
      frame.run.problem('WRONG_TYPE', node.condition, { operator: 'if', right: kindOf(value) });
    }
    return otherwise(frame);
  };
}

/** Calls `visit` for every combination; it returns false to stop. Null where something is no list. */
type Loop = (frame: Frame, visit: (frame: Frame) => boolean) => boolean | null;

function compileLoop(iterators: readonly Iteration[], outer: Scope): { readonly scope: Scope; readonly loop: Loop } {
  let scope = outer;
  const levels = iterators.map((iterator) => {
    const list = compileNode(iterator.list, scope);
    const end = iterator.end && compileNode(iterator.end, scope);
    const declared = scope.declare(iterator.name.name);
    scope = declared.scope;
    return { items: itemsOf(list, end, iterator), slot: declared.slot, span: iterator };
  });
  const loop = levels.reduceRight<Loop>(
    (inner, { items, slot, span }) =>
      (frame, visit) => {
        const values = items(frame);
        if (values === null) return null;
        for (const value of values) {
          frame.run.tick(1, span);
          frame.locals[slot] = value;
          const went = inner(frame, visit);
          if (went !== true) return went;
        }
        return true;
      },
    (frame, visit) => visit(frame),
  );
  return { scope, loop };
}

/** The values of a list, of a range, or from `a` to `b`; null with a problem for anything else. */
function itemsOf(list: Thunk, end: Thunk | undefined, span: Iteration): (frame: Frame) => Iterable<FeelValue> | null {
  return (frame) => {
    const value = list(frame);
    if (end) return count(value, end(frame), frame, span);
    if (isList(value)) return value;
    if (value instanceof FeelRange) return countRange(value, frame, span);
    if (value === null) return null;
    // A single value is read as a list of one (DMN 1.5 §10.3.2.15).
    return [value];
  };
}

function count(from: FeelValue, to: FeelValue, frame: Frame, span: Span): Iterable<FeelValue> | null {
  if (from === null || to === null) return null;
  if (isNumber(from) && isNumber(to)) {
    const [first, last] = [asInteger(from), asInteger(to)];
    if (first !== null && last !== null) return integers(first, last);
  }
  if (from instanceof FeelDate && to instanceof FeelDate) return dates(epochDay(from), epochDay(to));
  return frame.run.problem('WRONG_TYPE', span, { operator: 'for', left: kindOf(from), right: kindOf(to) });
}

function countRange(range: FeelRange, frame: Frame, span: Span): Iterable<FeelValue> | null {
  const { start, end } = range;
  const inner = (value: FeelValue, included: boolean, step: 1 | -1): FeelValue => {
    if (included) return value;
    if (typeof value === 'number') return value + step;
    return value instanceof FeelDate ? dateFromEpochDay(epochDay(value) + step) : value;
  };
  const items = count(inner(start, range.startIncluded, 1), inner(end, range.endIncluded, -1), frame, span);
  const isEmpty = typeof start === 'number' && typeof end === 'number' && start > end;
  return isEmpty ? [] : items;
}

function* integers(first: number, last: number): Generator<FeelValue> {
  const step = first <= last ? 1 : -1;
  for (let i = first; step > 0 ? i <= last : i >= last; i += step) yield i;
}

function* dates(first: number, last: number): Generator<FeelValue> {
  for (const day of integers(first, last)) yield dateFromEpochDay(day as number);
}

export function compileFor(node: ForNode, outer: Scope): Thunk {
  const { scope, loop } = compileLoop(node.iterators, outer);
  const partial = scope.declare('partial');
  const body = compileNode(node.body, partial.scope);
  const readsPartial = mentions(node.body, 'partial');
  return (frame) => {
    const results: FeelValue[] = [];
    const went = loop(frame, (inner) => {
      if (readsPartial) {
        inner.run.tick(results.length, node);
        inner.locals[partial.slot] = results.slice();
      }
      results.push(body(inner));
      return true;
    });
    return went === null ? null : results;
  };
}

/** `some` is a chain of or, `every` a chain of and (DMN 1.5 Table 52). */
export function compileQuantified(node: QuantifiedNode, outer: Scope): Thunk {
  const decisive = node.kind === 'some';
  const { scope, loop } = compileLoop(node.iterators, outer);
  const body = compileNode(node.body, scope);
  return (frame) => {
    let result: boolean | null = !decisive;
    const went = loop(frame, (inner) => {
      const value = body(inner);
      if (value === decisive) {
        result = decisive;
        return false;
      }
      if (typeof value !== 'boolean') {
        result = null;
        if (value !== null) inner.run.problem('WRONG_TYPE', node.body, { operator: node.kind, right: kindOf(value) });
      }
      return true;
    });
    return went === null ? null : result;
  };
}
