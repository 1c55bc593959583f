import { isList, kindOf } from '../evaluate/kind.js';
import type { TypeNode } from '../parse/ast.js';
import type { FeelType } from '../types.js';
import { FeelRange, type FeelValue } from '../values.js';

export const anyType: FeelType = { kind: 'any' };
export const nullType: FeelType = { kind: 'null' };
export const booleanType: FeelType = { kind: 'boolean' };
export const numberType: FeelType = { kind: 'number' };
export const stringType: FeelType = { kind: 'string' };

/** Nothing can be said against a type that is not known, nor against null, which stands for a missing value. */
export const isOpen = (type: FeelType): boolean => type.kind === 'any' || type.kind === 'null';

const ordered = new Set<FeelType['kind']>([
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

export const isOrdered = (type: FeelType): boolean => isOpen(type) || ordered.has(type.kind);

/** Whether values of two types can be equal. */
export const isComparable = (a: FeelType, b: FeelType): boolean => isOpen(a) || isOpen(b) || a.kind === b.kind;

/** Whether a value of one type may stand where another is wanted. */
export function fits(actual: FeelType, expected: FeelType): boolean {
  if (isOpen(actual) || expected.kind === 'any') return true;
  if (actual.kind === 'list' && expected.kind === 'list') return fits(actual.of, expected.of);
  if (actual.kind === 'context' && expected.kind === 'context') {
    return Object.entries(expected.entries).every(([name, type]) => {
      const given = Object.hasOwn(actual.entries, name) ? actual.entries[name] : undefined;
      return given !== undefined && fits(given, type);
    });
  }
  return actual.kind === expected.kind;
}

/** The type of a value that is of one type or the other. */
export function either(a: FeelType, b: FeelType): FeelType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind !== b.kind) return anyType;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: either(a.of, b.of) };
  if (a.kind === 'string') return stringType;
  return a.kind === 'context' ? (fits(a, b) && fits(b, a) ? a : { kind: 'context', entries: {} }) : a;
}

/** The type of a constant. */
export function typeOf(value: FeelValue): FeelType {
  if (isList(value)) return { kind: 'list', of: value.map(typeOf).reduce(either, nullType) };
  if (value instanceof FeelRange) return { kind: 'range', of: either(typeOf(value.start), typeOf(value.end)) };
  const kind = kindOf(value);
  return kind === 'context' || kind === 'list' || kind === 'range' ? anyType : { kind };
}

/** A type as written in the source. */
export function typeOfNode(node: TypeNode): FeelType {
  switch (node.kind) {
    case 'list':
    case 'range':
      return { kind: node.kind, of: typeOfNode(node.of) };
    case 'context':
      return {
        kind: 'context',
        entries: Object.fromEntries(node.entries.map(({ name, type }) => [name, typeOfNode(type)])),
      };
    case 'function':
      return { kind: 'function' };
    case 'simple':
      return namedType(node.name);
  }
}

/** A type by FEEL's own name for it. */
export function namedType(name: string): FeelType {
  switch (name) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'date':
    case 'time':
    case 'date and time':
    case 'days and time duration':
    case 'years and months duration':
    case 'function':
      return { kind: name };
    case 'Null':
      return nullType;
    case 'list':
    case 'range':
      return { kind: name, of: anyType };
    default:
      return name.startsWith('list of ') ? { kind: 'list', of: namedType(name.slice(8)) } : anyType;
  }
}

/** All names that occur in types: of variables, and of entries inside them. */
export function namesIn(types: Readonly<Record<string, FeelType>>): readonly string[] {
  return Object.entries(types).flatMap(([name, type]) => [name, ...innerNames(type)]);
}

function innerNames(type: FeelType): readonly string[] {
  if (type.kind === 'list' || type.kind === 'range') return innerNames(type.of);
  return type.kind === 'context' ? namesIn(type.entries) : [];
}
