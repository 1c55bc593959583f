import { builtins } from '../builtins/registry.js';
import { isList, kindOf } from '../evaluate/kind.js';
import type { Frame, Run, Thunk } from '../evaluate/run.js';
import { asInteger, isNumber } from '../number.js';
import type { FilterNode, PathNode, Span, VariableNode } from '../parse/ast.js';
import { propertyOf } from '../temporal/properties.js';
import { FeelContext, type FeelNumber, FeelRange, type FeelValue } from '../values.js';
import { compileNode } from './compile.js';
import type { Address, Scope } from './scope.js';

/** Reads a slot. */
function readSlot({ hops, slot }: Address): Thunk {
  if (hops === 0) return (frame) => frame.locals[slot] ?? null;
  if (hops === 1) return (frame) => frame.outer?.locals[slot] ?? null;
  return (frame) => {
    let at: Frame | null = frame;
    for (let i = 0; i < hops && at; i++) at = at.outer;
    return at?.locals[slot] ?? null;
  };
}

export function compileName(node: VariableNode, scope: Scope): Thunk {
  const { items, local } = scope.resolve(node.name);
  const outside = local ? readSlot(local) : readVariable(node, scope);
  if (items.length === 0) return outside;
  const readers = items.map(readSlot);
  const { name } = node;
  return (frame) => {
    for (const read of readers) {
      const item = read(frame);
      const value = item instanceof FeelContext ? item.entries.get(name) : undefined;
      if (value !== undefined) return value;
    }
    return outside(frame);
  };
}

function readVariable(node: VariableNode, scope: Scope): Thunk {
  const { compilation } = scope;
  const known = compilation.known.get(node.name);
  const builtin = known === undefined ? builtins.get(node.name) : undefined;
  const key = known ?? node.name;
  if (!builtin) compilation.free.add(key);
  const missing = (run: Run): FeelValue => {
    if (known !== undefined) return null;
    return builtin?.value ?? run.problem('UNKNOWN_NAME', node, { name: node.name });
  };
  if (key in Object.prototype) {
    // `constructor`, `__proto__` …: only what the caller put there itself.
    return (frame) => (Object.hasOwn(frame.variables, key) ? (frame.variables[key] ?? null) : missing(frame.run));
  }
  return (frame) => {
    const value = frame.variables[key];
    return value === undefined ? missing(frame.run) : value;
  };
}

export function compilePath(node: PathNode, scope: Scope): Thunk {
  const object = compileNode(node.object, scope);
  const { name } = node.entry;
  return (frame) => {
    const value = object(frame);
    if (value instanceof FeelContext) {
      const entry = value.entries.get(name);
      if (entry !== undefined) return entry;
    }
    return entryOf(value, name, frame.run, node);
  };
}

/** An entry of a context, a property of a temporal value or range; of a list: of each item (DMN 1.5 Table 54). */
function entryOf(value: FeelValue, name: string, run: Run, span: Span): FeelValue {
  if (value === null) return null;
  if (value instanceof FeelContext) return value.entries.get(name) ?? unknownEntry(value, name, run, span);
  if (isList(value)) {
    run.tick(value.length, span);
    return value.map((item) => entryOf(item, name, run, span));
  }
  const property = value instanceof FeelRange ? rangeProperty(value, name) : propertyOf(value, name);
  return property === undefined ? unknownEntry(value, name, run, span) : property;
}

function unknownEntry(value: FeelValue, name: string, run: Run, span: Span): null {
  if (value instanceof FeelContext && value.entries.has(name)) return null;
  return run.problem('UNKNOWN_ENTRY', span, { name, type: kindOf(value) });
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return undefined;
  }
}

/** `list[condition]` keeps items; `list[2]` and `list[-1]` take one, counted from 1 or from the end. */
export function compileFilter(node: FilterNode, outer: Scope): Thunk {
  const list = compileNode(node.list, outer);
  const { scope, slot } = outer.declareItem();
  const condition = compileNode(node.condition, scope);
  return (frame) => {
    const source = list(frame);
    if (source === null) return null;
    const items = isList(source) ? source : [source];
    const kept: FeelValue[] = [];
    for (const item of items) {
      frame.run.tick(1, node);
      frame.locals[slot] = item;
      const value = condition(frame);
      if (value === true) kept.push(item);
      else if (isNumber(value)) return pick(items, value, frame.run, node);
      else if (value !== false && value !== null) {
        frame.run.problem('WRONG_TYPE', node.condition, { operator: '[]', right: kindOf(value) });
      }
    }
    return kept;
  };
}

function pick(items: readonly FeelValue[], index: FeelNumber, run: Run, span: Span): FeelValue {
  const at = asInteger(index);
  const value = at === null || at === 0 ? undefined : items[at > 0 ? at - 1 : items.length + at];
  if (value !== undefined) return value;
  return run.problem('INDEX_OUT_OF_RANGE', span, { index: String(index), length: items.length });
}
