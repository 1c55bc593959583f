import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an inclusive gateway (BPMN 13.4.3)', () => {
  const xml = bpmn(
    `${ends}${tasks('a', 'b', 'c', 'd')}<bpmn:inclusiveGateway id="x" default="x_c"/><bpmn:inclusiveGateway id="j"/>${flows('s>x', 'x>a?n > 1', 'x>b?n > 2', 'x>c', 'a>j', 'b>j', 'c>j', 'j>d', 'd>e')}`,
  );
  it.each([
    [3, ['a', 'b']],
    [2, ['a']],
    [1, ['c']],
  ])('takes every true flow and waits for exactly those (n = %i)', async (n, expected) => {
    const testCase = await start(xml, { variables: { n } });
    expect(testCase.open()).toEqual(expected);
    for (const id of expected) {
      expect(testCase.open()).not.toContain('d');
      testCase.approve(id);
    }
    expect(testCase.open()).toEqual(['d']);
  });

  it('does not wait for a token that went another way around', async () => {
    // given a token that may still leave before the join
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'd')}<bpmn:endEvent id="f"/><bpmn:parallelGateway id="x"/><bpmn:exclusiveGateway id="y" default="y_j"/><bpmn:inclusiveGateway id="j"/>${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>y', 'y>f?n = 1', 'y>j', 'j>d', 'd>e')}`,
      ),
      { variables: { n: 1 } },
    );
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b']);
    // when it leaves
    testCase.approve('b');
    // then the join fires without it
    expect(testCase.open()).toEqual(['d']);
  });

  it('waits for a token that can still come through a link', async () => {
    const link = '<bpmn:linkEventDefinition name="k"/>';
    const links = `<bpmn:intermediateThrowEvent id="l">${link}</bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="k">${link}</bpmn:intermediateCatchEvent>`;
    const gates = '<bpmn:parallelGateway id="x"/><bpmn:inclusiveGateway id="j"/>';
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'd')}${links}${gates}${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>l', 'k>j', 'j>d', 'd>e')}`,
      ),
    );
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b']);
    testCase.approve('b');
    expect(testCase.open()).toEqual(['d']);
    testCase.approve('d');
    expect(testCase.state.status).toBe('ended');
  });

  it('waits for a token that can still come by a boundary event', async () => {
    const boundary =
      '<bpmn:boundaryEvent id="t" attachedToRef="b"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>';
    const gates = '<bpmn:parallelGateway id="x"/><bpmn:inclusiveGateway id="j"/><bpmn:endEvent id="f"/>';
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'd')}${boundary}${gates}${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>f', 't>j', 'j>d', 'd>e')}`,
        '<bpmn:message id="m" name="m"/>',
      ),
    );
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b']);
    testCase.send({ type: 'CorrelateMessage', name: 'm' });
    expect(testCase.open()).toEqual(['d']);
  });

  it('does not wait for a token that has to come through the gateway itself', async () => {
    const gates = '<bpmn:inclusiveGateway id="j"/><bpmn:exclusiveGateway id="y" default="y_e"/>';
    const testCase = await start(
      bpmn(`${ends}${tasks('a', 'b')}${gates}${flows('s>j', 'j>a', 'a>y', 'y>b?n = 1', 'y>e', 'b>j')}`),
      { variables: { n: 1 } },
    );
    testCase.approve('a');
    testCase.approve('b');
    expect(testCase.open()).toEqual(['a']);
  });
});
