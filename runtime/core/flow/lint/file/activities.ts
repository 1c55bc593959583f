import { bool, child, refs, text } from '../../bpmn/moddle-access.js';
import { type FileRule, inside, isA, isEventSubProcess } from './file.js';

/** BPMN 10.3.5: an ad-hoc sub-process holds activities and neither start nor end events. */
export const adHocRule: FileRule = (node, report) => {
  if (!isA(node, 'AdHocSubProcess')) return;
  const content = inside(node);
  if (!content.some((one) => isA(one, 'Activity'))) report.error('ad-hoc-empty', node);
  for (const one of content) if (isA(one, 'StartEvent', 'EndEvent')) report.error('ad-hoc-start-end', one);
};

/** BPMN 10.3.5, 13.5.4: an event sub-process is begun by its event only; nothing is attached to it, and it has no rounds. */
export const eventSubProcessRule: FileRule = (node, report) => {
  if (isA(node, 'BoundaryEvent') && isEventSubProcess(child(node, 'attachedToRef') ?? undefined))
    report.error('event-sub-process-attached', node);
  if (isEventSubProcess(node) && child(node, 'loopCharacteristics') !== null)
    report.error('event-sub-process-loop', node);
};

/** BPMN 10.3.8, 13.3.7: what a multi-instance activity must say. */
export const multiInstanceRule: FileRule = (node, report) => {
  if (!isA(node, 'MultiInstanceLoopCharacteristics')) return;
  const owner = node.$parent ?? node;
  const has = (name: string) => child(node, name) !== null;
  if (has('loopCardinality') && has('loopDataInputRef')) report.error('multi-instance-both', owner);
  if (has('inputDataItem') && !has('loopDataInputRef')) report.error('multi-instance-item', owner);
  if (has('outputDataItem') !== has('loopDataOutputRef')) report.error('multi-instance-output', owner);
  const behavior = text(node, 'behavior');
  if (behavior === 'Complex' && refs(node, 'complexBehaviorDefinition').length === 0)
    report.error('multi-instance-behavior', owner, { behavior });
  if (behavior === 'One' && !has('oneBehaviorEventRef')) report.error('multi-instance-behavior', owner, { behavior });
  if (behavior === 'None' && !has('noneBehaviorEventRef')) report.error('multi-instance-behavior', owner, { behavior });
};

/** BPMN 10.3.8: a loop whose bound is no number of rounds never ran or never stops. */
export const standardLoopRule: FileRule = (node, report) => {
  if (!isA(node, 'StandardLoopCharacteristics')) return;
  const maximum = node.get('loopMaximum') as number | undefined;
  if (maximum !== undefined && !(Number.isInteger(maximum) && maximum > 0))
    report.error('loop-maximum-invalid', node.$parent ?? node, { maximum: String(maximum) });
};

/** BPMN 10.3.3: a receive task that begins a process comes first in it. */
export const instantiatingTaskRule: FileRule = (node, report, file) => {
  if (!isA(node, 'ReceiveTask') || !bool(node, 'instantiate')) return;
  const sources = file.incoming(node).map((flow) => child(flow, 'sourceRef') ?? undefined);
  if (sources.some((source) => !isA(source, 'StartEvent'))) report.error('instantiate-incoming', node);
};

/** BPMN 10.3.1: who does it is named or computed, not both. */
export const resourceRule: FileRule = (node, report) => {
  if (!isA(node, 'ResourceRole')) return;
  if (child(node, 'resourceRef') !== null && child(node, 'resourceAssignmentExpression') !== null)
    report.error('resource-both', node.$parent ?? node);
};

/** BPMN 8.4.13: a condition chooses between flows; alone, or at an event, there is nothing to choose. */
export const conditionPlaceRule: FileRule = (node, report, file) => {
  if (isA(node, 'Activity')) {
    const flows = file.outgoing(node);
    const isConditional = flows.some((flow) => child(flow, 'conditionExpression') !== null);
    if (flows.length === 1 && isConditional) report.error('condition-alone', node);
    if (child(node, 'default') !== null && !isConditional) report.warn('default-without-condition', node);
  }
  if (!isA(node, 'IntermediateCatchEvent', 'IntermediateThrowEvent')) return;
  for (const flow of file.outgoing(node))
    if (child(flow, 'conditionExpression') !== null)
      report.error('condition-not-allowed', node, { flow: flow.id ?? '' });
};
