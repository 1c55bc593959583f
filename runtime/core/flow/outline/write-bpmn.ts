import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { assertNever } from '#core/result';
import { duixianModdle } from '../bpmn/duixian-moddle.js';
import type { WorkingLimit } from '../model/step.js';
import { type Box, labelAbove, labelBelow, labelBeside, labelOnLine } from './layout.js';
import type { FlowOutline, OutlineBlock } from './outline.js';
import { type Plan, type PlannedFlow, type PlannedNode, planOutline } from './plan.js';
import { stepAttributes } from './write-step.js';

const feelLanguage = 'https://www.omg.org/spec/DMN/20191111/FEEL/';
/** The errors that refuse a case (D3), by the outcome they end it with. */
const errorCodes = { refused: 'REFUSED', 'acceptance-refused': 'ACCEPTANCE_REFUSED' } as const;

/**
 * Writes an outline as BPMN 2.0 XML with diagram, laid out from left to right. Throws on `closed` blocks, doubled ids and
 * blocks after an end: programming errors of whoever made the outline.
 */
export async function writeBpmn(outline: FlowOutline): Promise<string> {
  const plan = planOutline(outline);
  const moddle = new BpmnModdle({ duixian: duixianModdle });
  const make = (type: string, properties: Record<string, unknown> = {}) => moddle.create(type, properties);
  const errors = new Map<string, ModdleElement>();
  const nodes = new Map<string, ModdleElement>();
  for (const node of plan.nodes) nodes.set(node.id, writeNode(make, node, errors));
  for (const node of plan.nodes)
    if (node.attachedTo !== undefined) nodes.get(node.id)?.set('attachedToRef', nodes.get(node.attachedTo));
  const flows = new Map<string, ModdleElement>();
  for (const flow of plan.flows) flows.set(flow.id, writeFlow(make, flow, nodes));
  link(plan, nodes, flows);
  const process = make('bpmn:Process', {
    id: outline.id,
    name: outline.name,
    isExecutable: true,
    flowElements: [...nodes.values(), ...flows.values()],
  });
  const definitions = make('bpmn:Definitions', {
    id: `${outline.id}_definitions`,
    targetNamespace: 'https://duixian.dev/flows',
    rootElements: [...errors.values(), process],
    diagrams: [writeDiagram(make, outline.id, process, plan, nodes, flows)],
  });
  const { xml } = await moddle.toXML(definitions, { format: true });
  return xml;
}

type Make = (type: string, properties?: Record<string, unknown>) => ModdleElement;

const extension = (make: Make, value: ModdleElement) => make('bpmn:ExtensionElements', { values: [value] });

function writeNode(make: Make, node: PlannedNode, errors: Map<string, ModdleElement>): ModdleElement {
  const own =
    node.block === null
      ? {}
      : node.timerId === undefined
        ? blockProperties(make, node.block, errors)
        : timerProperties(make, node);
  return make(`bpmn:${node.type}`, { id: node.id, ...(node.name === '' ? {} : { name: node.name }), ...own });
}

function blockProperties(make: Make, block: OutlineBlock, errors: Map<string, ModdleElement>): Record<string, unknown> {
  switch (block.kind) {
    case 'step':
      return { extensionElements: extension(make, make('duixian:Step', stepAttributes(make, block.step))) };
    case 'service': {
      const { type, params } = block.service;
      const entries = Object.entries(params).filter(([name]) => name !== 'days');
      const service = make('duixian:Service', {
        type,
        ...(params.days === undefined ? {} : { days: Number(params.days) }),
        params: entries.map(([name, value]) => make('duixian:Param', { name, value })),
      });
      return { extensionElements: extension(make, service) };
    }
    case 'script':
      return {
        scriptFormat: feelLanguage,
        script: block.source,
        extensionElements: extension(make, make('duixian:ResultVariable', { name: block.resultName })),
      };
    case 'wait': {
      const { timer } = block;
      if (timer.kind === 'working') return { eventDefinitions: [workingTimer(make, timer.limit)] };
      const property = timer.kind === 'date' ? 'timeDate' : 'timeDuration';
      return {
        eventDefinitions: [
          make('bpmn:TimerEventDefinition', { [property]: make('bpmn:FormalExpression', { body: timer.text }) }),
        ],
      };
    }
    case 'end':
      return block.outcome === 'completed'
        ? {}
        : {
            eventDefinitions: [
              make('bpmn:ErrorEventDefinition', { errorRef: errorOf(make, errorCodes[block.outcome], errors) }),
            ],
          };
    case 'branch':
    case 'inclusive':
    case 'parallel':
    case 'closed':
      return {};
    default:
      return assertNever(block);
  }
}

