import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from './driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const gate = (type: string, ...ids: readonly string[]) => ids.map((id) => `<bpmn:${type}Gateway id="${id}"/>`).join('');
const deferred = `${ends}${tasks('a', 'b')}<bpmn:eventBasedGateway id="x"/>${['m', 'k'].map((id) => `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="${id}m"/></bpmn:intermediateCatchEvent>`).join('')}${flows('s>x', 'x>m', 'x>k', 'm>a', 'k>b', 'a>e', 'b>e')}`;

/**
 * Workflow control-flow patterns (van der Aalst et al.), as what is open after each approval. 9 (discriminator) needs the complex
 * gateway, 15 (instances without a number known before) has no BPMN form; 17 (interleaving) needs the ad-hoc sub-process.
 */
describe('workflow control-flow patterns', () => {
  const cases: readonly [string, string, readonly (readonly [string, string])[]][] = [
    [
      '1 sequence',
      `${ends}${tasks('a', 'b')}${flows('s>a', 'a>b', 'b>e')}`,
      [
        ['a', 'b'],
        ['b', ''],
      ],
    ],
    [
      '2 parallel split, 3 synchronisation',
      `${ends}${tasks('a', 'b', 'c')}${gate('parallel', 'x', 'j')}${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>j', 'j>c', 'c>e')}`,
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', ''],
      ],
    ],
    [
      '4 exclusive choice, 5 simple merge',
      `${ends}${tasks('a', 'b', 'c')}<bpmn:exclusiveGateway id="x" default="x_b"/>${gate('exclusive', 'j')}${flows('s>x', 'x>a?n > 1', 'x>b', 'a>j', 'b>j', 'j>c', 'c>e')}`,
      [
        ['a', 'c'],
        ['c', ''],
      ],
    ],
    [
      '6 multi-choice, 7 structured synchronising merge',
      `${ends}${tasks('a', 'b', 'c', 'd')}${gate('inclusive', 'x', 'j')}${flows('s>x', 'x>a?n > 1', 'x>b?n > 5', 'x>c?n = 2', 'a>j', 'b>j', 'c>j', 'j>d', 'd>e')}`,
      [
        ['a', 'c'],
        ['c', 'd'],
        ['d', ''],
      ],
    ],
    [
      '8 multi-merge',
      `${ends}${tasks('a', 'b', 'c')}${gate('parallel', 'x')}${gate('exclusive', 'j')}${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>j', 'j>c', 'c>e')}`,
      [
        ['a', 'b,c'],
        ['b', 'c,c'],
        ['c', 'c'],
        ['c', ''],
      ],
    ],
    [
      '11 implicit termination',
      `${ends}${tasks('a', 'b')}${flows('s>a', 's>b')}`,
      [
        ['a', 'b'],
        ['b', ''],
      ],
    ],
    [
      '12 instances without synchronisation',
      `${ends}${tasks('a', 'b')}${gate('parallel', 'x')}${flows('s>x', 'x>a', 'x>b', 'a>e', 'b>e')}`,
      [
        ['b', 'a'],
        ['a', ''],
      ],
    ],
    [
      '13 instances known when designed',
      `${ends}<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>${tasks('b')}${flows('s>a', 'a>b', 'b>e')}`,
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', ''],
      ],
    ],
    [
      '14 instances known at run time',
      `${ends}<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>n</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>${tasks('b')}${flows('s>a', 'a>b', 'b>e')}`,
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', ''],
      ],
    ],
    [
      '10 arbitrary cycles',
      `${ends}${tasks('a', 'b')}${gate('exclusive', 'm')}<bpmn:exclusiveGateway id="x" default="x_e"/>${flows('s>m', 'm>a', 'a>b', 'b>x', 'x>m?n > 1', 'x>e')}`,
      [
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'b'],
      ],
    ],
  ];

  it.each(cases)('%s', async (_name, content, steps) => {
    const testCase = await start(bpmn(content), { variables: { n: 2 } });
    for (const [id, open] of steps) {
      testCase.approve(id);
      expect(testCase.open().join()).toBe(open);
      expect(testCase.state.status).toBe(open === '' ? 'ended' : 'running');
    }
  });

  it('16 deferred choice, 18 milestone: the outside decides once, and only while it is waited for', async () => {
    const testCase = await start(bpmn(deferred, '<bpmn:message id="mm" name="m"/><bpmn:message id="km" name="k"/>'));
    testCase.send({ type: 'CorrelateMessage', name: 'k' });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.refuse({ type: 'CorrelateMessage', name: 'm' }).code).toBe('NO_SUBSCRIPTION');
  });

  it('19 cancel activity, 20 cancel case', async () => {
    const content = `${ends}${tasks('a', 'b', 'c')}<bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent><bpmn:boundaryEvent id="x" attachedToRef="a"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>${flows('s>a', 's>b', 'a>e', 'b>e', 'x>c', 'c>t')}`;
    const testCase = await start(bpmn(content, '<bpmn:message id="m" name="m"/>'));
    testCase.send({ type: 'CorrelateMessage', name: 'm' });
    expect(testCase.open()).toEqual(['b', 'c']);
    testCase.approve('c');
    expect(testCase.state).toMatchObject({ status: 'ended', tasks: {} });
  });
});
