import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const job = (testCase: { state: { jobs: Readonly<Record<string, unknown>> } }) =>
  Object.keys(testCase.state.jobs)[0] ?? '';

describe('a service task (BPMN 13.3.3)', () => {
  const xml = bpmn(
    `${ends}<bpmn:serviceTask id="a"><bpmn:extensionElements><duixian:service type="notify"><duixian:param name="to" value="applicant"/></duixian:service></bpmn:extensionElements></bpmn:serviceTask>${tasks('b')}<bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent>${flows('s>a', 'a>e', 'c>b', 'b>e')}`,
    '<bpmn:error id="err" errorCode="NO_PHONE"/>',
  );

  it('asks for a job and goes on when it is done, once', async () => {
    const testCase = await start(xml);
    expect(testCase.events).toContainEqual(
      expect.objectContaining({ type: 'ServiceJobRequested', jobType: 'notify', params: { to: 'applicant' } }),
    );
    const jobId = job(testCase);
    testCase.send({ type: 'CompleteServiceJob', jobId, variables: { 回执: 'ok' } });
    expect(testCase.state).toMatchObject({ outcome: 'completed', variables: { 回执: 'ok' } });
    expect(testCase.refuse({ type: 'CompleteServiceJob', jobId }).code).toBe('CASE_FINISHED');
  });

  it('that fails with a code the model catches goes that way', async () => {
    const testCase = await start(xml);
    testCase.send({ type: 'FailServiceJob', jobId: job(testCase), errorCode: 'NO_PHONE', message: '无手机号' });
    expect(testCase.open()).toEqual(['b']);
  });

  it('that fails otherwise is an incident, and a retry asks for a new job', async () => {
    const testCase = await start(xml);
    const jobId = job(testCase);
    testCase.send({ type: 'FailServiceJob', jobId, message: '网关超时' });
    expect(Object.values(testCase.state.incidents)).toMatchObject([
      { code: 'SERVICE_FAILED', params: { message: '网关超时' } },
    ]);
    expect(testCase.refuse({ type: 'CompleteServiceJob', jobId }).code).toBe('JOB_NOT_FOUND');
    testCase.send({
      type: 'RetryIncident',
      incidentId: Object.keys(testCase.state.incidents)[0] ?? '',
      reason: '网关已恢复',
    });
    expect(job(testCase)).not.toBe(jobId);
    expect(testCase.state.incidents).toEqual({});
  });

  it('of a publicity notice waits its working days from publication', async () => {
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:serviceTask id="a"><bpmn:extensionElements><duixian:service type="publicity" days="5"/></bpmn:extensionElements></bpmn:serviceTask>${flows('s>a', 'a>e')}`,
      ),
    );
    testCase.send({ type: 'CompleteServiceJob', jobId: job(testCase) }, { now: '2026-11-25T02:00:00.000Z' });
    const [timer] = Object.values(testCase.state.timers);
    expect(timer?.dueAt).toBe('2026-12-02T09:00:00.000Z');
    testCase.send({ type: 'FireTimer', timerId: timer?.id ?? '' }, { now: '2026-12-02T09:00:00.000Z' });
    expect(testCase.state.outcome).toBe('completed');
  });
});
