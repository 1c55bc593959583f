import type { FlowElement, ProcessDefinition, SequenceFlow } from '../model/definition.js';
import { endNode, scopeGraph } from '../model/graph.js';
import { treesOf } from '../model/regions.js';
import type { FlowOutline, OutlineBlock, OutlineBranch, OutlineTimer, OutlineWait } from './outline.js';

/** A list of blocks and the merge it stopped before; `null` if it ends the case. */
interface Read {
  readonly blocks: readonly OutlineBlock[];
  readonly stop: string | null;
}
/** One block and where it goes on; `undefined` in place of it: the drawing is not block-structured here. */
interface ReadBlock {
  readonly block: OutlineBlock;
  readonly next: string | null;
}

/**
 * The outline of a definition. What is drawn freely comes back as a `closed` block that names its elements: up to the next
 * element that all its ways lead through, or to the end. `writeBpmn` of an outline without closed blocks gives the same flow.
 */
export function readOutline(definition: ProcessDefinition): FlowOutline {
  const { id, name } = definition;
  const starts = (definition.scopes[id]?.starts ?? []).map((start) => definition.elements[start]);
  const start = starts[0];
  const isPlain =
    starts.length === 1 && start?.type === 'startEvent' && start.event.kind === 'none' && start.outgoing.length === 1;
  const first = isPlain ? definition.flows[start.outgoing[0] ?? '']?.targetId : undefined;
  const hasOthers = (definition.scopes[id]?.eventSubProcesses.length ?? 0) > 0;
  if (first === undefined || hasOthers)
    return { id, name, blocks: [closed(id, name, definition.scopes[id]?.elements ?? [])] };
  return { id, name, blocks: readList(definition, first, true).blocks };
}

const closed = (id: string, name: string, elementIds: readonly string[]): OutlineBlock => ({
  kind: 'closed',
  id: `closed_${id}`,
  name,
  elementIds,
});

/** Reads on until the case ends or ways meet. `isOuter`: nothing meets outside the list, so what cannot be read is closed here. */
function readList(definition: ProcessDefinition, firstId: string, isOuter: boolean): Read {
  const blocks: OutlineBlock[] = [];
  let at: string | null = firstId;
  let entered = false;
  while (at !== null) {
    const element: FlowElement | undefined = definition.elements[at];
    if (element === undefined) break;
    if (isMeeting(element) && !isOuter) return { blocks, stop: at };
    const read: ReadBlock | undefined =
      element.incoming.length > 1 && !entered ? undefined : readBlock(definition, element);
    const { block, next }: ReadBlock = read ?? closeRegion(definition, element);
    entered = block.kind === 'closed';
    blocks.push(block);
    at = next;
  }
  return { blocks, stop: null };
}

/** Where ways meet; also the join that only one way still reaches, because the others end their case before it. */
const isMeeting = (element: FlowElement): boolean =>
  element.incoming.length > 1 ||
  (element.type.endsWith('Gateway') && element.incoming.length === 1 && element.outgoing.length === 1);

function readBlock(definition: ProcessDefinition, element: FlowElement): ReadBlock | undefined {
  // Rounds and data have no place in an outline.
  if (('loop' in element && element.loop !== null) || element.data !== null) return undefined;
  const { id, name } = element;
  if (element.type === 'endEvent') {
    const { event } = element;
    if (event.kind === 'none') return { block: { kind: 'end', id, name, outcome: 'completed' }, next: null };
    if (event.kind !== 'error') return undefined;
    if (event.code === 'REFUSED') return { block: { kind: 'end', id, name, outcome: 'refused' }, next: null };
    if (event.code === 'ACCEPTANCE_REFUSED')
      return { block: { kind: 'end', id, name, outcome: 'acceptance-refused' }, next: null };
    return undefined;
  }
  if (element.type.endsWith('Gateway')) return readBranches(definition, element);
  const next = onlyTarget(definition, element);
  if (next === undefined) return undefined;
  if (element.type === 'userTask') {
    const timers = element.boundary.map((event) => readTimer(definition, event));
    if (timers.some((timer) => timer === undefined)) return undefined;
    const step = { kind: 'step', id, name, step: element.step } as const;
    const block = timers.length === 0 ? step : { ...step, timers: timers as readonly OutlineTimer[] };
    return { block, next };
  }
  if ('boundary' in element && element.boundary.length > 0) return undefined;
  if (element.type === 'serviceTask') return { block: { kind: 'service', id, name, service: element.service }, next };
  if (element.type === 'scriptTask')
    return { block: { kind: 'script', id, name, source: element.script.source, resultName: element.resultName }, next };
  const timer = waitOf(element);
  return timer === undefined ? undefined : { block: { kind: 'wait', id, name, timer }, next };
}

