import { describe, expect, it } from 'vitest';
import { buildLinearFlow, type OutlineBlock, stepSettings, writeBpmn } from '#core/flow';
import { parsed, startDefined } from './driver.js';

const step = (id: string, settings: Parameters<typeof stepSettings>[0] = {}): OutlineBlock => ({
  kind: 'step',
  id,
  name: id,
  step: stepSettings(settings),
});

describe('an outline written as BPMN', () => {
  it('reads back with every setting of its steps', async () => {
    // given
    const settings = stepSettings({
      kind: 'review',
      assignee: 'role:reviewer@policy-unit',
      limit: { workingDays: 5 },
      actions: ['approve', 'return-to-step'],
      decision: 'ratio',
      deciders: [{ id: 'a', assignee: 'role:reviewer', name: '甲', weight: 2 }],
      passShare: 0.5,
      separateFrom: ['step:accept'],
      reviewPoints: [{ id: 'p', text: '金额 < 10 & "核实"', required: false }],
      phrases: ['同意'],
      opinionRequired: true,
      grantsAmount: true,
      fields: { f1: 'hidden', f2: 'required' },
      returnTargets: ['accept'],
    });
    const none = stepSettings({ kind: 'review', separateFrom: [] });
    // when
    const definition = await parsed(
      await writeBpmn(
        buildLinearFlow('p', '政策', [
          step('accept', { kind: 'acceptance' }),
          step('review', settings),
          step('other', none),
        ]),
      ),
    );
    // then
    expect(definition.elements.review).toMatchObject({ type: 'userTask', step: settings });
    expect(definition.elements.other).toMatchObject({ step: none });
    expect(definition.elements.accept).toMatchObject({ step: stepSettings({ kind: 'acceptance' }) });
  });

  it('runs from filing to payout, with the branch that the granted amount chooses', async () => {
    const outline = buildLinearFlow('p', '政策', [
      step('accept', { kind: 'acceptance' }),
      step('review', { kind: 'review', grantsAmount: true }),
      {
        kind: 'branch',
        id: 'size',
        name: '金额',
        branches: [
          { id: 'large', name: '大额', condition: '核定金额 >= 100000', blocks: [step('board', { kind: 'decision' })] },
          { id: 'small', name: '小额', condition: null, blocks: [] },
        ],
      },
      step('pay', { kind: 'payout' }),
    ]);
    const definition = await parsed(await writeBpmn(outline));
    for (const [grantedAmountFen, expected] of [
      [10_000_000, 'board'],
      [9_999_999, 'pay'],
    ] as const) {
      const testCase = startDefined(definition);
      testCase.approve('accept', { by: 'li' });
      testCase.approve('review', { by: 'wang', grantedAmountFen });
      expect(testCase.open()).toEqual([expected]);
    }
  });
});
