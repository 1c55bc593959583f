import type { ModdleElement } from 'bpmn-moddle';
import { bool, child, children, refs, text } from '../../bpmn/moddle-access.js';
import { type FileRule, isA, isEventSubProcess } from './file.js';

type Position = 'start' | 'eventStart' | 'catch' | 'throw' | 'end' | 'boundary';

/** BPMN 10.5.5, table 10.93: which event may stand where. */
const allowed: Readonly<Record<Position, readonly string[]>> = {
  start: ['none', 'message', 'timer', 'conditional', 'signal'],
  eventStart: ['message', 'timer', 'escalation', 'conditional', 'error', 'compensate', 'signal'],
  catch: ['message', 'timer', 'conditional', 'link', 'signal'],
  throw: ['none', 'message', 'escalation', 'compensate', 'link', 'signal'],
  end: ['none', 'message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'],
  boundary: ['message', 'timer', 'escalation', 'error', 'cancel', 'compensate', 'conditional', 'signal'],
};

/** These end what they are attached to, or are there when it is over: there is nothing that could go on beside them. */
const alwaysInterrupting = ['error', 'cancel', 'compensate'];

export const definitionsOf = (event: ModdleElement): readonly ModdleElement[] => [
  ...children(event, 'eventDefinitions'),
  ...refs(event, 'eventDefinitionRef'),
];

export const kindOf = (definition: ModdleElement): string =>
  definition.$type.replace(/^bpmn:(.*)EventDefinition$/u, '$1').toLowerCase();

function positionOf(event: ModdleElement): Position | null {
  if (isA(event, 'StartEvent')) return isEventSubProcess(event.$parent) ? 'eventStart' : 'start';
  if (isA(event, 'BoundaryEvent')) return 'boundary';
  if (isA(event, 'IntermediateCatchEvent')) return 'catch';
  if (isA(event, 'IntermediateThrowEvent')) return 'throw';
  return isA(event, 'EndEvent') ? 'end' : null;
}

export const eventPlaceRule: FileRule = (node, report) => {
  const position = positionOf(node);
  if (position === null) return;
  const kinds = definitionsOf(node).map(kindOf);
  for (const event of kinds.length === 0 ? ['none'] : kinds)
    if (!allowed[position].includes(event)) report.error('event-misplaced', node, { event, position });
  const stays = position === 'boundary' ? node.get('cancelActivity') === false : node.get('isInterrupting') === false;
  const ends = kinds.find((kind) => alwaysInterrupting.includes(kind));
  if (stays && (position === 'boundary' || position === 'eventStart') && ends !== undefined)
    report.error('boundary-error-not-interrupting', node, { event: ends });
};

/** BPMN 10.5.1: “all of several” needs several. */
export const parallelMultipleRule: FileRule = (node, report) => {
  if (isA(node, 'CatchEvent') && bool(node, 'parallelMultiple') && definitionsOf(node).length < 2)
    report.error('parallel-multiple-few', node);
};

/** BPMN 10.5.5: what an event definition must say. */
export const eventContentRule: FileRule = (node, report) => {
  if (!isA(node, 'ThrowEvent', 'CatchEvent')) return;
  for (const definition of definitionsOf(node)) {
    const kind = kindOf(definition);
    if (kind === 'conditional' && child(definition, 'condition') === null)
      report.error('condition-event-missing', node);
    const thrown = isA(node, 'ThrowEvent') && kind === 'escalation' ? child(definition, 'escalationRef') : undefined;
    if (thrown === null || (thrown !== undefined && text(thrown, 'escalationCode') === ''))
      report.error('escalation-code-missing', node);
  }
};

/** BPMN 10.3.5, 10.7: cancelling belongs to transactions. */
export const cancelRule: FileRule = (node, report) => {
  if (!definitionsOf(node).some((definition) => kindOf(definition) === 'cancel')) return;
  if (isA(node, 'EndEvent') && !isA(node.$parent, 'Transaction')) report.error('cancel-outside-transaction', node);
  if (isA(node, 'BoundaryEvent') && !isA(child(node, 'attachedToRef') ?? undefined, 'Transaction'))
    report.error('cancel-outside-transaction', node);
};

/** BPMN 8.4.3, 8.4.4, 8.4.11: what is matched by name or code must not exist twice. */
export const ambiguousNameRule: FileRule = (node, report, file) => {
  const key = isA(node, 'Message', 'Signal') ? 'name' : isA(node, 'Error') ? 'errorCode' : 'escalationCode';
  if (!isA(node, 'Message', 'Signal', 'Error', 'Escalation') || text(node, key) === '') return;
  const first = file.nodes.find((other) => other.$type === node.$type && text(other, key) === text(node, key));
  if (first !== node) report.warn('name-ambiguous', node, { name: text(node, key) });
};
