import { assertNever } from '#core/result';
import type { Span, TypeNode } from '../parse/ast.js';
import { FeelContext, FeelFunction, FeelRange, type FeelValue } from '../values.js';
import { isList, kindOf } from './kind.js';
import type { Run } from './run.js';

/** Whether a value is an instance of a type (DMN 1.5 Table 55); null belongs to `Null` and `Any` only. */
export function conforms(value: FeelValue, type: TypeNode, run: Run, span: Span): boolean {
  if (type.kind === 'list' && isList(value)) run.tick(value.length, span);
  const isNullOr = (inner: FeelValue, of: TypeNode): boolean => inner === null || conforms(inner, of, run, span);
  switch (type.kind) {
    case 'simple':
      return type.name === 'Any' ? value !== null : kindOf(value) === type.name.replace('Null', 'null');
    case 'list':
      return isList(value) && value.every((item) => isNullOr(item, type.of));
    case 'range':
      return value instanceof FeelRange && isNullOr(value.start, type.of) && isNullOr(value.end, type.of);
    case 'context':
      return (
        value instanceof FeelContext &&
        type.entries.every(
          (entry) => value.entries.has(entry.name) && isNullOr(value.get(entry.name) ?? null, entry.type),
        )
      );
    case 'function':
      return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
    default:
      return assertNever(type);
  }
}
