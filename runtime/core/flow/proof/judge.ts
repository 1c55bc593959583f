import { isInert } from '../engine/set-aside.js';
import type { ProcessDefinition } from '../model/definition.js';
import type { ProcessState, Token } from '../model/state.js';
import type { Assumptions } from './assumptions.js';
import type { FlawKind, ProofFinding } from './proof.js';

/** One state of the exploration and how it was first reached. `state` is `null` where the model ran in circles. */
export interface Node {
  readonly state: ProcessState | null;
  readonly from: number | null;
  readonly steps: readonly string[];
  readonly assumptions: Assumptions;
  readonly next: number[];
  readonly at: string;
  /** Whether what follows it was looked at. */
  expanded: boolean;
}

/** Names what is wrong with the explored states; each flaw once per element, with the first, shortest way to it. */
export function judge(
  definition: ProcessDefinition,
  nodes: readonly Node[],
  activated: ReadonlySet<string>,
  complete: boolean,
): readonly ProofFinding[] {
  const findings = new Map<string, ProofFinding>();
  const report = (kind: FlawKind, elementId: string, index: number | null): void => {
    const key = `${kind} ${elementId}`;
    if (findings.has(key)) return;
    const path = index === null ? [] : pathTo(nodes, index);
    // One condition that is assumed can come true by itself; two may exclude each other (D13).
    const abstracted = index !== null && (nodes[index]?.assumptions.sources.size ?? 0) > 1;
    findings.set(key, { kind, elementId, path, abstracted });
  };
  for (const [index, node] of nodes.entries()) {
    if (node.state === null) report('endless-loop', node.at, index);
    else if (node.state.status === 'running') judgeState(definition, nodes, index, node.state, report);
  }
  if (complete) {
    const stuck = firstWithoutEnd(nodes);
    if (stuck !== null) report('end-unreachable', definition.id, stuck);
    for (const id of definition.order) if (!activated.has(id)) report('dead-element', id, null);
  }
  return [...findings.values()];
}

function judgeState(
  definition: ProcessDefinition,
  nodes: readonly Node[],
  index: number,
  state: ProcessState,
  report: (kind: FlawKind, elementId: string, index: number) => void,
): void {
  const twice = twiceActive(definition, state);
  if (twice !== null) report('runs-twice', twice, index);
  const node = nodes[index] as Node;
  if (!node.expanded || node.next.length > 0) return;
  const ended = pathTo(nodes, index).some((id) => definition.elements[id]?.type === 'endEvent');
  for (const token of Object.values(state.tokens)) {
    if (isInert({ state }, token) || Object.values(state.scopes).some((scope) => scope.tokenId === token.id)) continue;
    report(ended ? 'tokens-left-over' : 'deadlock', token.elementId, index);
  }
}

/** An element at which two tokens of one scope rest that came by the same way: nothing has joined them. */
function twiceActive(definition: ProcessDefinition, state: ProcessState): string | null {
  const seen = new Set<string>();
  const isJoin = (id: string) =>
    (definition.elements[id]?.incoming.length ?? 0) > 1 && definition.elements[id]?.type.endsWith('Gateway');
  const name = ({ scopeId, elementId, via }: Token) => `${scopeId} ${elementId} ${isJoin(elementId) ? via : ''}`;
  for (const token of Object.values(state.tokens)) {
    if (token.loop !== undefined || isInert({ state }, token)) continue;
    if (seen.has(name(token))) return token.elementId;
    seen.add(name(token));
  }
  return null;
}

/** The first state from which no end can be reached though something can always be done. */
function firstWithoutEnd(nodes: readonly Node[]): number | null {
  const previous: number[][] = nodes.map(() => []);
  for (const [index, node] of nodes.entries()) for (const to of node.next) previous[to]?.push(index);
  // States that stop are reported as what they are; here only those count that can go on for ever.
  const pending = nodes.flatMap((node, index) => (node.next.length === 0 ? [index] : []));
  const good = new Set(pending);
  for (let index = pending.pop(); index !== undefined; index = pending.pop())
    for (const from of previous[index] ?? [])
      if (!good.has(from)) {
        good.add(from);
        pending.push(from);
      }
  const stuck = nodes.findIndex((_node, index) => !good.has(index));
  return stuck < 0 ? null : stuck;
}

function pathTo(nodes: readonly Node[], index: number): readonly string[] {
  const parts: (readonly string[])[] = [];
  for (let at: number | null = index; at !== null; at = nodes[at]?.from ?? null) parts.push(nodes[at]?.steps ?? []);
  return parts.reverse().flat();
}
