import { describe, expect, it } from 'vitest';
import { bpmn, flows, start } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('send and receive tasks (BPMN 13.3.3)', () => {
  it('send throws its message, receive waits for its own', async () => {
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:sendTask id="a" messageRef="m1"/><bpmn:receiveTask id="b" messageRef="m2"/><bpmn:manualTask id="c"/><bpmn:task id="d"/>${flows('s>a', 'a>b', 'b>c', 'c>d', 'd>e')}`,
        '<bpmn:message id="m1" name="请求核验"/><bpmn:message id="m2" name="核验结果"/>',
      ),
    );
    expect(testCase.events).toContainEqual(expect.objectContaining({ type: 'MessageThrown', name: '请求核验' }));
    expect(testCase.state.status).toBe('running');
    testCase.send({ type: 'CorrelateMessage', name: '核验结果' });
    expect(testCase.state.outcome).toBe('completed');
  });
});
