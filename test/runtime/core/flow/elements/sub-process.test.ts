import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a sub-process (BPMN 13.3.4)', () => {
  it('is done when no token is left in it', async () => {
    const inner = `<bpmn:startEvent id="is"/>${tasks('x', 'y')}<bpmn:endEvent id="ie"/>${flows('is>x', 'is>y', 'x>ie', 'y>ie')}`;
    const testCase = await start(
      bpmn(`${ends}<bpmn:subProcess id="p1">${inner}</bpmn:subProcess>${tasks('b')}${flows('s>p1', 'p1>b', 'b>e')}`),
    );
    testCase.approve('x');
    expect(testCase.open()).toEqual(['y']);
    testCase.approve('y');
    expect(testCase.open()).toEqual(['b']);
  });
});
