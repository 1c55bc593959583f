import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, trace } from '../driver.js';

describe('abstract and manual tasks (BPMN 13.3.3)', () => {
  it('complete upon activation: no system executes them', async () => {
    const testCase = await start(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:manualTask id="b"/><bpmn:endEvent id="e"/>${flows('s>a', 'a>b', 'b>e')}`,
      ),
    );
    expect(trace(testCase.events)).toEqual(['s', 'a', 'b', 'e']);
    expect(testCase.state).toMatchObject({ status: 'ended', outcome: 'completed' });
  });
});
