/** The same models for both engines. `step` and `condition` are what each writes differently. */
export interface Dialect {
  step(id: string): string;
  condition(isTrue: boolean): string;
}

export const duixianDialect: Dialect = {
  step: (id) =>
    `<userTask id="${id}"><extensionElements><duixian:step decision="any-of"/></extensionElements></userTask>`,
  condition: (isTrue) => (isTrue ? 'n > 10' : 'n > 1000'),
};

export const bpmnEngineDialect: Dialect = {
  step: (id) => `<userTask id="${id}"/>`,
  condition: (isTrue) => `$\{environment.variables.${isTrue ? 'yes' : 'no'}}`,
};

const file = (content: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:duixian="https://duixian.dev/schema/bpmn/1" id="definitions" targetNamespace="t">
<process id="p" isExecutable="true">${content}</process></definitions>`;

const flow = (from: string, to: string, condition?: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${condition.replace('>', '&gt;')}</conditionExpression>`}</sequenceFlow>`;

const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');

const steps = 10;
const ids = Array.from({ length: steps }, (_, index) => `a${index}`);

/** Ten steps one after another, each done by somebody. */
export const line = (dialect: Dialect): string =>
  file(`<startEvent id="s"/>${ids.map((id) => dialect.step(id)).join('')}<endEvent id="e"/>${chain('s', ...ids, 'e')}`);

/** Ten tasks one after another that wait for nobody. */
export const straight = (): string =>
  file(
    `<startEvent id="s"/>${ids.map((id) => `<task id="${id}"/>`).join('')}<endEvent id="e"/>${chain('s', ...ids, 'e')}`,
  );

/** A choice, three steps side by side, their join, and a choice by several conditions: seven steps are done. */
export const branching = (dialect: Dialect): string =>
  file(
    `<startEvent id="s"/>${['a', 'b', 'b2', 'c1', 'c2', 'c3', 'd', 'd2', 'f'].map((id) => dialect.step(id)).join('')}
<exclusiveGateway id="x" default="x_b2"/><exclusiveGateway id="xm"/><parallelGateway id="p1"/><parallelGateway id="p2"/>
<inclusiveGateway id="i" default="i_im"/><inclusiveGateway id="im"/><endEvent id="e"/>
${chain('s', 'a', 'x')}${flow('x', 'b', dialect.condition(true))}${flow('x', 'b2')}${chain('b', 'xm')}${chain('b2', 'xm', 'p1')}
${['c1', 'c2', 'c3'].map((id) => chain('p1', id, 'p2')).join('')}${chain('p2', 'i')}
${flow('i', 'd', dialect.condition(true))}${flow('i', 'd2', dialect.condition(false))}${flow('i', 'im')}${chain('d', 'im')}${chain('d2', 'im', 'f', 'e')}`,
  );

/** So many people are asked at once. */
export const instances = (count: number): string =>
  file(
    `<startEvent id="s"/><userTask id="a"><extensionElements><duixian:step decision="any-of"/></extensionElements><multiInstanceLoopCharacteristics><loopCardinality>${count}</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>${chain('s', 'a', 'e')}`,
  );

/** One step that goes round for as long as `more` holds. */
export const circle = (): string =>
  file(
    `<startEvent id="s"/><exclusiveGateway id="m"/>${duixianDialect.step('a')}<exclusiveGateway id="x" default="x_e"/><endEvent id="e"/>
${chain('s', 'm', 'a', 'x')}${flow('x', 'm', 'more')}${flow('x', 'e')}`,
  );
