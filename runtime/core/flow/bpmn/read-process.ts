import type { ModdleElement } from 'bpmn-moddle';
import type { FlowElement, FlowScope, ProcessDefinition, SequenceFlow } from '../model/definition.js';
import { groupBy } from '../model/group-by.js';
import type { Collector } from './collect.js';
import { child, children, refId, text } from './moddle-access.js';
import { readScopeData } from './read-data.js';
import { readElement } from './read-element.js';
import { readExpression } from './read-expression.js';

export const maxElements = 2_000;

/** Drawn only: they carry no behaviour. */
const notation = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

interface Found {
  readonly node: ModdleElement;
  readonly scopeId: string;
  readonly lane: string | null;
}

interface FoundScope {
  readonly node: ModdleElement;
  readonly parentId: string | null;
}

/** Translates a process, and the processes that it calls, with everything in them into tables by id. */
export function readProcess(
  process: ModdleElement,
  called: readonly ModdleElement[],
  issues: Collector,
): ProcessDefinition | null {
  const found: Found[] = [];
  const scopes: FoundScope[] = [];
  for (const one of [process, ...called]) gather(one, null, found, scopes);
  if (found.length > maxElements) {
    issues.error('too-many-elements', process.id, { count: found.length, maximum: maxElements });
    return null;
  }
  if (!checkIds([process, ...called], found, issues)) return null;
  const flowNodes = found.filter(({ node }) => node.$type === 'bpmn:SequenceFlow');
  const others = found.filter(({ node }) => node.$type !== 'bpmn:SequenceFlow' && !notation.has(node.$type));
  const scopeOf = new Map(others.map(({ node, scopeId }) => [node.id ?? '', scopeId]));
  const defaults = new Set(others.map(({ node }) => refId(node, 'default')).filter((id) => id !== ''));
  const flows = table<SequenceFlow>();
  for (const { node } of flowNodes) {
    const flow = readFlow(node, defaults, issues);
    const source = scopeOf.get(flow.sourceId);
    const target = scopeOf.get(flow.targetId);
    if (source === undefined || target === undefined) issues.error('flow-incomplete', flow.id);
    else if (source !== target) issues.error('flow-crosses-scope', flow.id);
    else flows[flow.id] = flow;
  }
  const elements = readElements(others, Object.values(flows), issues);
  const byId = table<FlowScope>();
  for (const { node, parentId } of scopes) byId[node.id ?? ''] = describeScope(node, parentId, elements, issues);
  checkAttachments(elements, issues);
  return {
    id: process.id ?? '',
    name: text(process, 'name'),
    elements,
    flows,
    scopes: byId,
    order: others.map(({ node }) => node.id ?? '').filter((id) => elements[id] !== undefined),
    issues: [],
  };
}

/** A table whose keys never meet what JavaScript objects have by birth. */
const table = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

function gather(scope: ModdleElement, parentId: string | null, found: Found[], scopes: FoundScope[]): void {
  const scopeId = scope.id ?? '';
  scopes.push({ node: scope, parentId });
  const lanes = new Map<string, string>();
  const readLanes = (laneSet: ModdleElement): void => {
    for (const lane of children(laneSet, 'lanes')) {
      for (const member of children(lane, 'flowNodeRef'))
        lanes.set(member.id ?? '', text(lane, 'name') || (lane.id ?? ''));
      const nested = child(lane, 'childLaneSet');
      if (nested !== null) readLanes(nested);
    }
  };
  for (const laneSet of children(scope, 'laneSets')) readLanes(laneSet);
  for (const node of children(scope, 'flowElements')) {
    found.push({ node, scopeId, lane: lanes.get(node.id ?? '') ?? null });
    if (node.$type === 'bpmn:SubProcess') gather(node, scopeId, found, scopes);
  }
}

function checkIds(processes: readonly ModdleElement[], found: readonly Found[], issues: Collector): boolean {
  const before = issues.issues.length;
  for (const node of [...processes, ...found.map((one) => one.node)]) {
    if (node.id === undefined || node.id === '')
      issues.error('id-missing', undefined, { type: node.$type.replace('bpmn:', '') });
    else if (node.id in {}) issues.error('id-reserved', node.id);
  }
  return issues.issues.length === before;
}

function readFlow(node: ModdleElement, defaults: ReadonlySet<string>, issues: Collector): SequenceFlow {
  const id = node.id ?? '';
  const holder = child(node, 'conditionExpression');
  const condition = readExpression(holder, id, issues);
  if (holder !== null && condition === null) issues.error('expression-missing', id);
  return {
    id,
    name: text(node, 'name'),
    sourceId: refId(node, 'sourceRef'),
    targetId: refId(node, 'targetRef'),
    condition,
    isDefault: defaults.has(id),
  };
}

function readElements(
  nodes: readonly Found[],
  flows: readonly SequenceFlow[],
  issues: Collector,
): Record<string, FlowElement> {
  const incoming = groupBy(flows, (flow) => flow.targetId);
  const outgoing = groupBy(flows, (flow) => flow.sourceId);
  const attached = groupBy(
    nodes.filter(({ node }) => node.$type === 'bpmn:BoundaryEvent'),
    ({ node }) => refId(node, 'attachedToRef'),
  );
  const ids = (list: readonly SequenceFlow[] | undefined) => (list ?? []).map((flow) => flow.id);
  const elements = table<FlowElement>();
  for (const { node, scopeId, lane } of nodes) {
    const id = node.id ?? '';
    const boundary = (attached.get(id) ?? []).map((event) => event.node.id ?? '');
    const placement = { scopeId, lane, incoming: ids(incoming.get(id)), outgoing: ids(outgoing.get(id)), boundary };
    const element = readElement(node, placement, issues);
    if (element !== null) elements[id] = element;
    const chosen = refId(node, 'default');
    if (chosen !== '' && !placement.outgoing.includes(chosen)) issues.error('default-invalid', id, { flow: chosen });
  }
  return elements;
}

/** BPMN 10.5.2: none start events begin a scope; without any start event, whatever nothing leads to does. */
function describeScope(
  node: ModdleElement,
  parentId: string | null,
  elements: Readonly<Record<string, FlowElement>>,
  issues: Collector,
): FlowScope {
  const id = node.id ?? '';
  const inside = Object.values(elements).filter((element) => element.scopeId === id);
  const startEvents = inside.filter((element) => element.type === 'startEvent');
  const implicit = inside.filter(
    (element) =>
      element.incoming.length === 0 &&
      element.type !== 'boundaryEvent' &&
      !(element.type === 'subProcess' && element.triggeredByEvent) &&
      !(element.type === 'intermediateCatchEvent' && element.event.kind === 'link'),
  );
  return {
    id,
    parentId,
    elements: inside.map((element) => element.id),
    starts: (startEvents.length > 0 ? startEvents : implicit).map((element) => element.id),
    eventSubProcesses: inside
      .filter((element) => element.type === 'subProcess' && element.triggeredByEvent)
      .map((element) => element.id),
    data: readScopeData(node, issues),
  };
}

function checkAttachments(elements: Readonly<Record<string, FlowElement>>, issues: Collector): void {
  for (const element of Object.values(elements)) {
    if (element.type !== 'boundaryEvent') continue;
    const host = elements[element.attachedTo];
    if (host === undefined || !('boundary' in host) || host.scopeId !== element.scopeId)
      issues.error('boundary-not-attached', element.id);
  }
}
