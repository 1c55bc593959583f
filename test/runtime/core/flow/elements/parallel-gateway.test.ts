import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a parallel gateway (BPMN 13.4.1)', () => {
  it('splits into every flow and joins only when every flow has come', async () => {
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'c')}<bpmn:parallelGateway id="x"/><bpmn:parallelGateway id="j"/>${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>j', 'j>c', 'c>e')}`,
      ),
    );
    expect(testCase.open()).toEqual(['a', 'b']);
    testCase.approve('b');
    expect(testCase.open()).toEqual(['a']);
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'TokensJoined')).toHaveLength(1);
    expect(testCase.open()).toEqual(['c']);
    testCase.approve('c');
    expect(testCase.state).toMatchObject({ status: 'ended', outcome: 'completed', tokens: {}, scopes: {} });
  });

  it('leaves a second token on one flow where it is until the next is complete', async () => {
    const gates = '<bpmn:exclusiveGateway id="m"/><bpmn:parallelGateway id="x"/><bpmn:parallelGateway id="j"/>';
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'c', 'd')}${gates}${flows('s>x', 'x>a', 'x>b', 'x>c', 'a>m', 'b>m', 'm>j', 'c>j', 'j>d', 'd>e')}`,
      ),
    );
    testCase.approve('a');
    testCase.approve('b');
    testCase.approve('c');
    expect(testCase.open()).toEqual(['d']);
    testCase.approve('d');
    // The other token waits for a partner that will not come.
    expect(testCase.state.status).toBe('running');
    expect(Object.values(testCase.state.tokens)).toMatchObject([{ elementId: 'j', via: 'm_j' }]);
  });
});
