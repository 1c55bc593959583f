import type { FlowElement } from '../model/definition.js';
import type { ElementRule, Place } from './rule.js';

const isLink = (element: FlowElement): boolean => 'event' in element && element.event.kind === 'link';
const isEventSubProcess = (element: FlowElement): boolean => element.type === 'subProcess' && element.triggeredByEvent;

export const connectionRule: ElementRule = (element, place) => {
  if (isEventSubProcess(element)) {
    if (element.incoming.length + element.outgoing.length > 0) place.error('event-sub-process-connected');
    return;
  }
  const comesFromElsewhere =
    element.type === 'startEvent' || element.type === 'boundaryEvent' || element.type === 'endEvent' || isLink(element);
  if (element.incoming.length === 0 && !comesFromElsewhere) place.error('element-not-connected');
  const endsElsewhere =
    element.type === 'endEvent' || element.type === 'startEvent' || element.type === 'boundaryEvent' || isLink(element);
  if (element.outgoing.length === 0 && !endsElsewhere && !element.type.endsWith('Gateway')) place.warn('implicit-end');
};

/** A scope's beginning and end (BPMN 10.5.2, 10.5.3). */
export function scopeRule(place: Place): void {
  const inside = place.scope.elements
    .map((id) => place.definition.elements[id])
    .filter((element) => element !== undefined);
  const starts = inside.filter((element) => element.type === 'startEvent');
  if (place.isEventScope) {
    if (starts.length !== 1) place.error('event-sub-process-start', { count: starts.length });
    return;
  }
  const plain = starts.filter((start) => start.event.kind === 'none');
  if (place.isProcess ? starts.length === 0 : plain.length === 0) place.error('start-event-missing');
  if (plain.length > 1) place.error('start-event-several', { count: plain.length });
  if (starts.length > 0 && !inside.some((element) => element.type === 'endEvent')) place.error('end-event-missing');
}
