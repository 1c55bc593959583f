import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('errors (BPMN 10.5.5, 10.5.6)', () => {
  const refusing = (boundary: string) =>
    bpmn(
      `${ends}<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step kind="review"/></bpmn:extensionElements></bpmn:userTask>${tasks('b')}${boundary}${flows('s>a', 'a>e')}`,
      '<bpmn:error id="err" errorCode="REFUSED"/><bpmn:error id="other" errorCode="OTHER"/>',
    );
  const caught = (ref: string) =>
    `<bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:errorEventDefinition${ref}/></bpmn:boundaryEvent><bpmn:sequenceFlow id="c_b" sourceRef="c" targetRef="b"/>`;

  it.each([
    [caught(' errorRef="err"'), 'running'],
    [caught(''), 'running'],
    [caught(' errorRef="other"'), 'ended'],
    [tasks('c'), 'ended'],
  ])('end the case as refused unless something catches that code', async (boundary, status) => {
    const testCase = await start(refusing(boundary).replace(tasks('c'), ''));
    const taskId = testCase.task('a');
    testCase.send({ type: 'ClaimTask', taskId });
    testCase.send({ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: '不符合条件' });
    expect(testCase.state.status).toBe(status);
    if (status === 'running') expect(testCase.open()).toEqual(['b']);
    else expect(testCase.state).toMatchObject({ outcome: 'refused', tasks: {} });
  });

  it('thrown by an end event go to the sub-process around it, and take away what else goes on there', async () => {
    const inner = `<bpmn:startEvent id="is"/>${tasks('x', 'y')}<bpmn:endEvent id="ie"><bpmn:errorEventDefinition errorRef="err"/></bpmn:endEvent>${flows('is>x', 'is>y', 'x>ie')}`;
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:subProcess id="p1">${inner}</bpmn:subProcess>${tasks('b')}<bpmn:boundaryEvent id="c" attachedToRef="p1"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent>${flows('s>p1', 'p1>e', 'c>b', 'b>e')}`,
        '<bpmn:error id="err" errorCode="LATE"/>',
      ),
    );
    testCase.approve('x');
    expect(testCase.open()).toEqual(['b']);
    expect(Object.keys(testCase.state.scopes)).toHaveLength(1);
  });

  it('that nothing catches are incidents, and a retry throws again', async () => {
    const testCase = await start(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"><bpmn:errorEventDefinition errorRef="err"/></bpmn:endEvent>${flows('s>e')}`,
        '<bpmn:error id="err" errorCode="LATE"/>',
      ),
    );
    const [incident] = Object.values(testCase.state.incidents);
    expect(incident).toMatchObject({ code: 'ERROR_NOT_CAUGHT', params: { error: 'LATE' }, elementId: 'e' });
    testCase.send({ type: 'RetryIncident', incidentId: incident?.id ?? '', reason: '再试' });
    const [again] = Object.values(testCase.state.incidents);
    testCase.send({ type: 'MoveOn', incidentId: again?.id ?? '', reason: '放行' });
    expect(testCase.state.outcome).toBe('completed');
  });
});
