import { describe, expect, it } from 'vitest';
import type { FlowContext } from '#core/flow';
import { err, ok } from '#core/result';
import { bpmn, flows, start } from '../driver.js';

const xml = bpmn(
  `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:businessRuleTask id="a"><bpmn:extensionElements><duixian:decision ref="补助标准"/><duixian:resultVariable name="标准"/></bpmn:extensionElements></bpmn:businessRuleTask>${flows('s>a', 'a>e')}`,
);
const byArea: NonNullable<FlowContext['decide']> = (decisionId, variables) =>
  typeof variables.面积 === 'number' ? ok(variables.面积 * 10) : err({ code: 'NO_RULE', params: { decisionId } });

describe('a business rule task (BPMN 13.3.3)', () => {
  it('takes its decision at once over what it sees, and keeps the value', async () => {
    const testCase = await start(xml, { variables: { 面积: 12 }, decide: byArea });
    expect(testCase.state).toMatchObject({ status: 'ended', variables: { 标准: 120 } });
  });

  it('whose decision gives no value is an incident; a retry takes it again', async () => {
    const testCase = await start(xml, { decide: byArea });
    const [incident] = Object.values(testCase.state.incidents);
    expect(incident).toMatchObject({ elementId: 'a', code: 'NO_RULE', params: { decisionId: '补助标准' } });
    testCase.send(
      { type: 'RetryIncident', incidentId: incident?.id ?? '', reason: '已补面积' },
      { variables: { 面积: 3 } },
    );
    expect(testCase.state).toMatchObject({ status: 'ended', variables: { 标准: 30 } });
  });

  it('is an incident where nobody knows decisions', async () => {
    const testCase = await start(xml);
    expect(Object.values(testCase.state.incidents)).toMatchObject([{ code: 'DECISION_UNKNOWN' }]);
  });

  it('with service settings asks for a job instead', async () => {
    const settings = '<duixian:service type="rules"/>';
    const testCase = await start(xml.replace(/<duixian:decision.*name="标准"\/>/u, settings));
    expect(Object.values(testCase.state.jobs)).toMatchObject([{ elementId: 'a', jobType: 'rules' }]);
  });
});
