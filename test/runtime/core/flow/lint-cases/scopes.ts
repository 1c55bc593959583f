import { flows, tasks } from '../driver.js';
import {
  around,
  called,
  count,
  definition,
  eventSub,
  handled,
  inner,
  type LintCase,
  line,
  loop,
  node,
  on,
  sub,
} from './shapes.js';

export const scopesCases: readonly LintCase[] = [
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
      node('transaction', 'u', `<bpmn:startEvent id="is"/>${node('endEvent', 'f', definition.cancel)}${flows('is>f')}`),
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
];
