import { describe, expect, it } from 'vitest';
import { buildLinearFlow, type OutlineBlock, readOutline, stepSettings, writeBpmn } from '#core/flow';
import { bpmn, flows, parsed, startDefined, tasks } from './driver.js';

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

describe('an outline of what is drawn freely', () => {
  it('closes what it has no words for: data, calls, decisions, rounds', async () => {
    const io =
      '<bpmn:ioSpecification><bpmn:dataOutput id="o"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>';
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const step = '<bpmn:extensionElements><duixian:step/></bpmn:extensionElements>';
    const drawn = [
      `<bpmn:userTask id="x">${step}${io}</bpmn:userTask>`,
      `<bpmn:userTask id="x">${step}${loop}</bpmn:userTask>`,
      '<bpmn:callActivity id="x" calledElement="q"/>',
      '<bpmn:businessRuleTask id="x"><bpmn:extensionElements><duixian:decision ref="d"/><duixian:resultVariable name="r"/></bpmn:extensionElements></bpmn:businessRuleTask>',
    ];
    const called = `<bpmn:process id="q"><bpmn:startEvent id="qs"/><bpmn:endEvent id="qe"/>${flows('qs>qe')}</bpmn:process>`;
    for (const element of drawn) {
      const content = `<bpmn:startEvent id="s"/>${element}${tasks('b')}<bpmn:endEvent id="e"/>${flows('s>x', 'x>b', 'b>e')}`;
      const { blocks } = readOutline(await parsed(bpmn(content, called)));
      expect(blocks.map(({ kind }) => kind)).toEqual(['closed', 'step', 'end']);
      expect(blocks[0]).toMatchObject({ elementIds: ['x'] });
    }
  });
});
