import type { FormSchema } from '#core/form';
import { entriesOf, findPlace, type NodePlace } from '../../model/form/tree.js';

/** Where the thing in hand would go: beside a node, or as the last inside a section, a table or the form (`null`). */
export type DropTarget =
  | { readonly kind: 'beside'; readonly id: string; readonly side: 'before' | 'after' }
  | { readonly kind: 'inside'; readonly parentId: string | null };

export function placeOf(schema: FormSchema, target: DropTarget): NodePlace {
  if (target.kind === 'inside') {
    return { parentId: target.parentId, index: entriesOf(schema, target.parentId).length };
  }
  const place = findPlace(schema, target.id) ?? { parentId: null, index: entriesOf(schema, null).length };
  return { parentId: place.parentId, index: place.index + (target.side === 'after' ? 1 : 0) };
}
