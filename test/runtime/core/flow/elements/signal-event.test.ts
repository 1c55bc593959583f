import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a signal (BPMN 10.5.5, 10.5.6)', () => {
  it('a signal thrown here reaches everything here that waits for it, and is told to the outside', async () => {
    const wait = (id: string) =>
      `<bpmn:intermediateCatchEvent id="${id}"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:intermediateCatchEvent>`;
    const testCase = await start(
      bpmn(
        `${ends}${wait('w1')}${wait('w2')}${tasks('a', 'b', 'c')}<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:intermediateThrowEvent>${flows('s>w1', 's>w2', 's>a', 'a>t', 'w1>b', 'w2>c', 't>e', 'b>e', 'c>e')}`,
        '<bpmn:signal id="sig" name="预算到位"/>',
      ),
    );
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'SignalThrown')).toMatchObject([{ name: '预算到位' }]);
    expect(testCase.open()).toEqual(['b', 'c']);
  });
});
