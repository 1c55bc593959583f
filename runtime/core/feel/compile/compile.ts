import { assertNever } from '#core/result';
import { negation } from '../evaluate/arithmetic.js';
import type { Thunk } from '../evaluate/run.js';
import { negate } from '../number.js';
import type { ContextEntry, Node } from '../parse/ast.js';
import { FeelContext, type FeelValue } from '../values.js';
import { compileFilter, compileName, compilePath } from './access.js';
import { compileCall, compileFunction } from './calls.js';
import { compileFor, compileIf, compileQuantified } from './control.js';
import { compileInstance } from './instance.js';
import { compileArithmetic, compileBetween, compileComparison, compileLogic } from './operators.js';
import type { Scope } from './scope.js';
import { compileCompareTest, compileIn, compileRange, compileTests } from './tests.js';

/** Turns a tree into closures, once; names become slots here, so that evaluating looks nothing up but variables. */
export function compileNode(node: Node, scope: Scope): Thunk {
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'at':
      return constant(node.value);
    case 'null':
      return constant(null);
    case 'negate': {
      if (node.value.kind === 'number') return constant(negate(node.value.value));
      const value = compileNode(node.value, scope);
      return (frame) => negation(value(frame), frame.run, node);
    }
    case 'name':
      return compileName(node, scope);
    case 'arithmetic':
      return compileArithmetic(node, scope);
    case 'comparison':
      return compileComparison(node, scope);
    case 'and':
    case 'or':
      return compileLogic(node, scope);
    case 'between':
      return compileBetween(node, scope);
    case 'in':
      return compileIn(node, scope);
    case 'instance':
      return compileInstance(node, scope);
    case 'if':
      return compileIf(node, scope);
    case 'for':
      return compileFor(node, scope);
    case 'some':
    case 'every':
      return compileQuantified(node, scope);
    case 'path':
      return compilePath(node, scope);
    case 'filter':
      return compileFilter(node, scope);
    case 'call':
      return compileCall(node, scope);
    case 'function':
      return compileFunction(node, scope, null);
    case 'context':
      return compileContext(node.entries, scope);
    case 'list': {
      const items = node.items.map((item) => compileNode(item, scope));
      return (frame) => items.map((item) => item(frame));
    }
    case 'range':
      return compileRange(node, scope);
    case 'compare test':
      return compileCompareTest(node, scope);
    case 'tests':
      return compileTests(node, scope);
    default:
      return assertNever(node);
  }
}

const constant =
  (value: FeelValue): Thunk =>
  () =>
    value;

/** Entries see the entries before them; a function sees itself too (DMN 1.5 §10.3.2.6). */
function compileContext(entries: readonly ContextEntry[], outer: Scope): Thunk {
  let scope = outer;
  const parts = entries.map(({ key, value }) => {
    const declared = scope.declare(key.name);
    const thunk =
      value.kind === 'function' ? compileFunction(value, declared.scope, declared.slot) : compileNode(value, scope);
    scope = declared.scope;
    return { name: key.name, slot: declared.slot, thunk };
  });
  return (frame) => {
    const made = new Map<string, FeelValue>();
    for (const { name, slot, thunk } of parts) {
      const value = thunk(frame);
      frame.locals[slot] = value;
      made.set(name, value);
    }
    return new FeelContext(made);
  };
}
