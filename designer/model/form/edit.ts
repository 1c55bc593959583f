import { type FieldNode, type FormSchema, fieldTypes } from '#core/form';
import { uniqueTitle } from './names.js';
import {
  childEntries,
  entriesOf,
  findNode,
  findPlace,
  mapNode,
  type NodePlace,
  withChildren,
  withEntries,
} from './tree.js';

/** Whether a parent may hold a node: sections stand in the form itself, tables hold columns of the types that allow it. */
export function mayStandIn(schema: FormSchema, parentId: string | null, node: FieldNode): boolean {
  const component = node['x-component'];
  if (parentId === null) return true;
  const parent = findNode(schema, parentId);
  if (parent === undefined) return false;
  switch (parent['x-component']) {
    case 'Section':
      return component !== 'Section';
    case 'Table':
      return fieldTypes[component].allowedInTable;
    default:
      return false;
  }
}

/** Puts a new node in its place. Its title is made unique, so that its name is. The same form where it may not stand there. */
export function insertNode(schema: FormSchema, place: NodePlace, id: string, node: FieldNode): FormSchema {
  if (!mayStandIn(schema, place.parentId, node) || findNode(schema, id) !== undefined) return schema;
  const entries = entriesOf(schema, place.parentId);
  const index = Math.max(0, Math.min(place.index, entries.length));
  const named = { ...node, title: uniqueTitle(schema, node) };
  return withEntries(schema, place.parentId, entries.toSpliced(index, 0, [id, named]));
}

export function removeNode(schema: FormSchema, id: string): FormSchema {
  const place = findPlace(schema, id);
  if (place === undefined) return schema;
  return withEntries(schema, place.parentId, entriesOf(schema, place.parentId).toSpliced(place.index, 1));
}

/**
 * Moves a node, with all it holds, to a place given as it is before the move. A column stays in its table: its key, and
 * with it the answers already given, would change otherwise (D10).
 */
export function moveNode(schema: FormSchema, id: string, to: NodePlace): FormSchema {
  const from = findPlace(schema, id);
  const node = findNode(schema, id);
  if (from === undefined || node === undefined || to.parentId === id) return schema;
  if (!mayStandIn(schema, to.parentId, node)) return schema;
  if (from.parentId !== to.parentId && (isTable(schema, from.parentId) || isTable(schema, to.parentId))) return schema;
  const same = from.parentId === to.parentId;
  const index = same && to.index > from.index ? to.index - 1 : to.index;
  if (same && index === from.index) return schema;
  const without = removeNode(schema, id);
  const entries = entriesOf(without, to.parentId);
  return withEntries(without, to.parentId, entries.toSpliced(Math.min(index, entries.length), 0, [id, node]));
}

function isTable(schema: FormSchema, id: string | null): boolean {
  return id !== null && findNode(schema, id)?.['x-component'] === 'Table';
}

/** One place up or down; at the edge of a section the field goes on into the section before or behind it. */
export function moveByOne(schema: FormSchema, id: string, direction: 'up' | 'down'): FormSchema {
  const place = findPlace(schema, id);
  const node = findNode(schema, id);
  if (place === undefined || node === undefined) return schema;
  const siblings = entriesOf(schema, place.parentId);
  const neighbourIndex = direction === 'up' ? place.index - 1 : place.index + 1;
  const neighbour = siblings[neighbourIndex];
  if (neighbour !== undefined) {
    const [neighbourId, neighbourNode] = neighbour;
    if (neighbourNode['x-component'] === 'Section' && node['x-component'] !== 'Section') {
      const size = childEntries(neighbourNode).length;
      return moveNode(schema, id, { parentId: neighbourId, index: direction === 'up' ? size : 0 });
    }
    return moveNode(schema, id, {
      parentId: place.parentId,
      index: direction === 'up' ? neighbourIndex : neighbourIndex + 1,
    });
  }
  return place.parentId === null ? schema : leaveSection(schema, id, place.parentId, direction);
}

function leaveSection(schema: FormSchema, id: string, sectionId: string, direction: 'up' | 'down'): FormSchema {
  const section = findPlace(schema, sectionId);
  if (section === undefined || section.parentId !== null) return schema;
  const next = entriesOf(schema, null)[direction === 'up' ? section.index - 1 : section.index + 1];
  if (next?.[1]['x-component'] === 'Section') {
    const size = childEntries(next[1]).length;
    return moveNode(schema, id, { parentId: next[0], index: direction === 'up' ? size : 0 });
  }
  return moveNode(schema, id, { parentId: null, index: direction === 'up' ? section.index : section.index + 1 });
}

/** A copy right behind the original, with new ids and names all the way down. */
export function duplicateNode(schema: FormSchema, id: string, newId: () => string): { schema: FormSchema; id: string } {
  const place = findPlace(schema, id);
  const node = findNode(schema, id);
  const copyId = newId();
  if (place === undefined || node === undefined) return { schema, id: copyId };
  const isColumns = node['x-component'] === 'Table';
  const empty = isColumns ? node : withoutName({ ...node, ...(node.properties ? { properties: {} } : {}) });
  let next = insertNode(schema, { parentId: place.parentId, index: place.index + 1 }, copyId, withoutName(empty));
  if (isColumns) {
    const columns = childEntries(node).map(([, column]) => [newId(), column] as const);
    return { schema: mapNode(next, copyId, (copy) => withChildren(copy, Object.fromEntries(columns))), id: copyId };
  }
  for (const [index, [, child]] of childEntries(node).entries()) {
    next = insertNode(next, { parentId: copyId, index }, newId(), withoutName(child));
  }
  return { schema: next, id: copyId };
}

function withoutName(node: FieldNode): FieldNode {
  const { 'x-name': _name, ...rest } = node;
  return rest;
}

/** Changes one node; keys set to `undefined` are taken away, because a stored schema knows only what is given. */
export function updateNode(schema: FormSchema, id: string, change: (node: FieldNode) => FieldNode): FormSchema {
  return mapNode(schema, id, (node) => tidy(change(node)));
}

/** The node without undefined keys and empty groups. */
function tidy(node: FieldNode): FieldNode {
  const entries = Object.entries(node).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (!isGroup(key)) return [[key, value]];
    const group = Object.entries(value as object).filter(([, inner]) => inner !== undefined && inner !== '');
    return group.length === 0 ? [] : [[key, Object.fromEntries(group)]];
  });
  return Object.fromEntries(entries) as unknown as FieldNode;
}

function isGroup(key: string): boolean {
  return key === 'x-limits' || key === 'x-rules' || key === 'x-component-props';
}
