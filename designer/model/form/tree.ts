import type { FieldNode, FormSchema } from '#core/form';

/** Where a node stands: in the form itself (`null`), in a section, or as a column of a table. */
export interface NodePlace {
  readonly parentId: string | null;
  readonly index: number;
}
export type NodeEntry = readonly [id: string, node: FieldNode];
type Properties = Readonly<Record<string, FieldNode>>;

/** The nodes directly inside a node. */
export function childEntries(node: FieldNode): readonly NodeEntry[] {
  return Object.entries(node.items?.properties ?? node.properties ?? {});
}

/** The nodes directly inside a parent, in order; `null` is the form itself. */
export function entriesOf(schema: FormSchema, parentId: string | null): readonly NodeEntry[] {
  if (parentId === null) return Object.entries(schema.properties);
  const parent = findNode(schema, parentId);
  return parent === undefined ? [] : childEntries(parent);
}

/** Every node of the form with its parent, in the order of the page. */
export function* walk(schema: FormSchema): Generator<{ id: string; node: FieldNode; place: NodePlace }> {
  yield* walkEntries(Object.entries(schema.properties), null);
}

function* walkEntries(
  entries: readonly NodeEntry[],
  parentId: string | null,
): Generator<{ id: string; node: FieldNode; place: NodePlace }> {
  for (const [index, [id, node]] of entries.entries()) {
    yield { id, node, place: { parentId, index } };
    yield* walkEntries(childEntries(node), id);
  }
}

export function findNode(schema: FormSchema, id: string): FieldNode | undefined {
  for (const entry of walk(schema)) if (entry.id === id) return entry.node;
  return undefined;
}

export function findPlace(schema: FormSchema, id: string): NodePlace | undefined {
  for (const entry of walk(schema)) if (entry.id === id) return entry.place;
  return undefined;
}

/** The form with the children of one parent replaced; everything else is shared with the form before. */
export function withEntries(schema: FormSchema, parentId: string | null, entries: readonly NodeEntry[]): FormSchema {
  const properties: Properties = Object.fromEntries(entries);
  if (parentId === null) return { ...schema, properties };
  return mapNode(schema, parentId, (node) => withChildren(node, properties));
}

function withChildren(node: FieldNode, properties: Properties): FieldNode {
  return node.items !== undefined ? { ...node, items: { type: 'object', properties } } : { ...node, properties };
}

/** The form with one node changed; the same form where the change gives the same node or there is no such node. */
export function mapNode(schema: FormSchema, id: string, change: (node: FieldNode) => FieldNode): FormSchema {
  const properties = mapEntries(Object.entries(schema.properties), id, change);
  return properties === undefined ? schema : { ...schema, properties: Object.fromEntries(properties) };
}

function mapEntries(
  entries: readonly NodeEntry[],
  id: string,
  change: (node: FieldNode) => FieldNode,
): readonly NodeEntry[] | undefined {
  for (const [index, [key, node]] of entries.entries()) {
    const changed = key === id ? change(node) : changeInside(node, id, change);
    if (changed !== undefined && changed !== node) return entries.with(index, [key, changed]);
    if (key === id) return undefined;
  }
  return undefined;
}

function changeInside(node: FieldNode, id: string, change: (node: FieldNode) => FieldNode): FieldNode | undefined {
  const children = mapEntries(childEntries(node), id, change);
  return children === undefined ? undefined : withChildren(node, Object.fromEntries(children));
}
