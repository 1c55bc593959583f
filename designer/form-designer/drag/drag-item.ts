import type { Active } from '@dnd-kit/core';
import { type ComponentName, type FormSchema, fieldTypes } from '#core/form';
import { findNode } from '../../model/form/tree.js';

/** What is being dragged: a type out of the palette, or a field that stands on the sheet. */
export type DragItem =
  | { readonly kind: 'new'; readonly component: ComponentName; readonly label: string }
  | { readonly kind: 'field'; readonly id: string };

export function dragItemOf(active: Active): DragItem | null {
  return (active.data.current as { item?: DragItem } | undefined)?.item ?? null;
}

export function titleOfItem(item: DragItem, schema: FormSchema): string {
  return item.kind === 'new' ? item.label : (findNode(schema, item.id)?.title ?? item.id);
}

/** A node of the item's type, to ask where it may stand. */
export function nodeOf(item: DragItem, schema: FormSchema) {
  return item.kind === 'new' ? fieldTypes[item.component].createNode('f') : findNode(schema, item.id);
}
