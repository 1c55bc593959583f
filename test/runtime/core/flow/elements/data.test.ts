import { describe, expect, it } from 'vitest';
import { parseBpmn } from '#core/flow';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
/** XML ids are plain letters; the variable is called by its name. */
const idOf = (name: string) => [...name].map((letter) => `v${letter.codePointAt(0)}`).join('');
const dataInput = (name: string) => `<bpmn:dataInput id="${idOf(name)}" name="${name}"/>`;
const dataOutput = (name: string) => `<bpmn:dataOutput id="${idOf(name)}" name="${name}"/>`;
const io = (inputs: readonly string[], outputs: readonly string[]) =>
  `<bpmn:ioSpecification>${inputs.map(dataInput).join('')}${outputs.map(dataOutput).join('')}<bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>`;
const input = (target: string, feel: string) =>
  `<bpmn:dataInputAssociation><bpmn:targetRef>${idOf(target)}</bpmn:targetRef><bpmn:transformation>${feel}</bpmn:transformation></bpmn:dataInputAssociation>`;
const output = (source: string, target: string, feel?: string) =>
  `<bpmn:dataOutputAssociation><bpmn:sourceRef>${idOf(source)}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef>${feel === undefined ? '' : `<bpmn:transformation>${feel}</bpmn:transformation>`}</bpmn:dataOutputAssociation>`;
