import { describe, expect, it } from 'vitest';
import { maxElements, parseBpmn } from '#core/flow';
import { maxXmlBytes } from '#core/xml';
import { bpmn, flows, tasks } from './driver.js';

const rules = async (xml: string): Promise<readonly string[]> => {
  const result = await parseBpmn(xml);
  const issues = result.ok ? result.value.issues : result.error;
  return issues.map(({ severity, rule, elementId = '' }) => `${severity} ${rule} ${elementId}`.trim());
};
const line = `<bpmn:startEvent id="s"/>${tasks('a')}<bpmn:endEvent id="e"/>${flows('s>a', 'a>e')}`;

describe('parseBpmn refuses', () => {
  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${bpmn(line)}`, 'error xml-unsafe'],
    ['a processing instruction', bpmn('<?php x ?>'), 'error xml-unsafe'],
    ['a file over the size', bpmn(`${line}<!--${'政'.repeat(maxXmlBytes / 3)}-->`), 'error xml-too-large'],
    ['absurd depth', bpmn(`${'<bpmn:subProcess>'.repeat(70)}${'</bpmn:subProcess>'.repeat(70)}`), 'error xml-too-deep'],
    ['what is not XML', 'hello', 'error xml-malformed'],
    ['XML that is not BPMN', '<html/>', 'error xml-malformed'],
    ['no process', bpmn('').replace(/<bpmn:process.*process>/u, ''), 'error no-process'],
    [
      'an import',
      bpmn(line, '<bpmn:import importType="x" location="http://evil" namespace="y"/>'),
      'error external-reference',
    ],
    ['a name that objects are born with', bpmn(`${tasks('constructor')}`), 'error id-reserved constructor'],
    ['an element without id', bpmn('<bpmn:task/>'), 'error id-missing'],
  ])('%s', async (_what, xml, expected) => {
    expect(await rules(xml)).toContain(expected);
  });

  it.each([
    ['<bpmn:callActivity id="x" calledElement="q"/>', 'error called-process-missing x'],
    ['<bpmn:businessRuleTask id="x"/>', 'error decision-missing x'],
    ['<bpmn:task id="x" startQuantity="2"/>', 'error unsupported-element x'],
    ['<bpmn:task id="x" completionQuantity="2"/>', 'error unsupported-element x'],
    [
      '<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics behavior="One"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
      'error unsupported-element x',
    ],
    ['<bpmn:complexGateway id="x"/>', 'error unsupported-element x'],
    ['<bpmn:adHocSubProcess id="x"/>', 'error unsupported-element x'],
    ['<bpmn:transaction id="x"/>', 'error unsupported-element x'],
    ['<bpmn:task id="x" isForCompensation="true"/>', 'error unsupported-element x'],
    ['<bpmn:foo id="x"/>', 'error xml-malformed'],
    [
      '<bpmn:intermediateCatchEvent id="x"><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>',
      'error unsupported-event x',
    ],
    [
      '<bpmn:intermediateThrowEvent id="x"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>',
      'error unsupported-event x',
    ],
    [
      '<bpmn:endEvent id="x"><bpmn:terminateEventDefinition/><bpmn:terminateEventDefinition/></bpmn:endEvent>',
      'error unsupported-event x',
    ],
    ['<bpmn:serviceTask id="x"/>', 'error service-settings-missing x'],
    ['<bpmn:receiveTask id="x"/>', 'error message-missing x'],
    ['<bpmn:boundaryEvent id="x"/>', 'error boundary-not-attached x'],
    ['<bpmn:sequenceFlow id="x" sourceRef="s" targetRef="nowhere"/>', 'error flow-incomplete x'],
    ['<bpmn:sequenceFlow id="x" sourceRef="s" targetRef="nowhere"/>', 'error reference-unresolved x'],
    ['<bpmn:exclusiveGateway id="x" default="s_a"/>', 'error default-invalid x'],
  ])('names what the engine cannot execute: %s', async (element, expected) => {
    expect(await rules(bpmn(line + element))).toContain(expected);
  });

  it.each([
    ['duration', 'P5', 'error timer-invalid x'],
    ['duration', 'P0D', 'error timer-invalid x'],
    ['date', '2026-02-30', 'error timer-invalid x'],
    ['cycle', 'R0/PT1H', 'error timer-invalid x'],
    ['duration', '1 +', 'error expression-invalid x'],
    ['duration', ' ', 'error timer-missing x'],
  ])('a timer %s of “%s”', async (kind, text, expected) => {
    const name = `time${kind[0]?.toUpperCase()}${kind.slice(1)}`;
    const event = `<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition><bpmn:${name}>${text}</bpmn:${name}></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
    expect(await rules(bpmn(line + event))).toContain(expected);
  });

  it.each([
    ['limitWorkingDays="0"'],
    ['limitWorkingDays="x"'],
    ['limitWorkingDays="1" limitWorkingHours="2"'],
    ['kind="nonsense"'],
    ['actions="approve fly"'],
    ['decision="dice"'],
    ['separateFrom="me"'],
    ['passShare="1.5"'],
  ])('a step with %s', async (attributes) => {
    const step = `<bpmn:userTask id="x"><bpmn:extensionElements><duixian:step ${attributes}/></bpmn:extensionElements></bpmn:userTask>`;
    expect(await rules(bpmn(line + step))).toContain('error setting-invalid x');
  });

  it('a condition that is not FEEL, with its place', async () => {
    const result = await parseBpmn(bpmn(`${line}${tasks('b')}${flows('s>b?n >', 'b>e')}`));
    expect(result).toMatchObject({
      ok: false,
      error: [{ rule: 'expression-invalid', elementId: 's_b', section: 'BPMN 8.4.6' }],
    });
  });

  it('more elements than the bound, and not one that has exactly as many', async () => {
    const many = (count: number) =>
      bpmn(Array.from({ length: count }, (_item, index) => `<bpmn:task id="t${index}"/>`).join(''));
    expect(await rules(many(maxElements + 1))).toEqual(['error too-many-elements p']);
    expect(await rules(many(maxElements))).toEqual([]);
  });
});

describe('parseBpmn accepts', () => {
  it('notation without behaviour, comments, lanes and a pool', async () => {
    const content = `<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="窗口"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><!-- <!DOCTYPE in a comment> -->${line}<bpmn:textAnnotation id="n"><bpmn:text>&lt;说明&gt;</bpmn:text></bpmn:textAnnotation><bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dr" dataObjectRef="do"/>`;
    const result = await parseBpmn(
      bpmn(content, '<bpmn:collaboration id="c"><bpmn:participant id="pt" processRef="p"/></bpmn:collaboration>'),
    );
    expect(result).toMatchObject({ ok: true, value: { elements: { a: { lane: '窗口' } }, order: ['s', 'a', 'e'] } });
  });
});
