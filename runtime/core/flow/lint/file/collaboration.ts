import type { ModdleElement } from 'bpmn-moddle';
import { child, children, refs, text } from '../../bpmn/moddle-access.js';
import { definitionsOf, kindOf } from './events.js';
import { type FileRule, isA, isWithin } from './file.js';

const hasMessage = (event: ModdleElement): boolean => definitionsOf(event).some((one) => kindOf(one) === 'message');

/** BPMN 9.4, table 7.4: message flows come from pools, activities and throwing message events … */
const maySend = (node: ModdleElement): boolean =>
  isA(node, 'Participant', 'Activity') || (isA(node, 'ThrowEvent') && hasMessage(node));
/** … and lead to pools, activities and catching message events. */
const mayReceive = (node: ModdleElement): boolean =>
  isA(node, 'Participant', 'Activity') || (isA(node, 'CatchEvent') && hasMessage(node));

/** BPMN 9.4: a message flow connects two pools. */
export const messageFlowRule: FileRule = (node, report, file) => {
  if (!isA(node, 'MessageFlow')) return;
  const source = child(node, 'sourceRef');
  const target = child(node, 'targetRef');
  if (source === null || target === null) {
    report.error('message-flow-incomplete', node);
    return;
  }
  if (!maySend(source) || !mayReceive(target)) report.error('message-flow-end', node);
  const pools = file.nodes.filter((one) => isA(one, 'Participant'));
  const poolOf = (end: ModdleElement) =>
    isA(end, 'Participant') ? end : pools.find((pool) => isWithin(end, child(pool, 'processRef') ?? undefined));
  if (poolOf(source) !== undefined && poolOf(source) === poolOf(target)) report.error('message-flow-same-pool', node);
  const carried = child(node, 'messageRef');
  for (const end of [source, target]) {
    const awaited = messageOf(end);
    if (carried !== null && awaited !== null && awaited !== carried) report.error('message-flow-mismatch', node);
  }
};

function messageOf(node: ModdleElement): ModdleElement | null {
  if (isA(node, 'SendTask', 'ReceiveTask')) return child(node, 'messageRef');
  const definition = definitionsOf(node).find((one) => kindOf(one) === 'message');
  return definition === undefined ? null : child(definition, 'messageRef');
}

/** BPMN 9.3.1: how many of a participant there are. */
export const participantRule: FileRule = (node, report) => {
  const multiplicity = isA(node, 'Participant') ? child(node, 'participantMultiplicity') : null;
  if (multiplicity === null) return;
  const minimum = (multiplicity.get('minimum') as number | undefined) ?? 0;
  const maximum = (multiplicity.get('maximum') as number | undefined) ?? 1;
  if (maximum < 1 || minimum > maximum) report.error('participant-multiplicity', node);
};

/** BPMN 10.8: a lane holds elements of its own process, each in one lane. */
export const laneRule: FileRule = (node, report) => {
  if (!isA(node, 'LaneSet')) return;
  const seen = new Set<ModdleElement>();
  const process = node.$parent;
  if (isA(process, 'Lane')) return;
  for (const lane of children(node, 'lanes'))
    for (const member of refs(lane, 'flowNodeRef')) {
      if (process !== undefined && !isWithin(member, process))
        report.error('lane-foreign', lane, { element: member.id ?? '' });
      if (seen.has(member)) report.error('lane-twice', lane, { element: member.id ?? '' });
      seen.add(member);
    }
};

/** BPMN 8.4.2: a correlation key has properties, and each property can be read from a message. */
export const correlationRule: FileRule = (node, report) => {
  if (isA(node, 'CorrelationKey') && refs(node, 'correlationPropertyRef').length === 0)
    report.error('correlation-incomplete', node);
  if (isA(node, 'CorrelationProperty') && children(node, 'correlationPropertyRetrievalExpression').length === 0)
    report.error('correlation-incomplete', node);
  if (isA(node, 'CorrelationSubscription') && child(node, 'correlationKeyRef') === null)
    report.error('correlation-incomplete', node);
};

/** BPMN 9.5: a conversation is between two participants at least. */
export const conversationRule: FileRule = (node, report) => {
  if (isA(node, 'ConversationNode') && refs(node, 'participantRef').length < 2)
    report.error('conversation-participants', node);
};

/** BPMN 8.4.1: an association has two ends, and one that is directed to data is a data association. */
export const associationRule: FileRule = (node, report) => {
  if (!isA(node, 'Association')) return;
  if (child(node, 'sourceRef') === null || child(node, 'targetRef') === null)
    report.error('association-incomplete', node);
};

/** BPMN 11.4, 11.5: who takes part in a choreography activity, and who begins it. */
export const choreographyRule: FileRule = (node, report) => {
  if (isA(node, 'ChoreographyActivity')) {
    const participants = refs(node, 'participantRef');
    const isTask = isA(node, 'ChoreographyTask');
    if (participants.length < 2 || (isTask && participants.length > 2)) report.error('choreography-participants', node);
    const initiator = child(node, 'initiatingParticipantRef');
    if (initiator === null || !participants.includes(initiator)) report.error('choreography-initiator', node);
  }
  const isChoreography = isA(node.$parent, 'Choreography', 'SubChoreography');
  if (isChoreography && isA(node, 'Activity', 'DataObject', 'DataObjectReference'))
    report.error('choreography-content', node, { type: text(node, 'name') });
};
