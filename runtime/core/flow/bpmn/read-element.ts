import type { ModdleElement } from 'bpmn-moddle';
import type { DecisionSettings, FlowElement, ServiceSettings } from '../model/definition.js';
import { isVariableName } from '../model/variable-name.js';
import type { Collector } from './collect.js';
import { bool, children, extensions, refId, text } from './moddle-access.js';
import { readData } from './read-data.js';
import { named, readEvent } from './read-event.js';
import { checkFeel } from './read-expression.js';
import { readLoop } from './read-loop.js';
import { readStep } from './read-step.js';

/** Where an element stands in the graph. */
export interface Placement {
  readonly scopeId: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly boundary: readonly string[];
  readonly lane: string | null;
}

/** Translates one flow node; `null`, with an error, for what the engine cannot execute. */
export function readElement(node: ModdleElement, placement: Placement, issues: Collector): FlowElement | null {
  const id = node.id ?? '';
  const { boundary, ...placed } = placement;
  const base = { id, name: text(node, 'name'), ...placed, data: readData(node, issues) };
  const type = node.$type.replace('bpmn:', '');
  if (bool(node, 'isForCompensation')) issues.error('unsupported-element', id, { type: 'compensation' });
  const activity = () => {
    for (const quantity of ['startQuantity', 'completionQuantity'])
      if ((node.get(quantity) ?? 1) !== 1) issues.error('unsupported-element', id, { type: quantity });
    return { ...base, boundary, loop: readLoop(node, issues) };
  };
  switch (type) {
    case 'StartEvent':
      return {
        ...base,
        type: 'startEvent',
        event: readEvent(node, issues),
        interrupting: node.get('isInterrupting') !== false,
      };
    case 'EndEvent':
      return { ...base, type: 'endEvent', event: readEvent(node, issues) };
    case 'IntermediateCatchEvent':
      return { ...base, type: 'intermediateCatchEvent', event: readEvent(node, issues) };
    case 'IntermediateThrowEvent':
      return { ...base, type: 'intermediateThrowEvent', event: readEvent(node, issues) };
    case 'BoundaryEvent': {
      const interrupting = node.get('cancelActivity') !== false;
      return {
        ...base,
        type: 'boundaryEvent',
        event: readEvent(node, issues),
        attachedTo: refId(node, 'attachedToRef'),
        interrupting,
      };
    }
    case 'Task':
      return { ...activity(), type: 'task' };
    case 'ManualTask':
      return { ...activity(), type: 'manualTask' };
    case 'UserTask':
      return { ...activity(), type: 'userTask', step: readStep(node, issues) };
    case 'ServiceTask':
      return { ...activity(), type: 'serviceTask', service: readService(node, issues) };
    case 'BusinessRuleTask':
      return { ...activity(), type: 'businessRuleTask', ...readRule(node, issues) };
    case 'SendTask':
      return { ...activity(), type: 'sendTask', service: readSend(node, issues) };
    case 'ReceiveTask': {
      const message = named(node, 'messageRef');
      if (message === '') issues.error('message-missing', id);
      if (bool(node, 'instantiate')) issues.error('unsupported-element', id, { type: 'instantiate' });
      return { ...activity(), type: 'receiveTask', message };
    }
    case 'ScriptTask':
      return { ...activity(), type: 'scriptTask', ...readScript(node, issues) };
    case 'SubProcess':
      return { ...activity(), type: 'subProcess', triggeredByEvent: bool(node, 'triggeredByEvent') };
    case 'CallActivity':
      return { ...activity(), type: 'callActivity', called: calledProcessId(node) };
    case 'ExclusiveGateway':
      return { ...base, type: 'exclusiveGateway' };
    case 'ParallelGateway':
      return { ...base, type: 'parallelGateway' };
    case 'InclusiveGateway':
      return { ...base, type: 'inclusiveGateway' };
    case 'EventBasedGateway':
      if (bool(node, 'instantiate')) issues.error('unsupported-element', id, { type: 'instantiate' });
      return { ...base, type: 'eventBasedGateway' };
    default:
      issues.error('unsupported-element', id, { type });
      return null;
  }
}

function readService(node: ModdleElement, issues: Collector): ServiceSettings {
  const service = extensions(node, 'duixian:Service')[0];
  const type = service === undefined ? '' : text(service, 'type');
  if (service === undefined || type === '') {
    issues.error('service-settings-missing', node.id);
    return { type: '', params: {} };
  }
  const entries: [string, string][] = children(service, 'params').map((param) => [
    text(param, 'name'),
    text(param, 'value'),
  ]);
  const days = service.get('days') as number | undefined;
  if (days !== undefined) entries.push(['days', String(days)]);
  if (type === 'publicity' && !(Number.isInteger(days) && (days as number) > 0 && (days as number) <= 365))
    issues.error('setting-invalid', node.id, { setting: 'days', value: String(days ?? '') });
  return { type, params: Object.fromEntries(entries) };
}

/** A send task throws its message; with `duixian:service` it asks for a job instead. */
function readSend(node: ModdleElement, issues: Collector): ServiceSettings {
  if (extensions(node, 'duixian:Service').length > 0) return readService(node, issues);
  const message = named(node, 'messageRef');
  if (message === '') issues.error('message-missing', node.id);
  return { type: '', params: { message } };
}

function readScript(node: ModdleElement, issues: Collector) {
  const id = node.id ?? '';
  const format = text(node, 'scriptFormat');
  if (format !== '' && !/feel/iu.test(format))
    issues.error('unsupported-expression-language', id, { language: format });
  const script = { source: text(node, 'script').trim() };
  if (script.source === '') issues.error('expression-missing', id);
  else checkFeel(script, id, issues);
  return { script, resultName: readResultName(node, issues) };
}

function readResultName(node: ModdleElement, issues: Collector): string {
  const holder = extensions(node, 'duixian:ResultVariable')[0];
  const resultName = holder === undefined ? '' : text(holder, 'name').trim();
  if (!isVariableName(resultName))
    issues.error('setting-invalid', node.id, { setting: 'resultVariable', value: resultName });
  return resultName;
}

/** A business rule task names a decision of the policy version (`duixian:decision`); with `duixian:service` it asks for a job. */
function readRule(
  node: ModdleElement,
  issues: Collector,
): { readonly decision: DecisionSettings | null; readonly service: ServiceSettings } {
  if (extensions(node, 'duixian:Service').length > 0) return { decision: null, service: readService(node, issues) };
  const holder = extensions(node, 'duixian:Decision')[0];
  const decisionId = holder === undefined ? '' : text(holder, 'ref').trim();
  if (decisionId === '') issues.error('decision-missing', node.id);
  const resultName = decisionId === '' ? '' : readResultName(node, issues);
  return { decision: { decisionId, resultName }, service: { type: '', params: {} } };
}

/** The id that a call activity names; a prefix in front of it is the target namespace of its file. */
export const calledProcessId = (node: ModdleElement): string => text(node, 'calledElement').replace(/^.*:/u, '');
