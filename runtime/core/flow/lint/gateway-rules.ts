import type { SequenceFlow } from '../model/definition.js';
import type { ElementRule, Place } from './rule.js';

const flowsOf = ({ definition }: Place, ids: readonly string[]): readonly SequenceFlow[] =>
  ids.map((id) => definition.flows[id]).filter((flow) => flow !== undefined);

export const gatewayRule: ElementRule = (element, place) => {
  if (!element.type.endsWith('Gateway')) return;
  const { incoming, outgoing } = element;
  if (outgoing.length === 0) place.error('gateway-no-outgoing');
  else if (incoming.length < 2 && outgoing.length < 2) place.warn('gateway-without-effect');
  if (incoming.length > 1 && outgoing.length > 1) place.warn('gateway-direction');
};

export const conditionRule: ElementRule = (element, place) => {
  const flows = flowsOf(place, element.outgoing);
  const conditional = flows.filter((flow) => flow.condition !== null);
  for (const flow of conditional) if (flow.isDefault) place.warn('condition-on-default', { flow: flow.id });
  const isChoice = element.type === 'exclusiveGateway' || element.type === 'inclusiveGateway';
  const isFree = ['parallelGateway', 'eventBasedGateway', 'startEvent', 'boundaryEvent'].includes(element.type);
  if (isFree) for (const flow of conditional) place.error('condition-not-allowed', { flow: flow.id });
  if (!isChoice || flows.length < 2) return;
  for (const flow of flows)
    if (flow.condition === null && !flow.isDefault) place.error('condition-missing', { flow: flow.id });
  // D13: where no condition holds and there is no default, the case stops with an incident.
  if (!flows.some((flow) => flow.isDefault)) place.warn('default-missing');
};

/** BPMN 10.6.6. */
export const eventGatewayRule: ElementRule = (element, place) => {
  if (element.type !== 'eventBasedGateway') return;
  if (element.outgoing.length < 2) place.error('event-gateway-few');
  const targets = flowsOf(place, element.outgoing).map((flow) => place.definition.elements[flow.targetId]);
  let hasReceive = false;
  let hasMessage = false;
  for (const target of targets) {
    const isReceive = target?.type === 'receiveTask' && target.boundary.length === 0 && target.loop === null;
    const kind = target?.type === 'intermediateCatchEvent' ? target.event.kind : null;
    const isCatch = kind === 'message' || kind === 'timer' || kind === 'signal';
    if (target !== undefined && ((!isReceive && !isCatch) || target.incoming.length > 1))
      place.error('event-gateway-target', { target: target.id });
    hasReceive ||= isReceive;
    hasMessage ||= kind === 'message';
  }
  if (hasReceive && hasMessage) place.error('event-gateway-mixed');
};