function errorOf(make: Make, errorCode: string, errors: Map<string, ModdleElement>): ModdleElement {
  const known = errors.get(errorCode) ?? make('bpmn:Error', { id: `Error_${errorCode}`, name: errorCode, errorCode });
  errors.set(errorCode, known);
  return known;
}

function workingTimer(make: Make, limit: WorkingLimit): ModdleElement {
  const time = 'workingDays' in limit ? { days: limit.workingDays } : { hours: limit.workingHours };
  return make('bpmn:TimerEventDefinition', { extensionElements: extension(make, make('duixian:WorkingTime', time)) });
}

function timerProperties(make: Make, node: PlannedNode): Record<string, unknown> {
  const timers = node.block?.kind === 'step' ? (node.block.timers ?? []) : [];
  const timer = timers.find((candidate) => candidate.id === node.timerId);
  if (timer === undefined) return {};
  return { cancelActivity: timer.interrupting, eventDefinitions: [workingTimer(make, timer.after)] };
}

function writeFlow(make: Make, flow: PlannedFlow, nodes: ReadonlyMap<string, ModdleElement>): ModdleElement {
  const condition =
    flow.condition === null
      ? {}
      : { conditionExpression: make('bpmn:FormalExpression', { language: feelLanguage, body: flow.condition }) };
  return make('bpmn:SequenceFlow', {
    id: flow.id,
    ...(flow.name === '' ? {} : { name: flow.name }),
    sourceRef: nodes.get(flow.from),
    targetRef: nodes.get(flow.to),
    ...condition,
  });
}

/** `incoming` and `outgoing` say again what the flows say; bpmn-js and other tools expect both. */
function link(plan: Plan, nodes: ReadonlyMap<string, ModdleElement>, flows: ReadonlyMap<string, ModdleElement>): void {
  for (const [id, node] of nodes) {
    const of = (end: 'from' | 'to') => plan.flows.filter((flow) => flow[end] === id).map((flow) => flows.get(flow.id));
    node.set('incoming', of('to'));
    node.set('outgoing', of('from'));
    const chosen = plan.flows.find((flow) => flow.from === id && flow.isDefault);
    if (chosen !== undefined) node.set('default', flows.get(chosen.id));
  }
}

function labelOf(make: Make, box: Box | null): Record<string, unknown> {
  return box === null ? {} : { label: make('bpmndi:BPMNLabel', { bounds: make('dc:Bounds', { ...box }) }) };
}

/** Tasks carry their names inside. */
function labelBoxOf({ name, type, box }: PlannedNode): Box | null {
  if (name === '') return null;
  if (type.endsWith('Gateway')) return labelAbove(name, box);
  if (type === 'BoundaryEvent') return labelBeside(name, box);
  return type.endsWith('Event') ? labelBelow(name, box) : null;
}

function writeDiagram(
  make: Make,
  id: string,
  process: ModdleElement,
  plan: Plan,
  nodes: ReadonlyMap<string, ModdleElement>,
  flows: ReadonlyMap<string, ModdleElement>,
): ModdleElement {
  const shapes = plan.nodes.map((node) =>
    make('bpmndi:BPMNShape', {
      id: `${node.id}_di`,
      bpmnElement: nodes.get(node.id),
      bounds: make('dc:Bounds', { ...node.box }),
      ...labelOf(make, labelBoxOf(node)),
      ...(node.type === 'ExclusiveGateway' ? { isMarkerVisible: true } : {}),
    }),
  );
  const edges = plan.flows.map((flow) =>
    make('bpmndi:BPMNEdge', {
      id: `${flow.id}_di`,
      bpmnElement: flows.get(flow.id),
      waypoint: flow.points.map((point) => make('dc:Point', { ...point })),
      ...labelOf(make, flow.name === '' ? null : labelOnLine(flow.name, flow.points)),
    }),
  );
  const plane = make('bpmndi:BPMNPlane', {
    id: `${id}_plane`,
    bpmnElement: process,
    planeElement: [...shapes, ...edges],
  });
  return make('bpmndi:BPMNDiagram', { id: `${id}_diagram`, plane });
}
