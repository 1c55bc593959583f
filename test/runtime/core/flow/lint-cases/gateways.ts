import { flows, tasks } from '../driver.js';
import { around, choice, definition, ends, gateway, type LintCase, line, node, receive } from './shapes.js';

export const gatewaysCases: readonly LintCase[] = [
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
];
