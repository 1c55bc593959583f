import { describe, expect, it } from 'vitest';
import { parseBpmn, proveProcess } from '#core/flow';
import { bpmn, flows, parsed, start, tasks } from '../driver.js';

const called = (content: string, attributes = '') => `<bpmn:process id="q" ${attributes}>${content}</bpmn:process>`;
const io = (inputs: readonly string[], outputs: readonly string[]) =>
  `<bpmn:ioSpecification>${inputs.map((name, index) => `<bpmn:dataInput id="q_in${index}" name="${name}"/>`).join('')}${outputs.map((name, index) => `<bpmn:dataOutput id="q_out${index}" name="${name}"/>`).join('')}<bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>`;
const script = (id: string, name: string, source: string) =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><duixian:resultVariable name="${name}"/></bpmn:extensionElements><bpmn:script>${source}</bpmn:script></bpmn:scriptTask>`;
const caller = (call: string, ...more: readonly string[]) =>
  `<bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="q">${call}</bpmn:callActivity>${tasks('z')}<bpmn:endEvent id="e"/>${flows('s>c', 'c>z', 'z>e', ...more)}`;
const file = (main: string, processes: string) => bpmn(main, processes);

describe('a call activity (BPMN 10.3.6, 13.3.4)', () => {
  const plain = called(`<bpmn:startEvent id="qs"/>${tasks('x')}<bpmn:endEvent id="qe"/>${flows('qs>x', 'x>qe')}`);

  it('runs the called process in a scope of its own and goes on when that is done', async () => {
    const testCase = await start(file(caller(''), plain));
    expect(testCase.open()).toEqual(['x']);
    expect(Object.values(testCase.state.scopes).map((scope) => scope.elementId)).toEqual(['p', 'q']);
    testCase.approve('x');
    expect(testCase.open()).toEqual(['z']);
    testCase.approve('z');
    expect(testCase.state).toMatchObject({ status: 'ended', outcome: 'completed', scopes: {}, tokens: {} });
  });

  it('gives its inputs and takes its outputs, and shares nothing else', async () => {
    const inner = called(
      `${io(['份额'], ['结果'])}<bpmn:startEvent id="qs"/>${script('y', '外面', '3')}${script('w', '结果', 'if 秘密 = null then 份额 * 2 else 0')}<bpmn:endEvent id="qe"/>${flows('qs>y', 'y>w', 'w>qe')}`,
    );
    const outer = `<bpmn:startEvent id="s"/>${script('a', '秘密', '7')}<bpmn:dataObject id="d" name="总额"/><bpmn:callActivity id="c" calledElement="q"><bpmn:ioSpecification><bpmn:dataInput id="i" name="份额"/><bpmn:dataOutput id="o" name="结果"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:targetRef>i</bpmn:targetRef><bpmn:transformation>秘密 + n</bpmn:transformation></bpmn:dataInputAssociation><bpmn:dataOutputAssociation><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>d</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:callActivity><bpmn:endEvent id="e"/>${flows('s>a', 'a>c', 'c>e')}`;
    const testCase = await start(file(outer, inner), { variables: { n: 1 } });
    expect(testCase.state).toMatchObject({ status: 'ended' });
    expect(testCase.state.variables).toEqual({ 秘密: 7, 总额: 16 });
  });

  it('throws on an error that the called process does not catch, and what goes on inside is called off', async () => {
    const inner = called(
      `<bpmn:startEvent id="qs"/>${tasks('x', 'y')}<bpmn:endEvent id="qe"><bpmn:errorEventDefinition errorRef="err"/></bpmn:endEvent>${flows('qs>x', 'qs>y', 'x>qe')}`,
    );
    const main = `${caller('', 'b>z')}<bpmn:boundaryEvent id="b" attachedToRef="c"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent>`;
    const testCase = await start(file(main, `<bpmn:error id="err" errorCode="LATE"/>${inner}`));
    expect(testCase.open()).toEqual(['x', 'y']);
    testCase.approve('x');
    expect(testCase.open()).toEqual(['z']);
    expect(Object.keys(testCase.state.scopes)).toHaveLength(1);
  });

  it('passes an escalation on without ending the called process', async () => {
    const inner = called(
      `<bpmn:startEvent id="qs"/><bpmn:intermediateThrowEvent id="t"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:intermediateThrowEvent>${tasks('x')}<bpmn:endEvent id="qe"/>${flows('qs>t', 't>x', 'x>qe')}`,
    );
    const main = `${caller('', 'b>y', 'y>e')}${tasks('y')}<bpmn:boundaryEvent id="b" attachedToRef="c" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:boundaryEvent>`;
    const testCase = await start(file(main, `<bpmn:escalation id="esc" escalationCode="督办"/>${inner}`));
    expect(testCase.open().toSorted()).toEqual(['x', 'y']);
  });

  it('terminates only the called process by a terminate end event in it', async () => {
    const inner = called(
      `<bpmn:startEvent id="qs"/>${tasks('x', 'y')}<bpmn:endEvent id="qe"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('qs>x', 'qs>y', 'x>qe')}`,
    );
    const testCase = await start(file(caller(''), inner));
    testCase.approve('x');
    expect(testCase.open()).toEqual(['z']);
  });

  it('may be repeated, each round with a called process of its own', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const testCase = await start(file(caller(loop), plain));
    expect(testCase.open()).toEqual(['x', 'x', 'x']);
    for (let round = 0; round < 3; round += 1) testCase.approve('x');
    expect(testCase.open()).toEqual(['z']);
  });

  it('of the process itself is bounded: too deep is an incident', async () => {
    const self = `<bpmn:startEvent id="s"/><bpmn:callActivity id="c" calledElement="p"/><bpmn:endEvent id="e"/>${flows('s>c', 'c>e')}`;
    const testCase = await start(bpmn(self));
    expect(Object.values(testCase.state.incidents)).toMatchObject([
      { code: 'CALLS_TOO_DEEP', elementId: 'c', params: { maximum: 16 } },
    ]);
    expect(proveProcess(await parsed(bpmn(self))).verdict).toBe('counterexample');
  });

  it('of a process that calls itself less each time comes back', async () => {
    const inner = called(
      `${io(['数'], [])}<bpmn:startEvent id="qs"/><bpmn:exclusiveGateway id="g" default="g_qe"/><bpmn:callActivity id="r" calledElement="q"><bpmn:ioSpecification><bpmn:dataInput id="ri" name="数"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:targetRef>ri</bpmn:targetRef><bpmn:transformation>数 - 1</bpmn:transformation></bpmn:dataInputAssociation></bpmn:callActivity><bpmn:endEvent id="qe"/>${flows('qs>g', 'g>r?数 > 1', 'g>qe', 'r>qe')}`,
    );
    const call =
      '<bpmn:ioSpecification><bpmn:dataInput id="i" name="数"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:targetRef>i</bpmn:targetRef><bpmn:transformation>5</bpmn:transformation></bpmn:dataInputAssociation>';
    const testCase = await start(file(caller(call), inner));
    expect(testCase.open()).toEqual(['z']);
    expect(testCase.history.filter((event) => event.type === 'ScopeOpened')).toHaveLength(5);
  });

  it('is an error of the file where what it calls is not there, or is no process', async () => {
    const rules = async (xml: string) => {
      const result = await parseBpmn(xml);
      return result.ok ? [] : result.error.map(({ rule, elementId }) => `${rule} ${elementId}`);
    };
    expect(await rules(bpmn(caller('')))).toContain('called-process-missing c');
    expect(await rules(file(caller(''), '<bpmn:globalUserTask id="q"/>'))).toContain('unsupported-element c');
    expect(await rules(file(caller(''), `${plain}<bpmn:process id="other" isExecutable="true"/>`))).toContain(
      'several-processes q',
    );
  });
});
