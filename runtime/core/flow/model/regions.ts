import type { ProcessDefinition } from './definition.js';
import { type DominatorTree, dominatorTree } from './dominators.js';
import { endNode, scopeGraph, startNode } from './graph.js';

/** Dominators and post-dominators of a scope. */
export interface Trees {
  readonly before: DominatorTree;
  readonly after: DominatorTree;
}
const known = new WeakMap<ProcessDefinition, Map<string, Trees>>();

/**
 * The element ids of the smallest single-entry single-exit region that holds both elements of one scope (D3): every path into
 * it comes through its entry, every path out of it leaves through its exit; entry and exit belong to it.
 */
export function regionBetween(definition: ProcessDefinition, left: string, right: string): ReadonlySet<string> {
  const scopeId = definition.elements[left]?.scopeId ?? '';
  const graph = scopeGraph(definition, scopeId);
  const { before, after } = treesOf(definition, scopeId);
  let entry = before.nearestCommon(left, right);
  let exit = after.nearestCommon(left, right);
  for (;;) {
    const inside = graph.nodes.filter((id) => before.dominates(entry, id) && after.dominates(exit, id));
    const members = new Set(inside);
    const isClosed =
      members.has(left) &&
      members.has(right) &&
      inside.every(
        (id) =>
          (id === exit || (graph.next.get(id) ?? []).every((to) => members.has(to))) &&
          (id === entry || (graph.previous.get(id) ?? []).every((from) => members.has(from))),
      );
    if (isClosed) return members;
    const wider = widen(before, after, graph, entry, exit, inside);
    if (wider === null) return new Set(graph.nodes);
    [entry, exit] = wider;
  }
}

/** Takes in whatever leads into or out of the candidate beside its entry and exit. */
function widen(
  before: DominatorTree,
  after: DominatorTree,
  graph: ReturnType<typeof scopeGraph>,
  entry: string,
  exit: string,
  inside: readonly string[],
): readonly [string, string] | null {
  let [first, last] = [before.nearestCommon(entry, exit), after.nearestCommon(entry, exit)];
  for (const id of inside) {
    if (id !== exit)
      for (const to of graph.next.get(id) ?? [])
        [first, last] = [before.nearestCommon(first, to), after.nearestCommon(last, to)];
    if (id !== entry)
      for (const from of graph.previous.get(id) ?? [])
        [first, last] = [before.nearestCommon(first, from), after.nearestCommon(last, from)];
  }
  return first === entry && last === exit ? null : [first, last];
}

export function treesOf(definition: ProcessDefinition, scopeId: string): Trees {
  let scopes = known.get(definition);
  if (scopes === undefined) {
    scopes = new Map();
    known.set(definition, scopes);
  }
  let trees = scopes.get(scopeId);
  if (trees === undefined) {
    const { next, previous } = scopeGraph(definition, scopeId);
    trees = { before: dominatorTree(startNode, next, previous), after: dominatorTree(endNode, previous, next) };
    scopes.set(scopeId, trees);
  }
  return trees;
}
