import { describe, expect, it } from 'vitest';
import { flowRules, lintBpmn, lintProcess, parseBpmn } from '#core/flow';
import { bpmn, flows, parsed } from './driver.js';
import { lintCases } from './lint-cases/all.js';

const found = async (content: string, root = '') =>
  (await lintBpmn(bpmn(content, root))).map(({ rule, elementId }) => `${rule} ${elementId}`);

/** Rules of reading, not of structure: the tests of `parseBpmn` and of the elements have them. */
const isOfReading = (rule: string): boolean =>
  /^(xml|id|no|several|too|external|reference|unsupported|expression|data-(not|name|several)|decision|timer|message-missing|signal|link-name|flow|boundary-not|default-invalid|called-process-missing)/u.test(
    rule,
  );

describe('lintBpmn and lintProcess', () => {
  it('have nothing to say about a proper approval', async () => {
    const step = (id: string, attributes: string) =>
      `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><duixian:step assignee="role:reviewer" limitWorkingDays="1" ${attributes}/></bpmn:extensionElements></bpmn:userTask>`;
    const steps = step('accept', 'kind="acceptance"') + step('review', 'kind="review"') + step('pay', 'kind="payout"');
    const content = `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${steps}${flows('s>accept', 'accept>review', 'review>pay', 'pay>e')}`;
    expect(lintProcess(await parsed(bpmn(content)))).toEqual([]);
  });

  it.each(lintCases.map((one) => [one.rule, one.at, one] as const))(
    'find %s at %s, and nothing like it where it is kept',
    async (rule, at, { bad, good, root, goodRoot }) => {
      expect(await found(bad, root)).toContain(`${rule} ${at}`);
      const kept = await found(good, goodRoot ?? root);
      expect(kept.filter((issue) => issue.startsWith(`${rule} `))).toEqual([]);
      // What keeps the rule is a real model, not one that could not be read.
      expect(kept.filter((issue) => /^(xml|reference|flow-incomplete|no-process)/u.test(issue))).toEqual([]);
    },
  );

  it('have a model for every rule of structure that the standard has', () => {
    const covered = new Set<string>(lintCases.map((one) => one.rule));
    const ofStandard = Object.entries(flowRules).filter(([, section]) => section.startsWith('BPMN'));
    const missing = ofStandard.map(([rule]) => rule).filter((rule) => !covered.has(rule) && !isOfReading(rule));
    expect(missing).toEqual([]);
  });

  it('agree on what can be executed', async () => {
    for (const { good, goodRoot, root } of lintCases) {
      const xml = bpmn(good, goodRoot ?? root);
      const result = await parseBpmn(xml);
      if (result.ok) expect(lintProcess(result.value)).toEqual(await lintBpmn(xml));
    }
  });

  it('name the section that each rule comes from', async () => {
    const result = await parseBpmn('x');
    expect(result).toMatchObject({ ok: false, error: [{ section: flowRules['xml-malformed'] }] });
    for (const section of Object.values(flowRules)) expect(section).toMatch(/^(BPMN \d+(\.\d+)*|[DRN]\d+)$/u);
  });
});
