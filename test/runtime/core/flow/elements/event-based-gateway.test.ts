import { describe, expect, it } from 'vitest';
import { bpmn, flows, monday, start, tasks, trace } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an event-based gateway (BPMN 13.4.4)', () => {
  const xml = bpmn(
    `${ends}${tasks('a', 'b')}<bpmn:eventBasedGateway id="x"/>
     <bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition id="md" messageRef="msg"/></bpmn:intermediateCatchEvent>
     <bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
     ${flows('s>x', 'x>m', 'x>t', 'm>a', 't>b', 'a>e', 'b>e')}`,
    '<bpmn:message id="msg" name="缴款到账"/>',
  );

  it('follows the message and waits for the time no longer', async () => {
    const testCase = await start(xml);
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    expect(testCase.refuse({ type: 'CorrelateMessage', name: '别的' }).code).toBe('NO_SUBSCRIPTION');
    const events = testCase.send({ type: 'CorrelateMessage', name: '缴款到账' });
    expect(trace(events)).toEqual(['x', 'm']);
    expect(testCase.open()).toEqual(['a']);
    expect(testCase.refuse({ type: 'FireTimer', timerId }).code).toBe('TIMER_NOT_FOUND');
  });

  it('follows the time, never before it has come', async () => {
    const testCase = await start(xml);
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    expect(testCase.refuse({ type: 'FireTimer', timerId }, { now: '2026-11-23T01:59:59.999Z' })).toMatchObject({
      code: 'TIMER_NOT_DUE',
      params: { dueAt: '2026-11-23T02:00:00.000Z' },
    });
    testCase.send({ type: 'FireTimer', timerId }, { now: '2026-11-23T02:00:00.000Z' });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.subscriptions).toEqual({});
    expect(testCase.now).toBe(monday);
  });

  it('may be followed by a receive task, which its message completes', async () => {
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a')}<bpmn:eventBasedGateway id="x"/><bpmn:receiveTask id="r" messageRef="msg"/><bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flows('s>x', 'x>r', 'x>t', 'r>a', 't>e', 'a>e')}`,
        '<bpmn:message id="msg" name="缴款到账"/>',
      ),
    );
    testCase.send({ type: 'CorrelateMessage', name: '缴款到账' });
    expect(testCase.open()).toEqual(['a']);
    expect(testCase.state.timers).toEqual({});
  });
});
