import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('flows of an activity (BPMN 8.4.13)', () => {
  it('split without a gateway, by condition or not, and merge one by one', async () => {
    const testCase = await start(
      bpmn(`${ends}${tasks('a', 'b', 'c', 'd')}${flows('s>a', 'a>b', 'a>c?n > 1', 'a>d?n > 5', 'b>e', 'c>e', 'd>e')}`),
      { variables: { n: 2 } },
    );
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b', 'c']);
    testCase.approve('b');
    expect(testCase.state.status).toBe('running');
    testCase.approve('c');
    expect(testCase.state.status).toBe('ended');
  });
});
