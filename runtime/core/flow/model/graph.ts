import type { FlowElement, ProcessDefinition } from './definition.js';

/** Where a token may go next inside a scope. `start` and `end` are two nodes of their own around it. */
export interface ScopeGraph {
  readonly nodes: readonly string[];
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly previous: ReadonlyMap<string, readonly string[]>;
}

export const startNode = '(start)';
export const endNode = '(end)';

const graphs = new WeakMap<ProcessDefinition, Map<string, ScopeGraph>>();

/** The control-flow graph of a scope: sequence flows, boundary events as exits of their activity, links as flows. */
export function scopeGraph(definition: ProcessDefinition, scopeId: string): ScopeGraph {
  let known = graphs.get(definition);
  if (known === undefined) {
    known = new Map();
    graphs.set(definition, known);
  }
  let graph = known.get(scopeId);
  if (graph === undefined) {
    graph = buildGraph(definition, scopeId);
    known.set(scopeId, graph);
  }
  return graph;
}

function buildGraph(definition: ProcessDefinition, scopeId: string): ScopeGraph {
  const inside = (definition.scopes[scopeId]?.elements ?? [])
    .map((id) => definition.elements[id])
    .filter((element) => element !== undefined)
    .filter((element) => !(element.type === 'subProcess' && element.triggeredByEvent));
  const next = new Map<string, string[]>();
  const previous = new Map<string, string[]>();
  for (const id of [startNode, endNode, ...inside.map((element) => element.id)]) {
    next.set(id, []);
    previous.set(id, []);
  }
  const connect = (from: string, to: string) => {
    next.get(from)?.push(to);
    previous.get(to)?.push(from);
  };
  for (const element of inside)
    for (const id of successors(definition, element)) if (next.has(id)) connect(element.id, id);
  for (const element of inside) {
    const isBeginning = previous.get(element.id)?.length === 0 && element.type !== 'boundaryEvent';
    if (isBeginning) connect(startNode, element.id);
    if (next.get(element.id)?.every((id) => definition.elements[id]?.type === 'boundaryEvent'))
      connect(element.id, endNode);
  }
  return { nodes: [startNode, ...inside.map((element) => element.id), endNode], next, previous };
}

const isExit = (event: FlowElement | undefined): boolean => event?.type === 'boundaryEvent' && event.interrupting;

/** The elements directly after one, in the order of the file. */
export function successors(definition: ProcessDefinition, element: FlowElement): readonly string[] {
  const targets = element.outgoing.map((id) => definition.flows[id]?.targetId ?? '');
  // A boundary event that does not interrupt begins a thread of its own beside the activity's.
  if ('boundary' in element) targets.push(...element.boundary.filter((id) => isExit(definition.elements[id])));
  if (element.type === 'intermediateThrowEvent' && element.event.kind === 'link') {
    const link = linkTarget(definition, element.scopeId, element.event.name);
    if (link !== undefined) targets.push(link);
  }
  return targets;
}

/** The catching half of a link, in the same scope. */
export function linkTarget(definition: ProcessDefinition, scopeId: string, name: string): string | undefined {
  return definition.scopes[scopeId]?.elements.find((id) => {
    const other = definition.elements[id];
    return other?.type === 'intermediateCatchEvent' && other.event.kind === 'link' && other.event.name === name;
  });
}
