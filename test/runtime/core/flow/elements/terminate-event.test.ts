import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a terminate end event (BPMN 10.5.3, 13.5.6)', () => {
  it('terminate ends its scope only', async () => {
    const inner = `<bpmn:startEvent id="is"/>${tasks('x', 'y')}<bpmn:endEvent id="it"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('is>x', 'is>y', 'x>it')}`;
    const testCase = await start(
      bpmn(`${ends}<bpmn:subProcess id="p1">${inner}</bpmn:subProcess>${tasks('b')}${flows('s>p1', 'p1>b', 'b>e')}`),
    );
    testCase.approve('x');
    expect(testCase.open()).toEqual(['b']);
  });
});
