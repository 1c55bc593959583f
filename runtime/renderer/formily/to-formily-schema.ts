import type { ISchema } from '@formily/react';
import { type FieldInfo, holdsAnswer } from '#core/form';

/** Formily would make empty lists and objects of these; to it they are plain values. */
const plain = new Set(['array', 'object']);

/**
 * The schema Formily draws: which component stands where, in order. No expressions, no limits, no words of the author
 * (a `{{` in a title would be an expression to Formily): those are read from the engine by path (D11).
 */
export function toFormilySchema(fields: readonly FieldInfo[], parentId?: string): ISchema {
  return { type: 'object', properties: propertiesIn(fields, parentId) };
}

function propertiesIn(fields: readonly FieldInfo[], parentId: string | undefined): Readonly<Record<string, ISchema>> {
  const inside = fields.filter((field) => field.parentId === parentId && field.component !== 'Hidden');
  return Object.fromEntries(
    inside.map((field, index) => [
      field.id,
      {
        type: plain.has(field.node.type) ? 'any' : field.node.type,
        'x-index': index,
        'x-component': field.component,
        ...(holdsAnswer(field) ? { 'x-decorator': 'FieldFrame' } : {}),
        ...(field.kind === 'box' ? { properties: propertiesIn(fields, field.id) } : {}),
      },
    ]),
  );
}
