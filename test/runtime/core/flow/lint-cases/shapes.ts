import type { FlowRule } from '#core/flow';
import { flows, tasks } from '../driver.js';

/** A model that breaks a rule at an element, and one as near to it as can be that keeps it. */
export interface LintCase {
  readonly rule: FlowRule;
  readonly at: string;
  readonly bad: string;
  readonly good: string;
  /** Root elements of both files. */
  readonly root?: string;
  /** Of the file that keeps the rule, where that is the difference. */
  readonly goodRoot?: string;
}

export const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
export const line = `${ends}${tasks('a')}${flows('s>a', 'a>e')}`;
/** Root elements of every file. */
export const names =
  '<bpmn:message id="m" name="m"/><bpmn:message id="m2" name="m2"/><bpmn:signal id="sg" name="sg"/><bpmn:error id="x" errorCode="X"/><bpmn:escalation id="esc" escalationCode="Y"/>';
export const step = (id: string, attributes = '') =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><duixian:step assignee="role:reviewer" limitWorkingDays="1" ${attributes}/></bpmn:extensionElements></bpmn:userTask>`;
export const node = (type: string, id: string, inside = '', attributes = '') =>
  `<bpmn:${type} id="${id}" ${attributes}>${inside}</bpmn:${type}>`;
export const gateway = (type: string, id: string, attributes = '') => node(`${type}Gateway`, id, '', attributes);
export const definition = {
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  signal: '<bpmn:signalEventDefinition signalRef="sg"/>',
  timer: '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  error: '<bpmn:errorEventDefinition errorRef="x"/>',
  escalation: '<bpmn:escalationEventDefinition escalationRef="esc"/>',
  conditional:
    '<bpmn:conditionalEventDefinition><bpmn:condition>n > 1</bpmn:condition></bpmn:conditionalEventDefinition>',
  cancel: '<bpmn:cancelEventDefinition/>',
  compensate: '<bpmn:compensateEventDefinition/>',
  link: '<bpmn:linkEventDefinition name="k"/>',
  terminate: '<bpmn:terminateEventDefinition/>',
};
export const on = (id: string, host: string, inside: string, attributes = '') =>
  node('boundaryEvent', id, inside, `attachedToRef="${host}" ${attributes}`);
export const sub = (id: string, inside: string, attributes = '') => node('subProcess', id, inside, attributes);
export const inner = `<bpmn:startEvent id="is"/><bpmn:endEvent id="ie"/>${flows('is>ie')}`;
export const eventSub = (inside: string, start: string, attributes = '') =>
  sub(
    'ev',
    `${node('startEvent', 'es', start, attributes)}<bpmn:endEvent id="ee"/>${flows('es>ee')}${inside}`,
    'triggeredByEvent="true"',
  );
export const around = (content: string, id: string) => `${ends}${content}${flows(`s>${id}`, `${id}>e`)}`;
export const loop = (inside: string, attributes = '') =>
  node('multiInstanceLoopCharacteristics', 'mi', inside, attributes);
export const count = '<bpmn:loopCardinality>2</bpmn:loopCardinality>';
export const io = (inside: string, sets = '<bpmn:inputSet/><bpmn:outputSet/>') =>
  `<bpmn:ioSpecification>${inside}${sets}</bpmn:ioSpecification>`;
export const choice = `${tasks('a', 'b')}${gateway('exclusive', 'g')}`;
export const handled = `${on('b', 'a', definition.compensate)}${node('task', 'h', '', 'isForCompensation="true"')}<bpmn:association id="as" sourceRef="b" targetRef="h"/>`;
export const pools = (inside: string, second = '<bpmn:participant id="p2"/>') =>
  `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/>${second}${inside}</bpmn:collaboration>`;
export const messageFlow = (from: string, to: string, attributes = '') =>
  `<bpmn:messageFlow id="mf" sourceRef="${from}" targetRef="${to}" ${attributes}/>`;
export const choreography = (attributes: string, participants: readonly string[], more = '') =>
  `<bpmn:choreography id="ch"><bpmn:participant id="c1"/><bpmn:participant id="c2"/><bpmn:participant id="c3"/><bpmn:choreographyTask id="ct" ${attributes}>${participants.map((id) => `<bpmn:participantRef>${id}</bpmn:participantRef>`).join('')}</bpmn:choreographyTask>${more}</bpmn:choreography>`;
export const receive = node('receiveTask', 'r', '', 'messageRef="m"');
export const called = (inside: string) => `<bpmn:process id="q">${inside}</bpmn:process>`;
