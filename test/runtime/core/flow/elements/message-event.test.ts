import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const wait = (id: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>`;
const xml = bpmn(
  `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${wait('c')}${wait('d')}${tasks('a', 'b')}${flows('s>c', 's>d', 'c>a', 'd>b', 'a>e', 'b>e')}`,
  '<bpmn:message id="m" name="回执"/>',
);

describe('a message (BPMN 10.5.5, 10.5.6)', () => {
  it('goes to one of those that wait for it, the oldest', async () => {
    const testCase = await start(xml);
    testCase.send({ type: 'CorrelateMessage', name: '回执' });
    expect(testCase.open()).toEqual(['a']);
    testCase.send({ type: 'CorrelateMessage', name: '回执' });
    expect(testCase.open()).toEqual(['a', 'b']);
    expect(testCase.refuse({ type: 'CorrelateMessage', name: '回执' }).code).toBe('NO_SUBSCRIPTION');
  });

  it('goes to the one that it is addressed to', async () => {
    const testCase = await start(xml);
    const subscription = Object.values(testCase.state.subscriptions).find(({ elementId }) => elementId === 'd');
    testCase.send({ type: 'CorrelateMessage', name: '回执', subscriptionId: subscription?.id ?? '' });
    expect(testCase.open()).toEqual(['b']);
  });

  it('brings its values, under names that a variable may have', async () => {
    const testCase = await start(xml);
    testCase.send({ type: 'CorrelateMessage', name: '回执', variables: { 编号: 'A1' } });
    expect(testCase.state.variables).toEqual({ 编号: 'A1' });
    const refusal = testCase.refuse({ type: 'CorrelateMessage', name: '回执', variables: { constructor: 1 } });
    expect(refusal.code).toBe('VARIABLE_NAME_INVALID');
  });
});
