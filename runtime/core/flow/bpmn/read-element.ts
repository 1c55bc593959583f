import type { ModdleElement } from 'bpmn-moddle';
import type { FlowElement, LoopSettings, ServiceSettings } from '../model/definition.js';
import { isVariableName } from '../model/variable-name.js';
import type { Collector } from './collect.js';
import { bool, child, children, extensions, refId, text } from './moddle-access.js';
import { named, readEvent } from './read-event.js';
import { checkFeel, readExpression } from './read-expression.js';
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
  const base = { id, name: text(node, 'name'), ...placed };
  const type = node.$type.replace('bpmn:', '');
  if (bool(node, 'isForCompensation')) issues.error('unsupported-element', id, { type: 'compensation' });
  const activity = () => ({ ...base, boundary, loop: readLoop(node, issues) });
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
    case 'BusinessRuleTask':
      return {
        ...activity(),
        type: type === 'ServiceTask' ? 'serviceTask' : 'businessRuleTask',
        service: readService(node, issues),
      };
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
  const holder = extensions(node, 'duixian:ResultVariable')[0];
  const resultName = holder === undefined ? '' : text(holder, 'name').trim();
  if (!isVariableName(resultName))
    issues.error('setting-invalid', id, { setting: 'resultVariable', value: resultName });
  return { script, resultName };
}

function readLoop(node: ModdleElement, issues: Collector): LoopSettings | null {
  const loop = child(node, 'loopCharacteristics');
  if (loop === null) return null;
  const id = node.id ?? '';
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const maximum = (loop.get('loopMaximum') as number | undefined) ?? null;
    const condition = readExpression(child(loop, 'loopCondition'), id, issues);
    if (condition === null && maximum === null) issues.error('expression-missing', id);
    return { kind: 'while', condition, testBefore: bool(loop, 'testBefore'), maximum };
  }
  const repeat = extensions(loop, 'duixian:Collection')[0];
  const source = repeat === undefined ? '' : text(repeat, 'source').trim();
  const collection = source === '' ? null : { source };
  if (collection !== null) checkFeel(collection, id, issues);
  const itemName = repeat === undefined ? '' : text(repeat, 'item').trim();
  if (itemName !== '' && !isVariableName(itemName))
    issues.error('setting-invalid', id, { setting: 'item', value: itemName });
  const cardinality = readExpression(child(loop, 'loopCardinality'), id, issues);
  if (cardinality === null && collection === null) issues.error('expression-missing', id);
  if (child(loop, 'loopDataInputRef') !== null) issues.error('unsupported-element', id, { type: 'loopDataInput' });
  return {
    kind: bool(loop, 'isSequential') ? 'sequential' : 'parallel',
    cardinality,
    collection,
    itemName: itemName === '' ? null : itemName,
    until: readExpression(child(loop, 'completionCondition'), id, issues),
  };
}
