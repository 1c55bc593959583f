import type { ModdleElement } from 'bpmn-moddle';
import { bool, child, refs } from '../../bpmn/moddle-access.js';
import { definitionsOf, kindOf } from './events.js';
import { type BpmnFile, type FileRule, inside, isA, isEventSubProcess } from './file.js';

const isCompensation = (event: ModdleElement): boolean =>
  definitionsOf(event).some((definition) => kindOf(definition) === 'compensate');

/** The activities that a compensation boundary event is associated with. */
const handlersOf = (event: ModdleElement, file: BpmnFile): readonly ModdleElement[] =>
  file
    .associations(event)
    .flatMap((association) => [...refs(association, 'sourceRef'), ...refs(association, 'targetRef')])
    .filter((end) => end !== event && isA(end, 'Activity'));

/** BPMN 10.7.1: a compensation boundary event has one handler, by an association, and no sequence flow. */
export const compensationBoundaryRule: FileRule = (node, report, file) => {
  if (!isA(node, 'BoundaryEvent') || !isCompensation(node)) return;
  if (file.outgoing(node).length > 0) report.error('compensation-boundary-flow', node);
  const handlers = handlersOf(node, file);
  if (handlers.length !== 1 || !handlers.every((one) => bool(one, 'isForCompensation') && one.$parent === node.$parent))
    report.error('compensation-handler-missing', node);
};

/** BPMN 10.7.1: an activity for compensation is outside the flow, and something must lead to it. */
export const compensationActivityRule: FileRule = (node, report, file) => {
  if (!isA(node, 'Activity') || !bool(node, 'isForCompensation')) return;
  if (file.incoming(node).length + file.outgoing(node).length > 0) report.error('compensation-activity-flow', node);
  const boundaries = file.nodes.filter((event) => isA(event, 'BoundaryEvent') && isCompensation(event));
  if (!boundaries.some((event) => handlersOf(event, file).includes(node)))
    report.error('compensation-activity-unreached', node);
};

/** BPMN 10.7.2: what is compensated is in the scope of the throwing event, or around it, and can be compensated. */
export const compensationTargetRule: FileRule = (node, report, file) => {
  if (!isA(node, 'ThrowEvent')) return;
  for (const definition of definitionsOf(node)) {
    const target = child(definition, 'activityRef');
    if (kindOf(definition) !== 'compensate' || target === null) continue;
    const isNear = target.$parent === node.$parent || target.$parent === node.$parent?.$parent;
    if (!isNear || !canBeCompensated(target, file)) report.error('compensation-target-invalid', node);
  }
};

function canBeCompensated(activity: ModdleElement, file: BpmnFile): boolean {
  const hasBoundary = file.nodes.some(
    (event) => isA(event, 'BoundaryEvent') && child(event, 'attachedToRef') === activity && isCompensation(event),
  );
  return hasBoundary || isA(activity, 'CallActivity') || compensationHandlersIn(activity).length > 0;
}

const compensationHandlersIn = (scope: ModdleElement): readonly ModdleElement[] =>
  inside(scope).filter(
    (node) =>
      isEventSubProcess(node) && inside(node).some((event) => isA(event, 'StartEvent') && isCompensation(event)),
  );

/** BPMN 10.7.1: one compensation event sub-process at most, in a sub-process. */
export const compensationScopeRule: FileRule = (node, report) => {
  if (!isA(node, 'SubProcess', 'Process')) return;
  const handlers = compensationHandlersIn(node);
  const [first, second] = handlers;
  if (second !== undefined) report.error('compensation-handler-several', second);
  if (first !== undefined && isA(node, 'Process')) report.error('compensation-handler-process', first);
};
