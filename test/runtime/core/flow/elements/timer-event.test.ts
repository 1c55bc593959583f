import { describe, expect, it } from 'vitest';
import { bpmn, flows, start } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const timer = (kind: string, text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const working = (attributes: string) =>
  `<bpmn:timerEventDefinition><bpmn:extensionElements><duixian:workingTime ${attributes}/></bpmn:extensionElements></bpmn:timerEventDefinition>`;
const due = (testCase: { state: { timers: Readonly<Record<string, { dueAt: string }>> } }) =>
  Object.values(testCase.state.timers).map(({ dueAt }) => dueAt);

describe('a timer catch event (BPMN 10.5.5)', () => {
  const waiting = (definition: string) =>
    bpmn(
      `${ends}<bpmn:intermediateCatchEvent id="t">${definition}</bpmn:intermediateCatchEvent>${flows('s>t', 't>e')}`,
    );
  it.each([
    [timer('timeDate', '2026-12-01'), '2026-11-30T16:00:00.000Z'],
    [timer('timeDate', '2026-12-01T09:00:00+08:00'), '2026-12-01T01:00:00.000Z'],
    [timer('timeDuration', 'P1DT2H'), '2026-11-24T03:00:00.000Z'],
    [timer('timeDuration', 'P3M'), '2027-02-23T01:00:00.000Z'],
    [timer('timeDuration', 'duration("PT30M")'), '2026-11-23T01:30:00.000Z'],
    [timer('timeDuration', 'if n > 1 then "PT2H" else "PT4H"'), '2026-11-23T03:00:00.000Z'],
    [working('days="1"'), '2026-11-24T09:00:00.000Z'],
    [working('hours="4"'), '2026-11-23T06:30:00.000Z'],
  ])('waits until the time of %s', async (definition, expected) => {
    const testCase = await start(waiting(definition), { variables: { n: 2 } });
    expect(due(testCase)).toEqual([expected]);
    const timerId = Object.keys(testCase.state.timers)[0] ?? '';
    testCase.send({ type: 'FireTimer', timerId, firedFor: expected }, { now: expected });
    expect(testCase.state.outcome).toBe('completed');
  });

  it('of the last of a month ends on the last of the next', async () => {
    const testCase = await start(waiting(timer('timeDuration', 'P1M')), { now: '2026-01-31T04:00:00.000Z' });
    expect(due(testCase)).toEqual(['2026-02-28T04:00:00.000Z']);
  });

  it('raises an incident where its expression gives no time', async () => {
    const testCase = await start(waiting(timer('timeDuration', 'n')), { variables: { n: 5 } });
    expect(Object.values(testCase.state.incidents)).toMatchObject([
      { code: 'TIMER_INVALID', elementId: 't', stage: 'enter' },
    ]);
    const incidentId = Object.keys(testCase.state.incidents)[0] ?? '';
    testCase.send({ type: 'RetryIncident', incidentId, reason: '改' }, { variables: { n: 'PT1H' } });
    expect(due(testCase)).toEqual(['2026-11-23T02:00:00.000Z']);
  });
});
