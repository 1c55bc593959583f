import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks, trace } from '../driver.js';

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

describe('errors (BPMN 10.5.7)', () => {
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

describe('other events', () => {
  it('terminate ends its scope only', async () => {
    const inner = `<bpmn:startEvent id="is"/>${tasks('x', 'y')}<bpmn:endEvent id="it"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('is>x', 'is>y', 'x>it')}`;
    const testCase = await start(
      bpmn(`${ends}<bpmn:subProcess id="p1">${inner}</bpmn:subProcess>${tasks('b')}${flows('s>p1', 'p1>b', 'b>e')}`),
    );
    testCase.approve('x');
    expect(testCase.open()).toEqual(['b']);
  });

  it('an escalation from inside is caught without ending the sub-process; nobody catching it is no fault', async () => {
    const inner = (id: string) =>
      `<bpmn:startEvent id="${id}s"/>${tasks(`${id}x`)}<bpmn:intermediateThrowEvent id="${id}t"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:intermediateThrowEvent>${tasks(`${id}y`)}${flows(`${id}s>${id}x`, `${id}x>${id}t`, `${id}t>${id}y`)}`;
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:subProcess id="p1">${inner('i')}</bpmn:subProcess><bpmn:subProcess id="p2">${inner('j')}</bpmn:subProcess>${tasks('b')}<bpmn:endEvent id="f"/><bpmn:boundaryEvent id="c" attachedToRef="p1" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:boundaryEvent>${flows('s>p1', 'p1>p2', 'p2>e', 'c>b', 'b>f')}`,
        '<bpmn:escalation id="esc" escalationCode="督办"/>',
      ),
    );
    testCase.approve('ix');
    expect(testCase.open().toSorted()).toEqual(['b', 'iy']);
    testCase.approve('iy');
    const events = testCase.approve('jx');
    expect(events).toContainEqual(expect.objectContaining({ type: 'EscalationThrown', caughtBy: null }));
    expect(testCase.open().toSorted()).toEqual(['b', 'jy']);
  });

  it('a signal thrown here reaches everything here that waits for it, and is told to the outside', async () => {
    const wait = (id: string) =>
      `<bpmn:intermediateCatchEvent id="${id}"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:intermediateCatchEvent>`;
    const testCase = await start(
      bpmn(
        `${ends}${wait('w1')}${wait('w2')}${tasks('a', 'b', 'c')}<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:intermediateThrowEvent>${flows('s>w1', 's>w2', 's>a', 'a>t', 'w1>b', 'w2>c', 't>e', 'b>e', 'c>e')}`,
        '<bpmn:signal id="sig" name="预算到位"/>',
      ),
    );
    const events = testCase.approve('a');
    expect(events.filter((event) => event.type === 'SignalThrown')).toMatchObject([{ name: '预算到位' }]);
    expect(testCase.open()).toEqual(['b', 'c']);
  });

  it('a signal from outside begins an event sub-process; an interrupting one takes away the rest', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        `${ends}${tasks('a')}<bpmn:subProcess id="ev" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="${interrupting}"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:startEvent>${tasks('x')}<bpmn:endEvent id="ee"/>${flows('es>x', 'x>ee')}</bpmn:subProcess>${flows('s>a', 'a>e')}`,
        '<bpmn:signal id="sig" name="停办"/>',
      );
    const soft = await start(xml(false));
    soft.send({ type: 'BroadcastSignal', name: '停办' });
    expect(soft.open().toSorted()).toEqual(['a', 'x']);
    const hard = await start(xml(true));
    hard.send({ type: 'BroadcastSignal', name: '停办' });
    expect(hard.open()).toEqual(['x']);
    expect(hard.refuse({ type: 'BroadcastSignal', name: '停办' }).code).toBe('NO_SUBSCRIPTION');
    hard.approve('x');
    expect(hard.state.outcome).toBe('completed');
  });

  it('a link goes on where its other half is', async () => {
    const testCase = await start(
      bpmn(
        `${ends}<bpmn:intermediateThrowEvent id="l1"><bpmn:linkEventDefinition name="甲"/></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="l2"><bpmn:linkEventDefinition name="甲"/></bpmn:intermediateCatchEvent>${tasks('a')}${flows('s>l1', 'l2>a', 'a>e')}`,
      ),
    );
    expect(trace(testCase.events)).toEqual(['s', 'l1', 'l2']);
    expect(testCase.open()).toEqual(['a']);
  });
});