const script = (id: string, name: string, source: string, data = '', loop = '') =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><duixian:resultVariable name="${name}"/></bpmn:extensionElements>${data}${loop}<bpmn:script>${source}</bpmn:script></bpmn:scriptTask>`;

describe('data of an activity (BPMN 10.4.1, 10.4.2)', () => {
  it('fills its inputs before it begins, keeps them to itself, and hands its outputs on when it is done', async () => {
    const data = `${io(['面积'], ['金额'])}${input('面积', 'n * 2')}${output('金额', 'd', '金额 + 1')}`;
    const content = `${ends}<bpmn:dataObject id="d" name="合计"/>${script('a', '金额', '面积 * 10', data)}${tasks('b')}${flows('s>a', 'a>b', 'b>e')}`;
    const testCase = await start(bpmn(content), { variables: { n: 3 } });
    expect(testCase.state.variables).toEqual({ 合计: 61 });
    expect(JSON.stringify(testCase.state)).not.toContain('面积');
  });

  it('may be assigned by expressions', async () => {
    const data = `${io([], ['x'])}<bpmn:dataOutputAssociation id="o"><bpmn:sourceRef>${idOf('x')}</bpmn:sourceRef><bpmn:targetRef>d</bpmn:targetRef><bpmn:assignment><bpmn:from xsi:type="bpmn:tFormalExpression">x * 2</bpmn:from><bpmn:to xsi:type="bpmn:tFormalExpression">d</bpmn:to></bpmn:assignment></bpmn:dataOutputAssociation>`;
    const content = `${ends}<bpmn:dataObject id="d"/>${script('a', 'x', '4', data)}${flows('s>a', 'a>e')}`;
    const testCase = await start(bpmn(content));
    expect(testCase.state.variables).toEqual({ d: 8 });
  });

  it('goes with a job to its handler, and comes back as outputs', async () => {
    const service = `<bpmn:serviceTask id="a"><bpmn:extensionElements><duixian:service type="webhook"/></bpmn:extensionElements>${io(['号码'], ['回执'])}${input('号码', '"A" + "1"')}${output('回执', 'd')}</bpmn:serviceTask>`;
    const testCase = await start(bpmn(`${ends}<bpmn:dataObject id="d"/>${service}${flows('s>a', 'a>e')}`));
    const requested = testCase.events.find((event) => event.type === 'ServiceJobRequested');
    expect(requested).toMatchObject({ variables: { 号码: 'A1' } });
    const jobId = Object.keys(testCase.state.jobs)[0] ?? '';
    testCase.send({ type: 'CompleteServiceJob', jobId, variables: { 回执: 'ok', 另外: 1 } });
    expect(testCase.state).toMatchObject({ status: 'ended', variables: { d: 'ok', 另外: 1 } });
  });

  it('that cannot be reckoned is an incident, before or after the work; a retry does only that again', async () => {
    const data = `${io(['x'], ['y'])}${input('x', 'n + 1')}${output('y', 'd', 'y + m')}`;
    const content = `${ends}<bpmn:dataObject id="d"/>${script('a', 'y', 'x', data)}${flows('s>a', 'a>e')}`;
    const testCase = await start(bpmn(content), { variables: { n: 'nothing', m: 'nothing' } });
    const retry = (variables: Record<string, string | number>) => {
      const incident = Object.values(testCase.state.incidents)[0];
      testCase.send({ type: 'RetryIncident', incidentId: incident?.id ?? '', reason: '改' }, { variables });
      return incident?.stage;
    };
    expect(retry({ n: 1, m: 'nothing' })).toBe('enter');
    expect(retry({ n: 50, m: 5 })).toBe('output');
    expect(testCase.state).toMatchObject({ status: 'ended', variables: { d: 7 } });
  });

  it('of a sub-process lives as long as it does', async () => {
    const inner = `<bpmn:startEvent id="is"/><bpmn:dataObject id="k"/>${script('x', 'k', '5')}${tasks('y')}<bpmn:endEvent id="ie"/>${flows('is>x', 'x>y', 'y>ie')}`;
    const content = `${ends}<bpmn:subProcess id="u">${inner}</bpmn:subProcess>${tasks('b')}${flows('s>u', 'u>b', 'b>e')}`;
    const testCase = await start(bpmn(content));
    expect(Object.values(testCase.state.tokens).map(({ data }) => data)).toContainEqual({ k: 5 });
    expect(testCase.state.variables).toEqual({});
    testCase.approve('y');
    expect(JSON.stringify(testCase.state)).not.toContain('"k"');
  });

  it('comes with a message to the event that waits for it, and goes out with one that is thrown', async () => {
    const caught = `<bpmn:intermediateCatchEvent id="c">${dataOutput('单号')}${output('单号', 'd')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>`;
    const thrown = `<bpmn:endEvent id="t">${dataInput('内容')}${input('内容', 'd')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent>`;
    const content = `<bpmn:startEvent id="s"/><bpmn:dataObject id="d"/>${caught}${thrown}${flows('s>c', 'c>t')}`;
    const testCase = await start(bpmn(content, '<bpmn:message id="m" name="回执"/>'));
    testCase.send({ type: 'CorrelateMessage', name: '回执', variables: { 单号: 'N1' } });
    expect(testCase.state).toMatchObject({ status: 'ended', variables: { d: 'N1' } });
    expect(testCase.events).toContainEqual(
      expect.objectContaining({ type: 'MessageThrown', variables: { 内容: 'N1' } }),
    );
  });

  it('of a boundary event is handed on where its flow begins', async () => {
    const boundary = `<bpmn:boundaryEvent id="b" attachedToRef="a">${dataOutput('理由')}${output('理由', 'd')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>`;
    const content = `${ends}<bpmn:dataObject id="d"/>${tasks('a', 'z')}${boundary}${flows('s>a', 'a>e', 'b>z', 'z>e')}`;
    const testCase = await start(bpmn(content, '<bpmn:message id="m" name="撤件"/>'));
    testCase.send({ type: 'CorrelateMessage', name: '撤件', variables: { 理由: '重复' } });
    expect(testCase.open()).toEqual(['z']);
    expect(testCase.state.variables).toEqual({ d: '重复' });
  });
});

describe('multi-instance over data (BPMN 13.3.7)', () => {
  const loop = (attributes: string) =>
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopDataInputRef>${idOf('list')}</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>${idOf('results')}</bpmn:loopDataOutputRef><bpmn:inputDataItem id="item"/><bpmn:outputDataItem id="one"/></bpmn:multiInstanceLoopCharacteristics>`;
  const content = (attributes: string) => {
    const data = `${io(['list'], ['results', 'one'])}${input('list', 'n')}${output('results', 'd')}`;
    return `${ends}<bpmn:dataObject id="d"/>${script('a', 'one', 'item * item', data, loop(attributes))}${flows('s>a', 'a>e')}`;
  };

  it.each(['isSequential="true"', 'isSequential="false"'])(
    'gathers what each instance gives, in order (%s)',
    async (attributes) => {
      const testCase = await start(bpmn(content(attributes)), { variables: { n: [3, 1, 2] } });
      expect(testCase.state).toMatchObject({ status: 'ended', variables: { d: [9, 1, 4] } });
    },
  );
});

describe('the file', () => {
  const rules = async (content: string) => {
    const result = await parseBpmn(bpmn(content));
    const issues = result.ok ? result.value.issues : result.error;
    return issues.map(({ severity, rule, elementId }) => `${severity} ${rule} ${elementId}`);
  };
  const line = `${ends}${flows('s>a', 'a>e')}`;
  const task = (inside: string) => `${line}<bpmn:task id="a">${inside}</bpmn:task>`;

  it('names data that is only drawn, and names that no variable can have', async () => {
    const drawn = `<bpmn:property id="pp" name="__targetRef_placeholder"/><bpmn:dataInputAssociation id="x"><bpmn:sourceRef>d</bpmn:sourceRef><bpmn:targetRef>pp</bpmn:targetRef></bpmn:dataInputAssociation>`;
    expect(await rules(`${task(drawn)}<bpmn:dataObject id="d"/>`)).toEqual(['warning data-not-executed a']);
    const outside = `${io([], ['o'])}${output('o', 'st')}`;
    expect(await rules(`${task(outside)}<bpmn:dataStoreReference id="st"/>`)).toEqual(['warning data-not-executed a']);
    expect(await rules(`${task('')}<bpmn:dataObject id="d" name="两 个"/>`)).toEqual(['error data-name-invalid d']);
    const several = `${io(['i'], [])}<bpmn:dataInputAssociation id="x"><bpmn:sourceRef>d</bpmn:sourceRef><bpmn:sourceRef>d2</bpmn:sourceRef><bpmn:targetRef>${idOf('i')}</bpmn:targetRef></bpmn:dataInputAssociation>`;
    expect(await rules(`${task(several)}<bpmn:dataObject id="d"/><bpmn:dataObject id="d2"/>`)).toEqual([
      'error data-several-sources x',
    ]);
  });
});
