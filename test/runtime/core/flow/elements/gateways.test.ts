import { describe, expect, it } from 'vitest';
import { bpmn, flows, monday, start, tasks, trace } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an exclusive gateway (BPMN 13.3.2)', () => {
  const xml = bpmn(
    `${ends}${tasks('a', 'b', 'c')}<bpmn:exclusiveGateway id="x" default="x_c"/>${flows('s>x', 'x>a?n > 10', 'x>b?n > 5', 'x>c', 'a>e', 'b>e', 'c>e')}`,
  );

  it.each([
    [11, 'a'],
    [10, 'b'],
    [5, 'c'],
  ])('takes the first flow whose condition is true, else the default (n = %i)', async (n, expected) => {
    const testCase = await start(xml, { variables: { n } });
    expect(testCase.open()).toEqual([expected]);
  });

  it('raises an incident where a condition is null; a retry decides again and a move-on takes the named flow (D13)', async () => {
    // given
    const testCase = await start(xml, { variables: { n: null } });
    const [incident] = Object.values(testCase.state.incidents);
    expect(incident).toMatchObject({
      elementId: 'x',
      code: 'CONDITION_NOT_BOOLEAN',
      params: { flow: 'x_a' },
      stage: 'leave',
    });
    const incidentId = incident?.id ?? '';
    // when it is retried in vain
    testCase.send({ type: 'RetryIncident', incidentId, reason: '再试' });
    const [again] = Object.values(testCase.state.incidents);
    expect(Object.values(testCase.state.incidents)).toHaveLength(1);
    // then moved on
    expect(testCase.refuse({ type: 'MoveOn', incidentId, flowId: 'x_a', reason: '核定' }).code).toBe(
      'INCIDENT_NOT_FOUND',
    );
    expect(testCase.refuse({ type: 'MoveOn', incidentId: again?.id ?? '', reason: '核定' }).code).toBe(
      'MOVE_ON_FLOW_UNKNOWN',
    );
    expect(testCase.refuse({ type: 'MoveOn', incidentId: again?.id ?? '', flowId: 'x_a', reason: '' }).code).toBe(
      'REASON_REQUIRED',
    );
    testCase.send({ type: 'MoveOn', incidentId: again?.id ?? '', flowId: 'x_b', reason: '核定' });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.incidents).toEqual({});
  });

  it('goes on when a retried condition has an answer', async () => {
    const testCase = await start(xml, { variables: {} });
    const incidentId = Object.keys(testCase.state.incidents)[0] ?? '';
    testCase.send({ type: 'RetryIncident', incidentId, reason: '已补数据' }, { variables: { n: 7 } });
    expect(testCase.open()).toEqual(['b']);
  });

  it('raises an incident where nothing holds and there is no default', async () => {
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b')}<bpmn:exclusiveGateway id="x"/>${flows('s>x', 'x>a?n > 1', 'x>b?n < 0', 'a>e', 'b>e')}`,
      ),
      { variables: { n: 1 } },
    );
    expect(Object.values(testCase.state.incidents)).toMatchObject([{ elementId: 'x', code: 'NO_FLOW_HOLDS' }]);
  });
});

describe('a parallel gateway (BPMN 13.3.1)', () => {
  it('splits into every flow and joins only when every flow has come', async () => {
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'c')}<bpmn:parallelGateway id="x"/><bpmn:parallelGateway id="j"/>${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>j', 'j>c', 'c>e')}`,
      ),
    );
    expect(testCase.open()).toEqual(['a', 'b']);
    testCase.approve('b');
    expect(testCase.open()).toEqual(['a']);
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'TokensJoined')).toHaveLength(1);
    expect(testCase.open()).toEqual(['c']);
    testCase.approve('c');
    expect(testCase.state).toMatchObject({ status: 'ended', outcome: 'completed', tokens: {}, scopes: {} });
  });
});

describe('an inclusive gateway (BPMN 13.3.3)', () => {
  const xml = bpmn(
    `${ends}${tasks('a', 'b', 'c', 'd')}<bpmn:inclusiveGateway id="x" default="x_c"/><bpmn:inclusiveGateway id="j"/>${flows('s>x', 'x>a?n > 1', 'x>b?n > 2', 'x>c', 'a>j', 'b>j', 'c>j', 'j>d', 'd>e')}`,
  );
  it.each([
    [3, ['a', 'b']],
    [2, ['a']],
    [1, ['c']],
  ])('takes every true flow and waits for exactly those (n = %i)', async (n, expected) => {
    const testCase = await start(xml, { variables: { n } });
    expect(testCase.open()).toEqual(expected);
    for (const id of expected) {
      expect(testCase.open()).not.toContain('d');
      testCase.approve(id);
    }
    expect(testCase.open()).toEqual(['d']);
  });

  it('does not wait for a token that went another way around', async () => {
    // given a token that may still leave before the join
    const testCase = await start(
      bpmn(
        `${ends}${tasks('a', 'b', 'd')}<bpmn:endEvent id="f"/><bpmn:parallelGateway id="x"/><bpmn:exclusiveGateway id="y" default="y_j"/><bpmn:inclusiveGateway id="j"/>${flows('s>x', 'x>a', 'x>b', 'a>j', 'b>y', 'y>f?n = 1', 'y>j', 'j>d', 'd>e')}`,
      ),
      { variables: { n: 1 } },
    );
    testCase.approve('a');
    expect(testCase.open()).toEqual(['b']);
    // when it leaves
    testCase.approve('b');
    // then the join fires without it
    expect(testCase.open()).toEqual(['d']);
  });
});

describe('an event-based gateway (BPMN 13.3.5)', () => {
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
});

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
