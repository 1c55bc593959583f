import type { FlowRule } from '#core/flow';
import { flows, tasks } from './driver.js';

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

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const line = `${ends}${tasks('a')}${flows('s>a', 'a>e')}`;
const names =
  '<bpmn:message id="m" name="m"/><bpmn:message id="m2" name="m2"/><bpmn:signal id="sg" name="sg"/><bpmn:error id="x" errorCode="X"/><bpmn:escalation id="esc" escalationCode="Y"/>';
const step = (id: string, attributes = '') =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><duixian:step assignee="role:reviewer" limitWorkingDays="1" ${attributes}/></bpmn:extensionElements></bpmn:userTask>`;
const node = (type: string, id: string, inside = '', attributes = '') =>
  `<bpmn:${type} id="${id}" ${attributes}>${inside}</bpmn:${type}>`;
const gateway = (type: string, id: string, attributes = '') => node(`${type}Gateway`, id, '', attributes);
const definition = {
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
const on = (id: string, host: string, inside: string, attributes = '') =>
  node('boundaryEvent', id, inside, `attachedToRef="${host}" ${attributes}`);
const sub = (id: string, inside: string, attributes = '') => node('subProcess', id, inside, attributes);
const inner = `<bpmn:startEvent id="is"/><bpmn:endEvent id="ie"/>${flows('is>ie')}`;
const eventSub = (inside: string, start: string, attributes = '') =>
  sub(
    'ev',
    `${node('startEvent', 'es', start, attributes)}<bpmn:endEvent id="ee"/>${flows('es>ee')}${inside}`,
    'triggeredByEvent="true"',
  );
const around = (content: string, id: string) => `${ends}${content}${flows(`s>${id}`, `${id}>e`)}`;
const loop = (inside: string, attributes = '') => node('multiInstanceLoopCharacteristics', 'mi', inside, attributes);
const count = '<bpmn:loopCardinality>2</bpmn:loopCardinality>';
const io = (inside: string, sets = '<bpmn:inputSet/><bpmn:outputSet/>') =>
  `<bpmn:ioSpecification>${inside}${sets}</bpmn:ioSpecification>`;
const choice = `${tasks('a', 'b')}${gateway('exclusive', 'g')}`;
const handled = `${on('b', 'a', definition.compensate)}${node('task', 'h', '', 'isForCompensation="true"')}<bpmn:association id="as" sourceRef="b" targetRef="h"/>`;
const pools = (inside: string, second = '<bpmn:participant id="p2"/>') =>
  `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/>${second}${inside}</bpmn:collaboration>`;
const messageFlow = (from: string, to: string, attributes = '') =>
  `<bpmn:messageFlow id="mf" sourceRef="${from}" targetRef="${to}" ${attributes}/>`;
const choreography = (attributes: string, participants: readonly string[], more = '') =>
  `<bpmn:choreography id="ch"><bpmn:participant id="c1"/><bpmn:participant id="c2"/><bpmn:participant id="c3"/><bpmn:choreographyTask id="ct" ${attributes}>${participants.map((id) => `<bpmn:participantRef>${id}</bpmn:participantRef>`).join('')}</bpmn:choreographyTask>${more}</bpmn:choreography>`;
const receive = node('receiveTask', 'r', '', 'messageRef="m"');
const called = (inside: string) => `<bpmn:process id="q">${inside}</bpmn:process>`;

/** Of every rule about structure, for elements that are executed and for those that are not. */
export const lintCases: readonly LintCase[] = (
  [
    // Beginnings and ends
    { rule: 'start-event-missing', at: 'p', bad: tasks('a'), good: line },
    {
      rule: 'start-event-missing',
      at: 'u',
      bad: around(sub('u', tasks('b')), 'u'),
      good: around(sub('u', inner), 'u'),
    },
    {
      rule: 'start-event-several',
      at: 'p',
      bad: `${ends}<bpmn:startEvent id="s2"/>${flows('s>e', 's2>e')}`,
      good: line,
    },
    { rule: 'start-event-incoming', at: 's', bad: `${line}${flows('a>s')}`, good: line },
    { rule: 'start-event-outgoing', at: 's', bad: `${ends}${tasks('a')}${flows('a>e')}`, good: line },
    {
      rule: 'start-event-trigger',
      at: 'us',
      bad: around(sub('u', node('startEvent', 'us', definition.message)), 'u'),
      good: around(sub('u', inner), 'u'),
    },
    { rule: 'end-event-missing', at: 'p', bad: `<bpmn:startEvent id="s"/>${tasks('a')}${flows('s>a')}`, good: line },
    { rule: 'end-event-outgoing', at: 'e', bad: `${ends}${tasks('a')}${flows('s>e', 'e>a', 'a>e')}`, good: line },
    { rule: 'end-event-incoming', at: 'f', bad: `${line}<bpmn:endEvent id="f"/>`, good: line },
    { rule: 'element-not-connected', at: 'b', bad: `${line}${tasks('b')}${flows('b>e')}`, good: line },
    { rule: 'implicit-end', at: 'a', bad: `${ends}${tasks('a')}${flows('s>a', 's>e')}`, good: line },
    // Events
    {
      rule: 'event-misplaced',
      at: 't',
      bad: `${line}${node('startEvent', 't', definition.error)}${flows('t>e')}`,
      good: `${line}${node('startEvent', 't', definition.message)}${flows('t>e')}`,
    },
    {
      rule: 'event-misplaced',
      at: 'c',
      bad: around(node('intermediateCatchEvent', 'c'), 'c'),
      good: around(node('intermediateCatchEvent', 'c', definition.conditional), 'c'),
    },
    {
      rule: 'event-misplaced',
      at: 'c',
      bad: around(node('intermediateThrowEvent', 'c', definition.conditional), 'c'),
      good: around(node('intermediateThrowEvent', 'c', definition.compensate), 'c'),
    },
    {
      rule: 'event-misplaced',
      at: 'es',
      bad: `${line}${eventSub('', '')}`,
      good: `${line}${eventSub('', definition.conditional)}`,
    },
    {
      rule: 'event-misplaced',
      at: 'f',
      bad: `${line}${node('endEvent', 'f', definition.timer)}${flows('s>f')}`,
      good: `${line}${node('endEvent', 'f', definition.terminate)}${flows('s>f')}`,
    },
    {
      rule: 'error-code-missing',
      at: 'f',
      bad: `${line}${node('endEvent', 'f', '<bpmn:errorEventDefinition/>')}${flows('s>f')}`,
      good: `${line}${node('endEvent', 'f', definition.error)}${flows('s>f')}`,
    },
    {
      rule: 'escalation-code-missing',
      at: 't',
      bad: around(node('intermediateThrowEvent', 't', '<bpmn:escalationEventDefinition/>'), 't'),
      good: around(node('intermediateThrowEvent', 't', definition.escalation), 't'),
    },
    {
      rule: 'condition-event-missing',
      at: 'c',
      bad: around(node('intermediateCatchEvent', 'c', '<bpmn:conditionalEventDefinition/>'), 'c'),
      good: around(node('intermediateCatchEvent', 'c', definition.conditional), 'c'),
    },
    {
      rule: 'parallel-multiple-few',
      at: 'c',
      bad: around(node('intermediateCatchEvent', 'c', definition.message, 'parallelMultiple="true"'), 'c'),
      good: around(
        node('intermediateCatchEvent', 'c', definition.message + definition.signal, 'parallelMultiple="true"'),
        'c',
      ),
    },
    {
      rule: 'boundary-incoming',
      at: 'b',
      bad: `${line}${on('b', 'a', definition.message)}${flows('b>e', 's>b')}`,
      good: `${line}${on('b', 'a', definition.message)}${flows('b>e')}`,
    },
    {
      rule: 'boundary-outgoing',
      at: 'b',
      bad: `${line}${on('b', 'a', definition.message)}`,
      good: `${line}${on('b', 'a', definition.message)}${flows('b>e')}`,
    },
    {
      rule: 'boundary-error-not-interrupting',
      at: 'b',
      bad: `${line}${on('b', 'a', definition.error, 'cancelActivity="false"')}${flows('b>e')}`,
      good: `${line}${on('b', 'a', definition.escalation, 'cancelActivity="false"')}${flows('b>e')}`,
    },
    {
      rule: 'boundary-error-not-interrupting',
      at: 'es',
      bad: `${line}${eventSub('', definition.error, 'isInterrupting="false"')}`,
      good: `${line}${eventSub('', definition.error)}`,
    },
    {
      rule: 'boundary-duplicate',
      at: 'c',
      bad: `${line}${on('b', 'a', definition.error)}${on('c', 'a', definition.error)}${flows('b>e', 'c>e')}`,
      good: `${line}${on('b', 'a', definition.error)}${on('c', 'a', '<bpmn:errorEventDefinition/>')}${flows('b>e', 'c>e')}`,
    },
    {
      rule: 'link-target-missing',
      at: 'l',
      bad: `${line}${node('intermediateThrowEvent', 'l', definition.link)}${flows('s>l')}`,
      good: `${line}${node('intermediateThrowEvent', 'l', definition.link)}${node('intermediateCatchEvent', 'l2', definition.link)}${flows('s>l', 'l2>e')}`,
    },
    {
      rule: 'link-source-missing',
      at: 'l2',
      bad: `${line}${node('intermediateCatchEvent', 'l2', definition.link)}${flows('l2>e')}`,
      good: `${line}${node('intermediateThrowEvent', 'l', definition.link)}${node('intermediateCatchEvent', 'l2', definition.link)}${flows('s>l', 'l2>e')}`,
    },
    {
      rule: 'link-target-several',
      at: 'l2',
      bad: `${line}${node('intermediateThrowEvent', 'l', definition.link)}${node('intermediateCatchEvent', 'l2', definition.link)}${node('intermediateCatchEvent', 'l3', definition.link)}${flows('s>l', 'l2>e', 'l3>e')}`,
      good: `${line}${node('intermediateThrowEvent', 'l', definition.link)}${node('intermediateCatchEvent', 'l2', definition.link)}${flows('s>l', 'l2>e')}`,
    },
    {
      rule: 'name-ambiguous',
      at: 'n2',
      bad: line,
      good: line,
      root: '<bpmn:message id="n1" name="回执"/><bpmn:message id="n2" name="回执"/>',
      goodRoot: '<bpmn:message id="n1" name="回执"/><bpmn:signal id="n2" name="回执"/>',
    },
    // Sub-processes and calls
    {
      rule: 'event-sub-process-start',
      at: 'ev',
      bad: `${line}${sub('ev', tasks('b'), 'triggeredByEvent="true"')}`,
      good: `${line}${eventSub('', definition.signal)}`,
    },
    {
      rule: 'event-sub-process-connected',
      at: 'ev',
      bad: `${line}${eventSub('', definition.signal)}${flows('s>ev')}`,
      good: `${line}${eventSub('', definition.signal)}`,
    },
    {
      rule: 'event-sub-process-attached',
      at: 'b',
      bad: `${line}${eventSub('', definition.signal)}${on('b', 'ev', definition.message)}${flows('b>e')}`,
      good: `${line}${eventSub('', definition.signal)}${on('b', 'a', definition.message)}${flows('b>e')}`,
    },
    {
      rule: 'event-sub-process-loop',
      at: 'ev',
      bad: `${line}${eventSub(loop(count), definition.signal)}`,
      good: `${around(sub('u', `${inner}${loop(count)}`), 'u')}`,
    },
    {
      rule: 'ad-hoc-empty',
      at: 'u',
      bad: around(node('adHocSubProcess', 'u'), 'u'),
      good: around(node('adHocSubProcess', 'u', tasks('b')), 'u'),
    },
    {
      rule: 'ad-hoc-start-end',
      at: 'is',
      bad: around(node('adHocSubProcess', 'u', `${tasks('b')}<bpmn:startEvent id="is"/>`), 'u'),
      good: around(node('adHocSubProcess', 'u', tasks('b')), 'u'),
    },
    {
      rule: 'cancel-outside-transaction',
      at: 'f',
      bad: `${line}${node('endEvent', 'f', definition.cancel)}${flows('s>f')}`,
      good: around(
        node(
          'transaction',
          'u',
          `<bpmn:startEvent id="is"/>${node('endEvent', 'f', definition.cancel)}${flows('is>f')}`,
        ),
        'u',
      ),
    },
    {
      rule: 'cancel-outside-transaction',
      at: 'b',
      bad: `${line}${on('b', 'a', definition.cancel)}${flows('b>e')}`,
      good: `${around(node('transaction', 'u', inner), 'u')}${on('b', 'u', definition.cancel)}${flows('b>e')}`,
    },
    {
      rule: 'called-process-start',
      at: 'u',
      bad: around(node('callActivity', 'u', '', 'calledElement="q"'), 'u'),
      good: around(node('callActivity', 'u', '', 'calledElement="q"'), 'u'),
      root: called(`${node('startEvent', 'qs', definition.message)}<bpmn:endEvent id="qe"/>${flows('qs>qe')}`),
      goodRoot: called(`<bpmn:startEvent id="qs"/><bpmn:endEvent id="qe"/>${flows('qs>qe')}`),
    },
    {
      rule: 'call-recursive',
      at: 'u',
      bad: around(node('callActivity', 'u', '', 'calledElement="p"'), 'u'),
      good: around(node('callActivity', 'u', '', 'calledElement="q"'), 'u'),
      root: '',
      goodRoot: called(`<bpmn:startEvent id="qs"/><bpmn:endEvent id="qe"/>${flows('qs>qe')}`),
    },
    // Compensation
    { rule: 'compensation-boundary-flow', at: 'b', bad: `${line}${handled}${flows('b>e')}`, good: `${line}${handled}` },
    {
      rule: 'compensation-handler-missing',
      at: 'b',
      bad: `${line}${on('b', 'a', definition.compensate)}`,
      good: `${line}${handled}`,
    },
    { rule: 'compensation-activity-flow', at: 'h', bad: `${line}${handled}${flows('h>e')}`, good: `${line}${handled}` },
    {
      rule: 'compensation-activity-unreached',
      at: 'h',
      bad: `${line}${node('task', 'h', '', 'isForCompensation="true"')}`,
      good: `${line}${handled}`,
    },
    {
      rule: 'compensation-target-invalid',
      at: 't',
      bad: around(
        `${node('task', 'z')}${node('intermediateThrowEvent', 't', '<bpmn:compensateEventDefinition activityRef="z"/>')}${flows('s>z', 'z>e')}`,
        't',
      ),
      good: `${line}${handled}${node('intermediateThrowEvent', 't', '<bpmn:compensateEventDefinition activityRef="a"/>')}${flows('s>t', 't>e')}`,
    },
    {
      rule: 'compensation-handler-several',
      at: 'v',
      bad: around(
        sub(
          'u',
          `${inner}${eventSub('', definition.compensate)}${sub('v', node('startEvent', 'vs', definition.compensate), 'triggeredByEvent="true"')}`,
        ),
        'u',
      ),
      good: around(sub('u', `${inner}${eventSub('', definition.compensate)}`), 'u'),
    },
    {
      rule: 'compensation-handler-process',
      at: 'ev',
      bad: `${line}${eventSub('', definition.compensate)}`,
      good: around(sub('u', `${inner}${eventSub('', definition.compensate)}`), 'u'),
    },
    // Gateways and conditions
    {
      rule: 'gateway-no-outgoing',
      at: 'g',
      bad: `${line}${gateway('exclusive', 'g')}${flows('s>g')}`,
      good: `${line}${gateway('exclusive', 'g')}${flows('s>g', 'g>e')}`,
    },
    {
      rule: 'gateway-no-outgoing',
      at: 'g',
      bad: `${line}${gateway('complex', 'g')}${flows('s>g')}`,
      good: `${line}${gateway('complex', 'g')}${flows('s>g', 'g>e')}`,
    },
    {
      rule: 'gateway-without-effect',
      at: 'g',
      bad: around(gateway('exclusive', 'g'), 'g'),
      good: `${ends}${choice}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'gateway-direction',
      at: 'g',
      bad: `${ends}${choice}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>g', 'b>e')}`,
      good: `${ends}${choice}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'gateway-direction-wrong',
      at: 'g',
      bad: `${ends}${tasks('a', 'b')}${gateway('parallel', 'g', 'gatewayDirection="Converging"')}${flows('s>g', 'g>a', 'g>b', 'a>e', 'b>e')}`,
      good: `${ends}${tasks('a', 'b')}${gateway('parallel', 'g', 'gatewayDirection="Diverging"')}${flows('s>g', 'g>a', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'complex-activation-missing',
      at: 'g',
      bad: `${ends}${tasks('a', 'b')}${gateway('complex', 'g')}${flows('s>a', 's>b', 'a>g', 'b>g', 'g>e')}`,
      good: `${ends}${tasks('a', 'b')}${node('complexGateway', 'g', '<bpmn:activationCondition>activationCount >= 1</bpmn:activationCondition>')}${flows('s>a', 's>b', 'a>g', 'b>g', 'g>e')}`,
    },
    {
      rule: 'condition-missing',
      at: 'g',
      bad: `${ends}${choice}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
      good: `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g', 'default="g_b"')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'condition-on-default',
      at: 'g',
      bad: `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g', 'default="g_b"')}${flows('s>g', 'g>a?n > 1', 'g>b?n < 1', 'a>e', 'b>e')}`,
      good: `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g', 'default="g_b"')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'default-missing',
      at: 'g',
      bad: `${ends}${choice}${flows('s>g', 'g>a?n > 1', 'g>b?n < 1', 'a>e', 'b>e')}`,
      good: `${ends}${tasks('a', 'b')}${gateway('exclusive', 'g', 'default="g_b"')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'condition-not-allowed',
      at: 'g',
      bad: `${ends}${tasks('a', 'b')}${gateway('parallel', 'g')}${flows('s>g', 'g>a?n > 1', 'g>b', 'a>e', 'b>e')}`,
      good: `${ends}${tasks('a', 'b')}${gateway('parallel', 'g')}${flows('s>g', 'g>a', 'g>b', 'a>e', 'b>e')}`,
    },
    {
      rule: 'condition-not-allowed',
      at: 'c',
      bad: `${ends}${node('intermediateCatchEvent', 'c', definition.message)}${flows('s>c', 'c>e?n > 1')}`,
      good: around(node('intermediateCatchEvent', 'c', definition.message), 'c'),
    },
    {
      rule: 'condition-alone',
      at: 'a',
      bad: `${ends}${tasks('a')}${flows('s>a', 'a>e?n > 1')}`,
      good: `${ends}${tasks('a', 'b')}${flows('s>a', 'a>e?n > 1', 'a>b', 'b>e')}`,
    },
    {
      rule: 'default-without-condition',
      at: 'z',
      bad: `${ends}${tasks('b')}${node('task', 'z', '', 'default="z_e"')}${flows('s>z', 'z>e', 'z>b', 'b>e')}`,
      good: `${ends}${tasks('b')}${node('task', 'z', '', 'default="z_e"')}${flows('s>z', 'z>e', 'z>b?n > 1', 'b>e')}`,
    },
    {
      rule: 'event-gateway-target',
      at: 'g',
      bad: `${ends}${tasks('a')}${gateway('eventBased', 'g')}${flows('s>g', 'g>a', 'a>e')}`,
      good: `${ends}${gateway('eventBased', 'g')}${node('intermediateCatchEvent', 'c', definition.message)}${node('intermediateCatchEvent', 'd', definition.timer)}${flows('s>g', 'g>c', 'g>d', 'c>e', 'd>e')}`,
    },
    {
      rule: 'event-gateway-few',
      at: 'g',
      bad: `${ends}${gateway('eventBased', 'g')}${receive}${flows('s>g', 'g>r', 'r>e')}`,
      good: `${ends}${gateway('eventBased', 'g')}${receive}${node('intermediateCatchEvent', 'd', definition.timer)}${flows('s>g', 'g>r', 'g>d', 'r>e', 'd>e')}`,
    },
    {
      rule: 'event-gateway-mixed',
      at: 'g',
      bad: `${ends}${gateway('eventBased', 'g')}${receive}${node('intermediateCatchEvent', 'd', definition.message)}${flows('s>g', 'g>r', 'g>d', 'r>e', 'd>e')}`,
      good: `${ends}${gateway('eventBased', 'g')}${receive}${node('intermediateCatchEvent', 'd', definition.timer)}${flows('s>g', 'g>r', 'g>d', 'r>e', 'd>e')}`,
    },
    {
      rule: 'event-gateway-parallel',
      at: 'g',
      bad: `${ends}${gateway('eventBased', 'g', 'eventGatewayType="Parallel"')}${receive}${flows('s>g', 'g>r', 'r>e')}`,
      good: `${ends}${gateway('eventBased', 'g', 'eventGatewayType="Parallel" instantiate="true"')}${receive}${flows('g>r', 'r>e', 's>e')}`,
    },
    {
      rule: 'instantiate-incoming',
      at: 'g',
      bad: `${ends}${gateway('eventBased', 'g', 'instantiate="true"')}${receive}${flows('s>g', 'g>r', 'r>e')}`,
      good: `${ends}${gateway('eventBased', 'g', 'instantiate="true"')}${receive}${flows('g>r', 'r>e', 's>e')}`,
    },
    {
      rule: 'instantiate-incoming',
      at: 'r',
      bad: `${line}${node('receiveTask', 'r', '', 'messageRef="m" instantiate="true"')}${flows('a>r', 'r>e')}`,
      good: `${line}${node('receiveTask', 'r', '', 'messageRef="m" instantiate="true"')}${flows('r>e')}`,
    },
    // Activities
    {
      rule: 'multi-instance-both',
      at: 'z',
      bad: around(
        node(
          'task',
          'z',
          `${io('<bpmn:dataInput id="di"/>')}${loop(`${count}<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef>`)}`,
        ),
        'z',
      ),
      good: around(node('task', 'z', loop(count)), 'z'),
    },
    {
      rule: 'multi-instance-item',
      at: 'z',
      bad: around(node('task', 'z', loop(`${count}<bpmn:inputDataItem id="it"/>`)), 'z'),
      good: around(
        node(
          'task',
          'z',
          `${io('<bpmn:dataInput id="di"/>')}${loop('<bpmn:loopDataInputRef>di</bpmn:loopDataInputRef><bpmn:inputDataItem id="it"/>')}`,
        ),
        'z',
      ),
    },
    {
      rule: 'multi-instance-output',
      at: 'z',
      bad: around(node('task', 'z', loop(`${count}<bpmn:outputDataItem id="it"/>`)), 'z'),
      good: around(
        node(
          'task',
          'z',
          `${io('<bpmn:dataOutput id="dd"/>')}${loop(`${count}<bpmn:loopDataOutputRef>dd</bpmn:loopDataOutputRef><bpmn:outputDataItem id="it"/>`)}`,
        ),
        'z',
      ),
    },
    {
      rule: 'multi-instance-behavior',
      at: 'z',
      bad: around(node('task', 'z', loop(count, 'behavior="Complex"')), 'z'),
      good: around(
        node(
          'task',
          'z',
          loop(
            `${count}<bpmn:complexBehaviorDefinition id="cb"><bpmn:condition xsi:type="bpmn:tFormalExpression">true</bpmn:condition></bpmn:complexBehaviorDefinition>`,
            'behavior="Complex"',
          ),
        ),
        'z',
      ),
    },
    {
      rule: 'loop-maximum-invalid',
      at: 'z',
      bad: around(node('task', 'z', '<bpmn:standardLoopCharacteristics loopMaximum="0"/>'), 'z'),
      good: around(node('task', 'z', '<bpmn:standardLoopCharacteristics loopMaximum="1"/>'), 'z'),
    },
    {
      rule: 'resource-both',
      at: 'z',
      bad: around(
        node(
          'task',
          'z',
          '<bpmn:performer><bpmn:resourceRef>rs</bpmn:resourceRef><bpmn:resourceAssignmentExpression><bpmn:formalExpression>x</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:performer>',
        ),
        'z',
      ),
      good: around(node('task', 'z', '<bpmn:performer><bpmn:resourceRef>rs</bpmn:resourceRef></bpmn:performer>'), 'z'),
      root: '<bpmn:resource id="rs" name="rs"/>',
    },
    // Data
    {
      rule: 'data-out-of-scope',
      at: 'z',
      bad: around(
        `${node('task', 'z', `${io('<bpmn:dataInput id="di"/>')}<bpmn:dataInputAssociation><bpmn:sourceRef>dd</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`)}${sub('u', `${inner}<bpmn:dataObject id="dd"/>`)}${flows('s>u', 'u>e')}`,
        'z',
      ),
      good: around(
        `<bpmn:dataObject id="dd"/>${node('task', 'z', `${io('<bpmn:dataInput id="di"/>')}<bpmn:dataInputAssociation><bpmn:sourceRef>dd</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`)}`,
        'z',
      ),
    },
    {
      rule: 'data-end-invalid',
      at: 'z',
      bad: around(
        `<bpmn:dataObject id="dd"/>${node('task', 'z', '<bpmn:dataInputAssociation><bpmn:sourceRef>dd</bpmn:sourceRef><bpmn:targetRef>dd</bpmn:targetRef></bpmn:dataInputAssociation>')}`,
        'z',
      ),
      good: around(
        `<bpmn:dataObject id="dd"/>${node('task', 'z', `${io('<bpmn:dataInput id="di"/>')}<bpmn:dataInputAssociation><bpmn:sourceRef>dd</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef></bpmn:dataInputAssociation>`)}`,
        'z',
      ),
    },
    {
      rule: 'data-object-missing',
      at: 'dr',
      bad: `${line}<bpmn:dataObjectReference id="dr"/>`,
      good: `${line}<bpmn:dataObject id="dd"/><bpmn:dataObjectReference id="dr" dataObjectRef="dd"/>`,
    },
    {
      rule: 'data-sets-missing',
      at: 'z',
      bad: around(node('task', 'z', io('', '')), 'z'),
      good: around(node('task', 'z', io('')), 'z'),
    },
    // Collaboration
    {
      rule: 'message-flow-same-pool',
      at: 'mf',
      bad: line,
      good: line,
      root: pools(messageFlow('a', 'p1')),
      goodRoot: pools(messageFlow('a', 'p2')),
    },
    {
      rule: 'message-flow-end',
      at: 'mf',
      bad: line,
      good: line,
      root: pools(messageFlow('s', 'p2')),
      goodRoot: pools(messageFlow('a', 'p2')),
    },
    {
      rule: 'message-flow-incomplete',
      at: 'mf',
      bad: line,
      good: line,
      root: pools('<bpmn:messageFlow id="mf" sourceRef="a"/>'),
      goodRoot: pools(messageFlow('a', 'p2')),
    },
    {
      rule: 'message-flow-mismatch',
      at: 'mf',
      bad: around(receive, 'r'),
      good: around(receive, 'r'),
      root: pools(messageFlow('p2', 'r', 'messageRef="m2"')),
      goodRoot: pools(messageFlow('p2', 'r', 'messageRef="m"')),
    },
    {
      rule: 'participant-multiplicity',
      at: 'p2',
      bad: line,
      good: line,
      root: pools(
        '',
        '<bpmn:participant id="p2"><bpmn:participantMultiplicity minimum="3" maximum="2"/></bpmn:participant>',
      ),
      goodRoot: pools(
        '',
        '<bpmn:participant id="p2"><bpmn:participantMultiplicity minimum="1" maximum="2"/></bpmn:participant>',
      ),
    },
    {
      rule: 'lane-twice',
      at: 'l2',
      bad: `<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${line}`,
      good: `<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${line}`,
    },
    {
      rule: 'lane-foreign',
      at: 'l1',
      bad: line,
      good: line,
      root: `<bpmn:process id="q"><bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet></bpmn:process>`,
      goodRoot: `<bpmn:process id="q"><bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>qt</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="qt"/></bpmn:process>`,
    },
    {
      rule: 'correlation-incomplete',
      at: 'cp',
      bad: line,
      good: line,
      root: '<bpmn:correlationProperty id="cp"/>',
      goodRoot:
        '<bpmn:correlationProperty id="cp"><bpmn:correlationPropertyRetrievalExpression messageRef="m"><bpmn:messagePath>x</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>',
    },
    {
      rule: 'conversation-participants',
      at: 'cv',
      bad: line,
      good: line,
      root: pools('<bpmn:conversation id="cv"><bpmn:participantRef>p1</bpmn:participantRef></bpmn:conversation>'),
      goodRoot: pools(
        '<bpmn:conversation id="cv"><bpmn:participantRef>p1</bpmn:participantRef><bpmn:participantRef>p2</bpmn:participantRef></bpmn:conversation>',
      ),
    },
    {
      rule: 'association-incomplete',
      at: 'as',
      bad: `${line}<bpmn:association id="as" sourceRef="a"/>`,
      good: `${line}<bpmn:textAnnotation id="ta"/><bpmn:association id="as" sourceRef="a" targetRef="ta"/>`,
    },
    {
      rule: 'choreography-participants',
      at: 'ct',
      bad: line,
      good: line,
      root: choreography('initiatingParticipantRef="c1"', ['c1', 'c2', 'c3']),
      goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
    },
    {
      rule: 'choreography-initiator',
      at: 'ct',
      bad: line,
      good: line,
      root: choreography('initiatingParticipantRef="c3"', ['c1', 'c2']),
      goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
    },
    {
      rule: 'choreography-content',
      at: 'tk',
      bad: line,
      good: line,
      root: choreography('initiatingParticipantRef="c1"', ['c1', 'c2'], '<bpmn:task id="tk"/>'),
      goodRoot: choreography('initiatingParticipantRef="c1"', ['c1', 'c2']),
    },
    // Approvals
    { rule: 'assignee-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
    { rule: 'limit-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
    { rule: 'name-missing', at: 'a', bad: line, good: around(step('a'), 'a') },
    {
      rule: 'acceptance-missing',
      at: 'p',
      bad: around(step('a', 'kind="review"'), 'a'),
      good: `${ends}${step('b', 'kind="acceptance"')}${step('a', 'kind="review"')}${flows('s>b', 'b>a', 'a>e')}`,
    },
    {
      rule: 'acceptor-may-approve',
      at: 'a',
      bad: around(step('a', 'kind="review" separateFrom="none"'), 'a'),
      good: around(step('a', 'kind="review"'), 'a'),
    },
    {
      rule: 'separation-step-unknown',
      at: 'a',
      bad: around(step('a', 'separateFrom="step:zz"'), 'a'),
      good: `${ends}${step('b')}${step('a', 'separateFrom="step:b"')}${flows('s>b', 'b>a', 'a>e')}`,
    },
    {
      rule: 'step-cannot-finish',
      at: 'a',
      bad: around(step('a', 'actions="refuse"'), 'a'),
      good: around(step('a', 'actions="refuse approve"'), 'a'),
    },
    {
      rule: 'payout-without-payment',
      at: 'a',
      bad: around(step('a', 'kind="payout" actions="approve"'), 'a'),
      good: around(step('a', 'kind="payout"'), 'a'),
    },
    {
      rule: 'return-target-missing',
      at: 'a',
      bad: around(step('a', 'actions="approve return-to-step"'), 'a'),
      good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
    },
    {
      rule: 'return-target-invalid',
      at: 'a',
      bad: around(step('a', 'actions="approve return-to-step" returnTargets="s"'), 'a'),
      good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
    },
    {
      rule: 'return-target-not-earlier',
      at: 'a',
      bad: `${ends}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${step('b')}${flows('s>a', 'a>b', 'b>e')}`,
      good: `${ends}${step('b')}${step('a', 'actions="approve return-to-step" returnTargets="b"')}${flows('s>b', 'b>a', 'a>e')}`,
    },
    {
      rule: 'amount-not-granted',
      at: 'g_a',
      bad: `${ends}${step('a')}${gateway('exclusive', 'g')}${flows('s>g', 'g>a?核定金额 > 1', 'g>e', 'a>e')}`,
      good: `${ends}${step('b', 'grantsAmount="true"')}${step('a')}${gateway('exclusive', 'g')}${flows('s>b', 'b>g', 'g>a?核定金额 > 1', 'g>e', 'a>e')}`,
    },
  ] satisfies readonly LintCase[]
).map((one) => ({
  ...one,
  root: `${names}${one.root ?? ''}`,
  ...('goodRoot' in one ? { goodRoot: `${names}${one.goodRoot}` } : {}),
}));
