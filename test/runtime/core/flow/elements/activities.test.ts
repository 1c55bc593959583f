import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const job = (testCase: { state: { jobs: Readonly<Record<string, unknown>> } }) =>
  Object.keys(testCase.state.jobs)[0] ?? '';

describe('a service task (BPMN 13.3.2)', () => {
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

describe('other tasks', () => {
  it('a script sets an exact variable, which conditions see', async () => {
    const xml = bpmn(
      `${ends}<bpmn:scriptTask id="a" scriptFormat="feel"><bpmn:extensionElements><duixian:resultVariable name="比例"/></bpmn:extensionElements><bpmn:script>n / 3</bpmn:script></bpmn:scriptTask>${tasks('b', 'c')}<bpmn:exclusiveGateway id="x" default="x_c"/>${flows('s>a', 'a>x', 'x>b?比例 * 3 > 0.99', 'x>c', 'b>e', 'c>e')}`,
    );
    const testCase = await start(xml, { variables: { n: 1 } });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.variables).toMatchObject({ 比例: { '@': 'number' } });
    expect(JSON.parse(JSON.stringify(testCase.state))).toEqual(testCase.state);
  });

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

describe('repeated activities', () => {
  const repeated = (loop: string) =>
    bpmn(
      `${ends}<bpmn:userTask id="a"><bpmn:extensionElements><duixian:step/></bpmn:extensionElements>${loop}</bpmn:userTask>${flows('s>a', 'a>e')}`,
    );
  const multi = (attributes: string, inside: string) =>
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`;

  it('a standard loop goes on while its condition holds, at most to its maximum (BPMN 13.3.6)', async () => {
    const testCase = await start(
      repeated(
        '<bpmn:standardLoopCharacteristics loopMaximum="4"><bpmn:loopCondition>loopCounter &lt; n</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
      { variables: { n: 3 } },
    );
    for (let round = 1; round <= 3; round += 1) {
      expect(testCase.state.status).toBe('running');
      testCase.approve('a');
    }
    expect(testCase.state.status).toBe('ended');
  });

  it('a loop that tests first may be passed over', async () => {
    const testCase = await start(
      repeated(
        '<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition>n > 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
      { variables: { n: 3 } },
    );
    expect(testCase.state.status).toBe('ended');
  });

  it('parallel instances begin at once, sequential ones one after another (BPMN 13.3.7)', async () => {
    const cardinality = '<bpmn:loopCardinality>n</bpmn:loopCardinality>';
    const parallel = await start(repeated(multi('', cardinality)), { variables: { n: 3 } });
    expect(parallel.open()).toEqual(['a', 'a', 'a']);
    const sequential = await start(repeated(multi('isSequential="true"', cardinality)), { variables: { n: 3 } });
    for (const testCase of [parallel, sequential]) for (let round = 0; round < 3; round += 1) testCase.approve('a');
    expect(sequential.history.filter((event) => event.type === 'TaskCreated')).toHaveLength(3);
    expect([parallel.state.status, sequential.state.status]).toEqual(['ended', 'ended']);
  });

  it('a completion condition ends it early and calls the others off', async () => {
    const until =
      '<bpmn:loopCardinality>5</bpmn:loopCardinality><bpmn:completionCondition>numberOfCompletedInstances >= 2</bpmn:completionCondition>';
    const testCase = await start(repeated(multi('', until)));
    testCase.approve('a');
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'TaskCancelled')).toHaveLength(3);
    expect(testCase.state.status).toBe('ended');
  });

  it('goes over the items of a list; an empty one is passed over; what is no list is an incident', async () => {
    const script = `<bpmn:scriptTask id="a"><bpmn:extensionElements><duixian:resultVariable name="最后"/></bpmn:extensionElements>${multi('isSequential="true"', '<bpmn:extensionElements><duixian:collection source="部门" item="一个"/></bpmn:extensionElements>')}<bpmn:script>一个 + loopCounter</bpmn:script></bpmn:scriptTask>`;
    const xml = bpmn(`${ends}${script}${flows('s>a', 'a>e')}`);
    const full = await start(xml, { variables: { 部门: [10, 20] } });
    expect(full.state).toMatchObject({ status: 'ended', variables: { 最后: 22 } });
    const empty = await start(xml, { variables: { 部门: [] } });
    expect(empty.state).toMatchObject({ status: 'ended', variables: {} });
    const wrong = await start(xml, { variables: { 部门: 3 } });
    expect(Object.values(wrong.state.incidents)).toMatchObject([{ code: 'COLLECTION_NOT_LIST' }]);
  });

  it('a thousand instances stay within the bounds of the case document (D4)', async () => {
    const testCase = await start(repeated(multi('', '<bpmn:loopCardinality>1000</bpmn:loopCardinality>')));
    expect(testCase.open()).toHaveLength(1000);
    expect(JSON.stringify(testCase.state).length).toBeLessThan(1_000_000);
    expect(JSON.stringify(testCase.events).length).toBeLessThan(4_000_000);
  });
});
