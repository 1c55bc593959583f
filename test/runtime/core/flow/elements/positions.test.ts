import { describe, expect, it } from 'vitest';
import { lintBpmn } from '#core/flow';
import { ok } from '#core/result';
import { bpmn, flows, start, type TestCase, tasks } from '../driver.js';

const root =
  '<bpmn:message id="m" name="m"/><bpmn:signal id="sg" name="sg"/><bpmn:error id="er" errorCode="X"/><bpmn:escalation id="esc" escalationCode="Y"/>';
const called = (inside: string) => `${root}<bpmn:process id="q">${inside}</bpmn:process>`;
const definitions = {
  none: '',
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  signal: '<bpmn:signalEventDefinition signalRef="sg"/>',
  timer: '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  error: '<bpmn:errorEventDefinition errorRef="er"/>',
  escalation: '<bpmn:escalationEventDefinition escalationRef="esc"/>',
  link: '<bpmn:linkEventDefinition name="k"/>',
  terminate: '<bpmn:terminateEventDefinition/>',
} as const;
type Kind = keyof typeof definitions;
const kinds = Object.keys(definitions) as Kind[];
const event = (type: string, id: string, kind: Kind, attributes = '') =>
  `<bpmn:${type} id="${id}" ${attributes}>${definitions[kind]}</bpmn:${type}>`;

/** Makes it happen from outside; errors and escalations are thrown from inside, by what follows `a`. */
function happen(testCase: TestCase, kind: Kind): void {
  if (kind === 'message') testCase.send({ type: 'CorrelateMessage', name: 'm' });
  else if (kind === 'signal') testCase.send({ type: 'BroadcastSignal', name: 'sg' });
  else if (kind === 'timer') {
    const [timer] = Object.values(testCase.state.timers);
    testCase.send({ type: 'FireTimer', timerId: timer?.id ?? '' }, { now: timer?.dueAt ?? '' });
  } else testCase.approve('a');
}

const errorsOf = async (content: string) =>
  (await lintBpmn(bpmn(content, root))).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
const misplaced = async (content: string) =>
  expect(await errorsOf(content)).toEqual(expect.arrayContaining(['event-misplaced']));

/** Two tasks at once; what comes after `a` throws what is caught around them. */
const work = (kind: Kind, at: { readonly start: string; readonly end: string }) => {
  const throws =
    kind === 'error' ? event('endEvent', 'th', 'error') : event('intermediateThrowEvent', 'th', 'escalation');
  const isThrown = kind === 'error' || kind === 'escalation';
  return isThrown
    ? `${throws}${tasks('a', 'b')}${flows(`${at.start}>a`, `${at.start}>b`, 'a>th', `b>${at.end}`)}${kind === 'error' ? '' : flows(`th>${at.end}`)}`
    : `${tasks('a', 'b')}${flows(`${at.start}>a`, `${at.start}>b`, `a>${at.end}`, `b>${at.end}`)}`;
};
const stays = (kind: Kind) => (kind === 'escalation' ? ['b', 'z'] : ['a', 'b', 'z']);