function waitOf(element: FlowElement): OutlineWait | undefined {
  if (element.type !== 'intermediateCatchEvent' || element.event.kind !== 'timer') return undefined;
  const { timer } = element.event;
  if (timer.kind === 'working') return timer;
  return timer.kind === 'cycle' ? undefined : { kind: timer.kind, text: timer.expression.source };
}

/** The target of the one flow, without condition, that leaves an element. */
function onlyTarget(definition: ProcessDefinition, element: FlowElement): string | undefined {
  const flow = definition.flows[element.outgoing[0] ?? ''];
  return element.outgoing.length === 1 && flow?.condition === null ? flow.targetId : undefined;
}

function readTimer(definition: ProcessDefinition, eventId: string): OutlineTimer | undefined {
  const event = definition.elements[eventId];
  if (event?.type !== 'boundaryEvent' || event.event.kind !== 'timer' || event.event.timer.kind !== 'working')
    return undefined;
  const first = onlyTarget(definition, event);
  const list = first === undefined ? undefined : readList(definition, first, false);
  if (list === undefined || list.stop !== null || list.blocks.some((block) => block.kind === 'closed'))
    return undefined;
  return {
    id: eventId,
    name: event.name,
    after: event.event.timer.limit,
    interrupting: event.interrupting,
    blocks: list.blocks,
  };
}

const kinds = { exclusiveGateway: 'branch', inclusiveGateway: 'inclusive', parallelGateway: 'parallel' } as const;

function readBranches(definition: ProcessDefinition, gateway: FlowElement): ReadBlock | undefined {
  if (gateway.type !== 'exclusiveGateway' && gateway.type !== 'inclusiveGateway' && gateway.type !== 'parallelGateway')
    return undefined;
  if (gateway.outgoing.length < 2) return undefined;
  const kind = kinds[gateway.type];
  const flows = gateway.outgoing.map((id) => definition.flows[id]).filter((flow) => flow !== undefined);
  const hasConditions = flows.every((flow) => (flow.condition === null) === (kind === 'parallel' || flow.isDefault));
  if (!hasConditions) return undefined;
  const reads = flows.map((flow) => readList(definition, flow.targetId, false));
  const stops = reads.map((read) => read.stop).filter((stop) => stop !== null);
  const joinId = stops[0];
  if (stops.some((stop) => stop !== joinId)) return undefined;
  const branches = flows.map((flow, index) => branchOf(flow, reads[index]?.blocks ?? []));
  if (branches.some((branch) => branch.blocks.some((block) => block.kind === 'closed'))) return undefined;
  const block = { kind, id: gateway.id, name: gateway.name, branches };
  if (joinId === undefined) return { block, next: null };
  const join = definition.elements[joinId];
  if (join?.type !== gateway.type || join.incoming.length !== stops.length) return undefined;
  const next = onlyTarget(definition, join);
  return next === undefined ? undefined : { block, next };
}

const branchOf = (flow: SequenceFlow, blocks: readonly OutlineBlock[]): OutlineBranch => ({
  id: flow.id,
  name: flow.name,
  condition: flow.condition?.source ?? null,
  blocks,
});

/** From an element to the next one that all ways lead through and nothing leads to from elsewhere; both included but the last. */
function closeRegion(definition: ProcessDefinition, element: FlowElement): ReadBlock {
  const graph = scopeGraph(definition, element.scopeId);
  const { after } = treesOf(definition, element.scopeId);
  for (let exit = after.parent(element.id); exit !== null && exit !== endNode; exit = after.parent(exit)) {
    const members = between(graph.next, element.id, exit);
    const target = definition.elements[exit];
    const sources = (graph.previous.get(exit) ?? []).every((id) => members.has(id));
    if (target !== undefined && sources) return { block: closed(element.id, element.name, [...members]), next: exit };
  }
  return { block: closed(element.id, element.name, [...between(graph.next, element.id, endNode)]), next: null };
}

function between(next: ReadonlyMap<string, readonly string[]>, from: string, exit: string): ReadonlySet<string> {
  const members = new Set<string>([from]);
  const pending = [from];
  for (let id = pending.pop(); id !== undefined; id = pending.pop())
    for (const to of next.get(id) ?? [])
      if (to !== exit && to !== endNode && !members.has(to)) {
        members.add(to);
        pending.push(to);
      }
  return members;
}
