import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const timer = (kind: string, text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const due = (testCase: { state: { timers: Readonly<Record<string, { dueAt: string }>> } }) =>
  Object.values(testCase.state.timers).map(({ dueAt }) => dueAt);

describe('a boundary event (BPMN 13.5.3)', () => {
  const late = (cancel: boolean, definition: string) =>
    bpmn(
      `${ends}${tasks('a', 'b')}<bpmn:endEvent id="f"/><bpmn:boundaryEvent id="t" attachedToRef="a" cancelActivity="${cancel}">${definition}</bpmn:boundaryEvent>${flows('s>a', 'a>e', 't>b', 'b>f')}`,
      '<bpmn:message id="msg" name="撤件"/>',
    );

  it('that interrupts calls the task off', async () => {
    const testCase = await start(late(true, timer('timeDuration', 'PT1H')));
    const taskId = testCase.task('a');
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    const events = testCase.send({ type: 'FireTimer', timerId }, { now: '2026-11-23T02:00:00.000Z' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'TaskCancelled', taskId, reason: 'interrupted' }));
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.refuse({ type: 'ClaimTask', taskId }).code).toBe('TASK_NOT_FOUND');
  });

  it('that does not interrupt begins a thread of its own; the process waits for both', async () => {
    const testCase = await start(late(false, timer('timeDuration', 'PT1H')));
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    testCase.send({ type: 'FireTimer', timerId }, { now: '2026-11-23T02:00:00.000Z' });
    expect(testCase.open()).toEqual(['a', 'b']);
    testCase.approve('a');
    expect(testCase.state.status).toBe('running');
    testCase.approve('b');
    expect(testCase.state.status).toBe('ended');
  });

  it('stops waiting when its task is done', async () => {
    const testCase = await start(late(true, timer('timeDuration', 'PT1H')));
    testCase.approve('a');
    expect(testCase.state).toMatchObject({ status: 'ended', timers: {} });
  });

  it('of a cycle fires as often as it says, each time counted from the last due time, and a doubled job changes nothing', async () => {
    const testCase = await start(late(false, timer('timeCycle', 'R2/PT1H')));
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    const firedFor = '2026-11-23T02:00:00.000Z';
    testCase.send({ type: 'FireTimer', timerId, firedFor }, { now: '2026-11-23T02:10:00.000Z' });
    expect(due(testCase)).toEqual(['2026-11-23T03:00:00.000Z']);
    expect(testCase.refuse({ type: 'FireTimer', timerId, firedFor }, { now: '2026-11-23T05:00:00.000Z' }).code).toBe(
      'TIMER_NOT_DUE',
    );
    testCase.send({ type: 'FireTimer', timerId }, { now: '2026-11-23T03:00:00.000Z' });
    expect(due(testCase)).toEqual([]);
    expect(testCase.open()).toEqual(['a', 'b', 'b']);
  });

  it('of a cycle without end skips what it missed while nothing ran', async () => {
    const testCase = await start(late(false, timer('timeCycle', 'R/P1D')));
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    testCase.send({ type: 'FireTimer', timerId }, { now: '2026-12-25T07:00:00.000Z' });
    expect(due(testCase)).toEqual(['2026-12-26T01:00:00.000Z']);
  });

  it('that catches a message without interrupting catches it again', async () => {
    const testCase = await start(late(false, '<bpmn:messageEventDefinition messageRef="msg"/>'));
    testCase.send({ type: 'CorrelateMessage', name: '撤件' });
    testCase.send({ type: 'CorrelateMessage', name: '撤件' });
    expect(testCase.open()).toEqual(['a', 'b', 'b']);
  });
});
