import type { FlowElement } from '../model/definition.js';
import type { ElementRule, Place } from './rule.js';

/** What only the place in the process tells; where each kind of event may stand is a rule of the file (`file/events.ts`). */
export const eventRule: ElementRule = (element, place) => {
  const isPlainScope = !place.isProcess && !place.isEventScope;
  if (element.type === 'startEvent' && isPlainScope && element.event.kind !== 'none')
    place.error('start-event-trigger', { event: element.event.kind });
  if (element.type === 'endEvent' && element.event.kind === 'error' && element.event.code === null)
    place.error('error-code-missing');
};

export const startEventRule: ElementRule = (element, place) => {
  if (element.type !== 'startEvent') return;
  if (element.incoming.length > 0) place.error('start-event-incoming');
  if (element.outgoing.length === 0) place.error('start-event-outgoing');
};

export const endEventRule: ElementRule = (element, place) => {
  if (element.type !== 'endEvent') return;
  if (element.outgoing.length > 0) place.error('end-event-outgoing');
  if (element.incoming.length === 0) place.error('end-event-incoming');
};

export const boundaryRule: ElementRule = (element, place) => {
  if (element.type !== 'boundaryEvent') return;
  if (element.incoming.length > 0) place.error('boundary-incoming');
  if (element.outgoing.length === 0) place.error('boundary-outgoing');
  if (isDoubled(element, place)) place.error('boundary-duplicate');
};

/** Two that catch the same error or escalation at one activity: only one of them could ever be chosen. */
function isDoubled(element: Extract<FlowElement, { type: 'boundaryEvent' }>, { definition }: Place): boolean {
  const { event } = element;
  if (event.kind !== 'error' && event.kind !== 'escalation') return false;
  const host = definition.elements[element.attachedTo];
  const others = host !== undefined && 'boundary' in host ? host.boundary : [];
  const first = others.find((id) => {
    const other = definition.elements[id];
    return other?.type === 'boundaryEvent' && other.event.kind === event.kind && other.event.code === event.code;
  });
  return first !== element.id;
}

/** BPMN 10.5.5: a link's throwing half and its one catching half are in the same scope. */
export const linkRule: ElementRule = (element, { definition, scope, error }) => {
  if (!('event' in element) || element.event.kind !== 'link') return;
  const { name } = element.event;
  const links = scope.elements
    .map((id) => definition.elements[id])
    .filter(
      (other) => other !== undefined && 'event' in other && other.event.kind === 'link' && other.event.name === name,
    );
  const catching = links.filter((other) => other?.type === 'intermediateCatchEvent');
  if (element.type === 'intermediateThrowEvent' && catching.length === 0) error('link-target-missing', { link: name });
  if (element.type !== 'intermediateCatchEvent') return;
  if (catching.length > 1) error('link-target-several', { link: name });
  if (links.length === catching.length) error('link-source-missing', { link: name });
};
