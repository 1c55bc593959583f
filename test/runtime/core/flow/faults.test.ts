import { describe, expect, it } from 'vitest';
import { execute, proveProcess } from '#core/flow';
import { err } from '#core/result';
import { bpmn, flows, parsed, start, tasks } from './driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const script = (id: string, source: string) =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><duixian:resultVariable name="r"/></bpmn:extensionElements><bpmn:script>${source}</bpmn:script></bpmn:scriptTask>`;
const caught = (host: string, definition: string) =>
  `<bpmn:boundaryEvent id="b" attachedToRef="${host}">${definition}</bpmn:boundaryEvent>${tasks('z')}${flows('b>z', 'z>e')}`;
const any = '<bpmn:errorEventDefinition/>';
const coded = '<bpmn:errorEventDefinition errorRef="er"/>';
const root = (code: string) => `<bpmn:error id="er" errorCode="${code}"/>`;
const incidents = (testCase: Awaited<ReturnType<typeof start>>) =>
  Object.values(testCase.state.incidents).map(({ code, elementId }) => `${code} ${elementId}`);

describe('a runtime fault is a BPMN error where the model catches it', () => {
  it.each([
    ['anything', any, 'EXPRESSION_FAILED', true],
    ['its code', coded, 'EXPRESSION_FAILED', true],
    ['another code', coded, 'OTHER', false],
  ])('at the activity, by a boundary event for %s', async (_what, definition, code, isCaught) => {
    const xml = bpmn(`${ends}${script('a', 'n + 1')}${caught('a', definition)}${flows('s>a', 'a>e')}`, root(code));
    const testCase = await start(xml, { variables: { n: 'text' } });
    expect(testCase.open()).toEqual(isCaught ? ['z'] : []);
    expect(incidents(testCase)).toEqual(isCaught ? [] : ['EXPRESSION_FAILED a']);
    expect(testCase.events.filter(({ type }) => type === 'ErrorThrown')).toHaveLength(isCaught ? 1 : 0);
  });

  it('around the activity, which takes away what else goes on there', async () => {
    const gate = '<bpmn:exclusiveGateway id="g"/>';
    const inner = `<bpmn:startEvent id="is"/><bpmn:endEvent id="ie"/>${tasks('x', 'y')}${gate}${flows('is>x', 'is>y', 'x>g', 'g>ie?n > 1', 'g>y?n > 2', 'y>ie')}`;
    const xml = bpmn(
      `${ends}<bpmn:subProcess id="u">${inner}</bpmn:subProcess>${caught('u', coded)}${flows('s>u', 'u>e')}`,
      root('CONDITION_NOT_BOOLEAN'),
    );
    const testCase = await start(xml, { variables: { n: null } });
    testCase.approve('x');
    expect(testCase.open()).toEqual(['z']);
    expect(incidents(testCase)).toEqual([]);
  });

  it('but not on the way out of the activity by its own boundary event: it is over by then', async () => {
    const xml = bpmn(`${ends}${tasks('a', 'c')}${caught('a', any)}${flows('s>a', 'a>e?n > 1', 'a>c?n > 2', 'c>e')}`);
    const testCase = await start(xml, { variables: { n: null } });
    testCase.approve('a');
    expect(incidents(testCase)).toEqual(['CONDITION_NOT_BOOLEAN a']);
  });

  it('of a job that failed for good too', async () => {
    const service =
      '<bpmn:serviceTask id="a"><bpmn:extensionElements><duixian:service type="w"/></bpmn:extensionElements></bpmn:serviceTask>';
    const xml = bpmn(`${ends}${service}${caught('a', coded)}${flows('s>a', 'a>e')}`, root('SERVICE_FAILED'));
    const testCase = await start(xml);
    const [jobId = ''] = Object.keys(testCase.state.jobs);
    testCase.send({ type: 'FailServiceJob', jobId, message: '超时' });
    expect(testCase.open()).toEqual(['z']);
  });

  it('in one round of several, and takes all of them away', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><duixian:collection source="n" item="one"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
    const repeated = script('a', 'one + 1').replace('<bpmn:script>', `${loop}<bpmn:script>`);
    const testCase = await start(bpmn(`${ends}${repeated}${caught('a', any)}${flows('s>a', 'a>e')}`), {
      variables: { n: [1, 'x', 3] },
    });
    expect(testCase.open()).toEqual(['z']);
    expect(testCase.state).toMatchObject({ loops: {}, incidents: {} });
  });

  it('also of a decision, by its own code, which the proof knows can come', async () => {
    const rule =
      '<bpmn:businessRuleTask id="a"><bpmn:extensionElements><duixian:decision ref="d"/><duixian:resultVariable name="r"/></bpmn:extensionElements></bpmn:businessRuleTask>';
    const xml = bpmn(`${ends}${rule}${caught('a', coded)}${flows('s>a', 'a>e')}`, root('RULES_OVERLAP'));
    const testCase = await start(xml, { decide: () => err({ code: 'RULES_OVERLAP', params: {} }) });
    expect(testCase.open()).toEqual(['z']);
    expect(proveProcess(await parsed(xml))).toMatchObject({ verdict: 'proved', findings: [] });
  });

  it('and the proof looks at both ways', async () => {
    const xml = bpmn(`${ends}${script('a', 'n + 1')}${caught('a', any)}${flows('s>a', 'a>e')}`);
    expect(proveProcess(await parsed(xml))).toMatchObject({ verdict: 'proved', findings: [] });
  });
});

describe('a state that is not of this engine or process', () => {
  it('is refused, and nothing happens', async () => {
    const testCase = await start(bpmn(`${ends}${tasks('a')}${flows('s>a', 'a>e')}`));
    const context = {
      now: testCase.now,
      variables: {},
      calendar: {} as never,
      actor: { accountId: 'a' },
      newId: () => 'x',
    };
    const command = { type: 'Terminate', reason: '-', commandId: 'c' } as const;
    const wrong = [
      { ...testCase.state, formatVersion: 99 as never },
      { ...testCase.state, processId: 'other' },
      { ...testCase.state, tokens: { t: { id: 't', elementId: 'gone', scopeId: 'x' } } },
    ];
    for (const state of wrong)
      expect(execute(testCase.definition, state, command, context)).toMatchObject({
        ok: false,
        error: { code: 'STATE_INVALID' },
      });
  });
});
