import type { ModdleElement } from 'bpmn-moddle';
import { children, refId, refs } from '../../bpmn/moddle-access.js';
import { groupBy } from '../../model/group-by.js';
import type { FlowIssue } from '../../model/issue.js';
import type { FlowRule } from '../../model/rules.js';

/** A whole BPMN file as its rules look at it, whether the engine can execute what is in it or not. */
export interface BpmnFile {
  readonly nodes: readonly ModdleElement[];
  /** Sequence flows by the id of the node that they lead to or come from. */
  incoming(node: ModdleElement): readonly ModdleElement[];
  outgoing(node: ModdleElement): readonly ModdleElement[];
  /** Associations by either end. */
  associations(node: ModdleElement): readonly ModdleElement[];
}

export interface FileReport {
  error(rule: FlowRule, node: ModdleElement, params?: FlowIssue['params']): void;
  warn(rule: FlowRule, node: ModdleElement, params?: FlowIssue['params']): void;
}

/** A rule about one element of a file. It is asked about every element, of whatever type. */
export type FileRule = (node: ModdleElement, report: FileReport, file: BpmnFile) => void;

export function openFile(root: ModdleElement): BpmnFile {
  const nodes = descendants(root);
  const flows = nodes.filter((node) => node.$type === 'bpmn:SequenceFlow');
  const incoming = groupBy(flows, (flow) => refId(flow, 'targetRef'));
  const outgoing = groupBy(flows, (flow) => refId(flow, 'sourceRef'));
  const associations = nodes.filter((node) => node.$type === 'bpmn:Association');
  return {
    nodes,
    incoming: (node) => incoming.get(node.id ?? '') ?? [],
    outgoing: (node) => outgoing.get(node.id ?? '') ?? [],
    associations: (node) =>
      associations.filter((one) => [...refs(one, 'sourceRef'), ...refs(one, 'targetRef')].includes(node)),
  };
}

const containers = [
  'rootElements',
  'flowElements',
  'laneSets',
  'lanes',
  'childLaneSet',
  'artifacts',
  'eventDefinitions',
  'loopCharacteristics',
  'ioSpecification',
  'dataInputs',
  'dataOutputs',
  'inputSets',
  'outputSets',
  'dataInputAssociations',
  'dataOutputAssociations',
  'properties',
  'resources',
  'participants',
  'messageFlows',
  'conversations',
  'conversationNodes',
  'conversationLinks',
  'correlationKeys',
  'correlationSubscriptions',
  'complexBehaviorDefinition',
];

function descendants(root: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    const inside = containers.flatMap((name) => [...refs(node as ModdleElement, name)]);
    pending.push(...inside.toReversed());
  }
  return found;
}

/** Its flow elements, and artifacts, if it is a scope. */
export const inside = (scope: ModdleElement): readonly ModdleElement[] => children(scope, 'flowElements');

export const isA = (node: ModdleElement | undefined, ...types: readonly string[]): boolean =>
  node !== undefined && types.some((type) => node.$instanceOf(`bpmn:${type}`));

export const isEventSubProcess = (node: ModdleElement | undefined): boolean =>
  isA(node, 'SubProcess') && node?.get('triggeredByEvent') === true;

/** Whether `outer` is `node`'s container, or a container of that. */
export function isWithin(node: ModdleElement, outer: ModdleElement | undefined): boolean {
  for (let at = node.$parent; at !== undefined; at = at.$parent) if (at === outer) return true;
  return false;
}
