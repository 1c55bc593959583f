import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks, trace } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a link (BPMN 10.5.5)', () => {
  it('a link goes on where its other half is', async () => {
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:intermediateThrowEvent id="l1"><bpmn:linkEventDefinition name="甲"/></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="l2"><bpmn:linkEventDefinition name="甲"/></bpmn:intermediateCatchEvent>${tasks('a')}${flows('s>l1', 'l2>a', 'a>e')}`,
      ),
    );
    expect(trace(testCase.events)).toEqual(['s', 'l1', 'l2']);
    expect(testCase.open()).toEqual(['a']);
  });
});
