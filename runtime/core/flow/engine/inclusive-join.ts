import type { FlowElement, ProcessDefinition } from '../model/definition.js';
import { scopeGraph, startNode } from '../model/graph.js';
import type { Token } from '../model/state.js';
import { type Run, tokensIn } from './run.js';

/** For one inclusive gateway: element id → the incoming flows of the gateway that a token at the element may still reach. */
type Reach = ReadonlyMap<string, ReadonlySet<string>>;
const reaches = new WeakMap<ProcessDefinition, Map<string, Reach>>();

/**
 * BPMN 13.4.3: the join fires when it has a token and no token elsewhere can still arrive at an incoming flow that is empty,
 * unless that token can also arrive at one that is not (both on paths that do not visit the gateway).
 */
export function inclusiveJoinMayFire(
  run: Run,
  gateway: FlowElement,
  scopeId: string,
  waiting: readonly Token[],
): boolean {
  const filled = new Set(waiting.map((token) => token.via));
  const reach = reachOf(run.definition, gateway);
  for (const token of tokensIn(run, scopeId)) {
    if (token.elementId === gateway.id || token.setAsideFor !== undefined) continue;
    const flows = reach.get(token.elementId);
    if (flows === undefined) continue;
    let toEmpty = false;
    let toFilled = false;
    for (const flow of flows) {
      if (filled.has(flow)) toFilled = true;
      else toEmpty = true;
    }
    if (toEmpty && !toFilled) return false;
  }
  return true;
}

function reachOf(definition: ProcessDefinition, gateway: FlowElement): Reach {
  let known = reaches.get(definition);
  if (known === undefined) {
    known = new Map();
    reaches.set(definition, known);
  }
  let reach = known.get(gateway.id);
  if (reach === undefined) {
    reach = computeReach(definition, gateway);
    known.set(gateway.id, reach);
  }
  return reach;
}

function computeReach(definition: ProcessDefinition, gateway: FlowElement): Reach {
  const reach = new Map<string, Set<string>>();
  const { previous } = scopeGraph(definition, gateway.scopeId);
  for (const flowId of gateway.incoming) {
    const pending = [definition.flows[flowId]?.sourceId ?? ''];
    const seen = new Set<string>([gateway.id]);
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const flows = reach.get(id) ?? new Set<string>();
      flows.add(flowId);
      reach.set(id, flows);
      const element = definition.elements[id];
      // A token in an activity may also leave by a boundary event, one at a link by its other half.
      if (element?.type === 'boundaryEvent') pending.push(element.attachedTo);
      pending.push(...(previous.get(id) ?? []).filter((from) => from !== startNode));
    }
  }
  return reach;
}