/** BPMN 10.5.5, table 10.93, as far as the engine executes it. */
describe('an event', () => {
  const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

  it.each(kinds)('“%s” as the start of a process (13.5.1)', async (kind) => {
    const content = `${event('startEvent', 's', kind)}<bpmn:endEvent id="e"/>${tasks('z')}${flows('s>z', 'z>e')}`;
    if (!['none', 'message', 'timer', 'signal'].includes(kind)) return misplaced(content);
    expect((await start(bpmn(content, root))).open()).toEqual(['z']);
  });

  it.each(kinds)('“%s” as the start of a sub-process (10.3.5)', async (kind) => {
    const inner = `${event('startEvent', 'is', kind)}<bpmn:endEvent id="ie"/>${tasks('z')}${flows('is>z', 'z>ie')}`;
    const content = `${ends}<bpmn:subProcess id="u">${inner}</bpmn:subProcess>${flows('s>u', 'u>e')}`;
    if (kind !== 'none') expect((await errorsOf(content)).length).toBeGreaterThan(0);
    else expect((await start(bpmn(content, root))).open()).toEqual(['z']);
  });

  it.each(kinds.flatMap((kind) => [true, false].map((interrupting) => [kind, interrupting] as const)))(
    '“%s” as the start of an event sub-process, interrupting: %s (13.5.4)',
    async (kind, interrupting) => {
      const handler = `<bpmn:subProcess id="ev" triggeredByEvent="true">${event('startEvent', 'es', kind, `isInterrupting="${interrupting}"`)}${tasks('z')}<bpmn:endEvent id="ee"/>${flows('es>z', 'z>ee')}</bpmn:subProcess>`;
      const content = `${ends}${work(kind, { start: 's', end: 'e' })}${handler}`;
      if (!['message', 'timer', 'signal', 'error', 'escalation'].includes(kind)) return misplaced(content);
      if (kind === 'error' && !interrupting)
        return expect(await errorsOf(content)).toContain('boundary-error-not-interrupting');
      const testCase = await start(bpmn(content, root));
      happen(testCase, kind);
      expect(testCase.open().toSorted()).toEqual(interrupting ? ['z'] : stays(kind));
    },
  );

  it.each(
    kinds.flatMap((kind) =>
      [true, false].flatMap((interrupting) =>
        (['subProcess', 'callActivity'] as const).map((host) => [kind, interrupting, host] as const),
      ),
    ),
  )('“%s” at the boundary, interrupting: %s, of a %s (13.5.3)', async (kind, interrupting, host) => {
    const inner = `<bpmn:startEvent id="is"/><bpmn:endEvent id="ie"/>${work(kind, { start: 'is', end: 'ie' })}`;
    const activity =
      host === 'subProcess'
        ? `<bpmn:subProcess id="u">${inner}</bpmn:subProcess>`
        : '<bpmn:callActivity id="u" calledElement="q"/>';
    const boundary = event('boundaryEvent', 'bd', kind, `attachedToRef="u" cancelActivity="${interrupting}"`);
    const content = `${ends}${activity}${boundary}${tasks('z')}${flows('s>u', 'u>e', 'bd>z', 'z>e')}`;
    if (!['message', 'timer', 'signal', 'error', 'escalation'].includes(kind)) return misplaced(content);
    if (kind === 'error' && !interrupting)
      return expect(await errorsOf(content)).toContain('boundary-error-not-interrupting');
    const testCase = await start(bpmn(content, host === 'subProcess' ? root : called(inner)));
    happen(testCase, kind);
    expect(testCase.open().toSorted()).toEqual(interrupting ? ['z'] : stays(kind));
    for (const id of testCase.open()) testCase.approve(id);
    expect(testCase.state).toMatchObject({ status: 'ended', tokens: {}, timers: {}, subscriptions: {} });
  });

  it.each(kinds)('“%s” caught in the middle (13.5.2)', async (kind) => {
    const other = kind === 'link' ? event('intermediateThrowEvent', 'l', 'link') : '';
    const way = kind === 'link' ? flows('s>l', 'c>z', 'z>e') : flows('s>c', 'c>z', 'z>e');
    const content = `${ends}${other}${event('intermediateCatchEvent', 'c', kind)}${tasks('z')}${way}`;
    if (!['message', 'timer', 'signal', 'link'].includes(kind)) return misplaced(content);
    const testCase = await start(bpmn(content, root));
    if (kind !== 'link') {
      expect(testCase.open()).toEqual([]);
      happen(testCase, kind);
    }
    expect(testCase.open()).toEqual(['z']);
  });

  it.each(kinds)('“%s” behind an event-based gateway (13.4.4)', async (kind) => {
    const second = `<bpmn:intermediateCatchEvent id="d"><bpmn:timerEventDefinition><bpmn:timeDuration>P9D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
    const content = `${ends}<bpmn:eventBasedGateway id="g"/>${event('intermediateCatchEvent', 'c', kind)}${second}${tasks('z')}${flows('s>g', 'g>c', 'g>d', 'c>z', 'd>e', 'z>e')}`;
    if (!['message', 'timer', 'signal'].includes(kind))
      return expect(await errorsOf(content)).toContain('event-gateway-target');
    const testCase = await start(bpmn(content, root));
    happen(testCase, kind);
    expect(testCase.open()).toEqual(['z']);
    expect(testCase.state).toMatchObject({ timers: {}, subscriptions: {} });
  });

  it.each(kinds)('“%s” thrown in the middle (13.5.2)', async (kind) => {
    const other = kind === 'link' ? event('intermediateCatchEvent', 'l', 'link') : '';
    const way = kind === 'link' ? flows('s>t', 'l>z', 'z>e') : flows('s>t', 't>z', 'z>e');
    const content = `${ends}${other}${event('intermediateThrowEvent', 't', kind)}${tasks('z')}${way}`;
    if (!['none', 'message', 'signal', 'escalation', 'link'].includes(kind)) return misplaced(content);
    const testCase = await start(bpmn(content, root));
    expect(testCase.open()).toEqual(['z']);
    const thrown = testCase.events.filter(({ type }) => type.endsWith('Thrown')).map(({ type }) => type.toLowerCase());
    expect(thrown).toEqual(['none', 'link'].includes(kind) ? [] : [`${kind}thrown`]);
  });

  it.each(kinds)('“%s” as an end (13.5.6)', async (kind) => {
    const content = `<bpmn:startEvent id="s"/>${event('endEvent', 'e', kind)}${tasks('a', 'b')}<bpmn:endEvent id="f"/>${flows('s>a', 's>b', 'a>e', 'b>f')}`;
    if (!['none', 'message', 'signal', 'error', 'escalation', 'terminate'].includes(kind)) return misplaced(content);
    const testCase = await start(bpmn(content, root));
    testCase.approve('a');
    if (kind === 'terminate') return expect(testCase.state).toMatchObject({ status: 'ended', tasks: {} });
    expect(testCase.open()).toEqual(['b']);
    expect(Object.values(testCase.state.incidents).map(({ code }) => code)).toEqual(
      kind === 'error' ? ['ERROR_NOT_CAUGHT'] : [],
    );
  });
});

const activities: Readonly<Record<string, string>> = {
  task: '<bpmn:task id="x">LOOP</bpmn:task>',
  'manual task': '<bpmn:manualTask id="x">LOOP</bpmn:manualTask>',
  'user task':
    '<bpmn:userTask id="x"><bpmn:extensionElements><duixian:step/></bpmn:extensionElements>LOOP</bpmn:userTask>',
  'service task':
    '<bpmn:serviceTask id="x"><bpmn:extensionElements><duixian:service type="w"/></bpmn:extensionElements>LOOP</bpmn:serviceTask>',
  'send task': '<bpmn:sendTask id="x" messageRef="m">LOOP</bpmn:sendTask>',
  'receive task': '<bpmn:receiveTask id="x" messageRef="m">LOOP</bpmn:receiveTask>',
  'script task':
    '<bpmn:scriptTask id="x"><bpmn:extensionElements><duixian:resultVariable name="r"/></bpmn:extensionElements>LOOP<bpmn:script>1</bpmn:script></bpmn:scriptTask>',
  'business rule task':
    '<bpmn:businessRuleTask id="x"><bpmn:extensionElements><duixian:decision ref="d"/><duixian:resultVariable name="r"/></bpmn:extensionElements>LOOP</bpmn:businessRuleTask>',
  'sub-process': `<bpmn:subProcess id="x">LOOP<bpmn:startEvent id="xs"/>${tasks('y')}<bpmn:endEvent id="xe"/>${flows('xs>y', 'y>xe')}</bpmn:subProcess>`,
  'call activity': '<bpmn:callActivity id="x" calledElement="q">LOOP</bpmn:callActivity>',
};
const loops: Readonly<Record<string, string>> = {
  once: '',
  'in a standard loop': '<bpmn:standardLoopCharacteristics loopMaximum="2"/>',
  'several times at once':
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
  'several times one after another':
    '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
};
const places: Readonly<Record<string, (content: string) => string>> = {
  'in a process': (content) => `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${content}${flows('s>x', 'x>e')}`,
  'in a sub-process': (content) =>
    `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:subProcess id="u"><bpmn:startEvent id="us"/><bpmn:endEvent id="ue"/>${content}${flows('us>x', 'x>ue')}</bpmn:subProcess>${flows('s>u', 'u>e')}`,
  'in an event sub-process': (content) =>
    `<bpmn:startEvent id="s"/>${event('endEvent', 'e', 'error')}<bpmn:subProcess id="u" triggeredByEvent="true">${event('startEvent', 'us', 'error')}<bpmn:endEvent id="ue"/>${content}${flows('us>x', 'x>ue')}</bpmn:subProcess>${flows('s>e')}`,
};

/** Does whatever is open until nothing is. */
function finish(testCase: TestCase): void {
  for (let turn = 0; turn < 20 && testCase.state.status === 'running'; turn += 1) {
    const [taskOf] = testCase.open();
    const [jobId] = Object.keys(testCase.state.jobs);
    if (taskOf !== undefined) testCase.approve(taskOf);
    else if (jobId !== undefined) testCase.send({ type: 'CompleteServiceJob', jobId });
    else testCase.send({ type: 'CorrelateMessage', name: 'm' });
  }
}

describe('an activity (BPMN 13.3.2)', () => {
  const all = Object.keys(activities).flatMap((what) =>
    Object.keys(places).flatMap((where) => Object.keys(loops).map((how) => [what, where, how] as const)),
  );
  const inCalled = called(`<bpmn:startEvent id="qs"/>${tasks('w')}<bpmn:endEvent id="qe"/>${flows('qs>w', 'w>qe')}`);
  const xmlOf = (what: string, where: string, how: string, more = '') => {
    const content = (activities[what] ?? '').replace('LOOP', loops[how] ?? '') + more;
    return bpmn(places[where]?.(content) ?? '', what === 'call activity' ? inCalled : root);
  };

  it.each(all)(
    '%s %s %s is done as often as it should, and the case ends with nothing left',
    async (what, where, how) => {
      const testCase = await start(xmlOf(what, where, how), { decide: () => ok(1) });
      finish(testCase);
      expect(testCase.state).toMatchObject({ status: 'ended', tokens: {}, scopes: {}, loops: {}, incidents: {} });
      const rounds = testCase.history.filter((one) => one.type === 'ElementCompleted' && one.elementId === 'x');
      expect(rounds).toHaveLength(how === 'once' ? 1 : 3);
    },
  );

  it.each(
    ['user task', 'service task', 'receive task', 'sub-process', 'call activity'].flatMap((what) =>
      Object.keys(places).flatMap((where) =>
        Object.keys(loops).flatMap((how) => [true, false].map((cancel) => [what, where, how, cancel] as const)),
      ),
    ),
  )('%s %s %s with a signal at its boundary, interrupting: %s', async (what, where, how, cancel) => {
    const boundary = `${event('boundaryEvent', 'bd', 'signal', `attachedToRef="x" cancelActivity="${cancel}"`)}${tasks('z')}${flows('bd>z')}`;
    const testCase = await start(xmlOf(what, where, how, boundary));
    const before = Object.keys(testCase.state.tokens).length;
    testCase.send({ type: 'BroadcastSignal', name: 'sg' });
    expect(testCase.open()).toContain('z');
    if (cancel) {
      expect(testCase.open()).toEqual(['z']);
      expect(testCase.state).toMatchObject({ jobs: {}, subscriptions: {}, loops: {} });
    } else expect(Object.keys(testCase.state.tokens)).toHaveLength(before + 1);
    finish(testCase);
    expect(testCase.state).toMatchObject({ status: 'ended', tokens: {}, scopes: {} });
  });
});
