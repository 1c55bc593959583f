import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('an exclusive gateway (BPMN 13.4.2)', () => {
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
