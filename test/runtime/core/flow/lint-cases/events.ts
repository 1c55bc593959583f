import { flows, tasks } from '../driver.js';
import { around, definition, ends, eventSub, inner, type LintCase, line, node, on, sub } from './shapes.js';

export const eventsCases: readonly LintCase[] = [
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
];
