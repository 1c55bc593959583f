import { buildLinearFlow, stepSettings, writeBpmn } from '#core/flow';

/** The flow a blank policy starts with: accept, review with the amount, pay. */
export function blankFlow(title: string): Promise<string> {
  return writeBpmn(
    buildLinearFlow('process', title, [
      {
        kind: 'step',
        id: 'step-accept',
        name: '受理',
        step: stepSettings({ kind: 'acceptance', assignee: 'role:reviewer@policy-unit', limit: { workingDays: 1 } }),
      },
      {
        kind: 'step',
        id: 'step-review',
        name: '审核',
        step: stepSettings({
          kind: 'review',
          assignee: 'role:reviewer@policy-unit',
          limit: { workingDays: 3 },
          grantsAmount: true,
        }),
      },
      {
        kind: 'step',
        id: 'step-pay',
        name: '兑付',
        step: stepSettings({ kind: 'payout', assignee: 'role:finance', limit: { workingDays: 1 } }),
      },
    ]),
  );
}
