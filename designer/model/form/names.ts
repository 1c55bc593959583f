import { type FieldNode, type FormSchema, nameOf } from '#core/form';
import { walk } from './tree.js';

/** Names taken in the form, columns too. */
function takenNames(schema: FormSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { id, node } of walk(schema)) names.add(nameOf(id, node));
  return names;
}

/** The title, with a number behind it where another node already has it, or goes by the name it would give. */
export function uniqueTitle(schema: FormSchema, node: FieldNode): string {
  const names = takenNames(schema);
  const titles = new Set([...walk(schema)].map((entry) => entry.node.title));
  const isFree = (title: string) =>
    !titles.has(title) && (node['x-name'] !== undefined || !names.has(nameOf('', { ...node, title })));
  if (isFree(node.title)) return node.title;
  for (let number = 2; ; number += 1) {
    const title = `${node.title} ${number}`;
    if (isFree(title)) return title;
  }
}

/**
 * Changes a title. Rules that know the field by the name its old title gave it must go on working (D10), so that name is
 * written down where something uses it.
 */
export function retitle(id: string, node: FieldNode, title: string, isUsed: boolean): FieldNode {
  const before = nameOf(id, node);
  const after = { ...node, title };
  if (!isUsed || node['x-name'] !== undefined || nameOf(id, after) === before) return after;
  return { ...after, 'x-name': before };
}
