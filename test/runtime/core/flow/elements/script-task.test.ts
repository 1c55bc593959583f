import { describe, expect, it } from 'vitest';
import { bpmn, flows, start, tasks } from '../driver.js';

const ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';

describe('a script task (BPMN 13.3.3)', () => {
  it('a script sets an exact variable, which conditions see', async () => {
    const xml = bpmn(
      `${ends}<bpmn:scriptTask id="a" scriptFormat="feel"><bpmn:extensionElements><duixian:resultVariable name="比例"/></bpmn:extensionElements><bpmn:script>n / 3</bpmn:script></bpmn:scriptTask>${tasks('b', 'c')}<bpmn:exclusiveGateway id="x" default="x_c"/>${flows('s>a', 'a>x', 'x>b?比例 * 3 > 0.99', 'x>c', 'b>e', 'c>e')}`,
    );
    const testCase = await start(xml, { variables: { n: 1 } });
    expect(testCase.open()).toEqual(['b']);
    expect(testCase.state.variables).toMatchObject({ 比例: { '@': 'number' } });
    expect(JSON.parse(JSON.stringify(testCase.state))).toEqual(testCase.state);
  });
});
