import type { Iteration, Node, Span } from '../parse/ast.js';
import { childrenOf } from '../parse/walk.js';

/** A name that a source reads: a variable, or an entry after a dot or inside a filter. */
export interface Reference extends Span {
  readonly name: string;
  readonly kind: 'variable' | 'entry';
  readonly insideFilter: boolean;
  /** Local names visible at this place. */
  readonly locals: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** All references in a tree that are not to local names, in the order of the source. */
export function referencesIn(root: Node): readonly Reference[] {
  const found: Reference[] = [];
  walk(root, none, false, found);
  return found;
}

function walk(node: Node, locals: ReadonlySet<string>, insideFilter: boolean, found: Reference[]): void {
  const inner = (child: Node, names: ReadonlySet<string> = locals) => walk(child, names, insideFilter, found);
  switch (node.kind) {
    case 'name':
      if (!locals.has(node.name)) {
        found.push({
          ...(node.core ?? { from: node.from, to: node.to }),
          name: node.name,
          kind: 'variable',
          insideFilter,
          locals,
        });
      }
      return;
    case 'path':
      inner(node.object);
      found.push({ ...node.entry, kind: 'entry', insideFilter, locals });
      return;
    case 'filter':
      inner(node.list);
      walk(node.condition, new Set([...locals, 'item']), true, found);
      return;
    case 'for':
    case 'some':
    case 'every': {
      const names = walkIterators(node.iterators, locals, inner);
      inner(node.body, node.kind === 'for' ? new Set([...names, 'partial']) : names);
      return;
    }
    case 'function':
      inner(node.body, new Set([...locals, ...node.parameters.map((parameter) => parameter.name.name)]));
      return;
    case 'context': {
      let names = locals;
      for (const { key, value } of node.entries) {
        const visible = new Set([...names, key.name]);
        inner(value, value.kind === 'function' ? visible : names);
        names = visible;
      }
      return;
    }
    default:
      for (const child of childrenOf(node)) inner(child);
  }
}

function walkIterators(
  iterators: readonly Iteration[],
  locals: ReadonlySet<string>,
  inner: (child: Node, names: ReadonlySet<string>) => void,
): ReadonlySet<string> {
  let names = locals;
  for (const { name, list, end } of iterators) {
    inner(list, names);
    if (end) inner(end, names);
    names = new Set([...names, name.name]);
  }
  return names;
}
