import { type FieldNode, type FormSchema, nameOf } from '#core/form';
import { walk } from './tree.js';

/** Names taken in the form, columns too. */
export function takenNames(schema: FormSchema, exceptId?: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { id, node } of walk(schema)) if (id !== exceptId) names.add(nameOf(id, node));
  return names;
}

/** The title, with a number behind it where another node already goes by the name it would give. */
export function uniqueTitle(schema: FormSchema, node: FieldNode): string {
  const taken = takenNames(schema);
  const nameWith = (title: string) => nameOf('', { ...node, title });
  if (node['x-name'] !== undefined || !taken.has(nameWith(node.title))) return node.title;
  for (let number = 2; ; number += 1) {
    const title = `${node.title} ${number}`;
    if (!taken.has(nameWith(title))) return title;
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
