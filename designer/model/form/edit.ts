import { type FieldNode, type FormSchema, fieldTypes, mayHold } from '#core/form';
import { uniqueTitle } from './names.js';
import { childEntries, entriesOf, findNode, findPlace, mapNode, type NodePlace, withEntries } from './tree.js';

/** Whether a parent may hold a node, which core decides; `null` is the form itself. */
export function mayStandIn(schema: FormSchema, parentId: string | null, node: FieldNode): boolean {
  if (parentId === null) return mayHold(undefined, node['x-component']);
  const parent = findNode(schema, parentId);
  return parent !== undefined && mayHold(parent['x-component'], node['x-component']);
}

/** Whether other nodes can be put into it: a box, or what has columns of the author's. */
export const holdsNodes = (node: FieldNode): boolean =>
  node.items !== undefined || fieldTypes[node['x-component']].kind === 'box';

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
  if (from.parentId !== to.parentId && (hasColumns(schema, from.parentId) || hasColumns(schema, to.parentId)))
    return schema;
  const same = from.parentId === to.parentId;
  const index = same && to.index > from.index ? to.index - 1 : to.index;
  if (same && index === from.index) return schema;
  const without = removeNode(schema, id);
  const entries = entriesOf(without, to.parentId);
  return withEntries(without, to.parentId, entries.toSpliced(Math.min(index, entries.length), 0, [id, node]));
}

/** Whether what stands in it are columns, whose answers are keyed by it. */
export function hasColumns(schema: FormSchema, id: string | null): boolean {
  return id !== null && findNode(schema, id)?.items !== undefined;
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
    if (isBox(neighbourNode) && mayHold(neighbourNode['x-component'], node['x-component'])) {
      const size = childEntries(neighbourNode).length;
      return moveNode(schema, id, { parentId: neighbourId, index: direction === 'up' ? size : 0 });
    }
    return moveNode(schema, id, {
      parentId: place.parentId,
      index: direction === 'up' ? neighbourIndex : neighbourIndex + 1,
    });
  }
  return place.parentId === null ? schema : leaveBox(schema, id, place.parentId, direction);
}

const isBox = (node: FieldNode): boolean => fieldTypes[node['x-component']].kind === 'box';

/** Out of the box at its edge: into the next section where it stood in one, else beside the box. */
function leaveBox(schema: FormSchema, id: string, boxId: string, direction: 'up' | 'down'): FormSchema {
  const box = findPlace(schema, boxId);
  const node = findNode(schema, boxId);
  if (box === undefined || node === undefined || !isBox(node)) return schema;
  const next = entriesOf(schema, box.parentId)[direction === 'up' ? box.index - 1 : box.index + 1];
  if (node['x-component'] === 'Section' && next?.[1]['x-component'] === 'Section') {
    const size = childEntries(next[1]).length;
    return moveNode(schema, id, { parentId: next[0], index: direction === 'up' ? size : 0 });
  }
  return moveNode(schema, id, { parentId: box.parentId, index: direction === 'up' ? box.index : box.index + 1 });
}

/** A copy right behind the original, with new ids and names all the way down. */
export function duplicateNode(schema: FormSchema, id: string, newId: () => string): { schema: FormSchema; id: string } {
  const place = findPlace(schema, id);
  const node = findNode(schema, id);
  if (place === undefined || node === undefined) return { schema, id };
  return pasteNode(schema, { parentId: place.parentId, index: place.index + 1 }, node, newId);
}

/** Puts a copy of a node, with all it holds, in a place: new ids all the way down, and names that are free. */
export function pasteNode(
  schema: FormSchema,
  place: NodePlace,
  node: FieldNode,
  newId: () => string,
): { schema: FormSchema; id: string } {
  const id = newId();
  if (node.items !== undefined) {
    const columns = Object.entries(node.items.properties).map(([, column]) => [newId(), column] as const);
    const copy = { ...withoutName(node), items: { type: 'object' as const, properties: Object.fromEntries(columns) } };
    return { schema: insertNode(schema, place, id, copy), id };
  }
  const empty = withoutName({ ...node, ...(node.properties ? { properties: {} } : {}) });
  let next = insertNode(schema, place, id, empty);
  for (const [index, [, child]] of childEntries(node).entries())
    next = pasteNode(next, { parentId: id, index }, child, newId).schema;
  return { schema: next, id };
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
