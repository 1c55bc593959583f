import { flows } from '../driver.js';
import { around, count, inner, io, type LintCase, line, loop, node, step, sub } from './shapes.js';

export const activitiesCases: readonly LintCase[] = [
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
  // Without effect
  {
    rule: 'not-executed',
    at: 'z',
    bad: around(
      node('userTask', 'z', '<bpmn:potentialOwner><bpmn:resourceRef>rs</bpmn:resourceRef></bpmn:potentialOwner>'),
      'z',
    ),
    good: around(step('z'), 'z'),
    root: '<bpmn:resource id="rs" name="rs"/>',
  },
  {
    rule: 'extension-not-understood',
    at: 'definitions',
    bad: line,
    good: line,
    root: '<bpmn:extension mustUnderstand="true"/>',
    goodRoot: '<bpmn:extension mustUnderstand="false"/>',
  },
];
