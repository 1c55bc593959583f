import { Checkbox, Select } from 'antd';
import {
  type DutySeparation,
  type ProcessDefinition,
  type StepSettings,
  stepActions,
  stepKinds,
  stepSettings,
  type UserTask,
} from '#core/flow';
import { designerFlowMessages, stepKindWords } from '#core/messages';
import { useMessages } from '#ui';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import type { FlowCommands } from '../use-flow-commands.js';
import { AroundStep } from './around-step.js';
import { Deciders } from './deciders.js';
import { LimitRow } from './limit-row.js';
import { PhraseList } from './phrase-list.js';
import { ReviewPoints } from './review-points.js';

export interface StepPropertiesProps {
  readonly task: UserTask;
  readonly definition: ProcessDefinition;
  readonly commands: FlowCommands;
}

/** Who does a step by when, what they may do, what they look at. */
export function StepProperties({ task, definition, commands }: StepPropertiesProps) {
  const t = useMessages(designerFlowMessages);
  const kinds = useMessages(stepKindWords);
  const { step } = task;
  const set = (change: Partial<StepSettings>) => commands.step(task.id, (before) => ({ ...before, ...change }));
  const toggle = <T extends string>(list: readonly T[], item: T, isOn: boolean): readonly T[] =>
    isOn ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);
  return (
    <>
      <FieldRow label={t('step.kind')}>
        {(id) => (
          <Select
            id={id}
            value={step.kind}
            options={stepKinds.map((value) => ({ value, label: kinds(value) }))}
            onChange={(kind) =>
              commands.step(task.id, ({ kind: _kind, actions: _actions, separateFrom: _separateFrom, ...kept }) =>
                // Another kind of step permits other things; what a kind permits is its default.
                stepSettings({ ...kept, kind }),
              )
            }
          />
        )}
      </FieldRow>
      <Deciders step={step} onChange={set} />
      <LimitRow limit={step.limit} onChange={(limit) => set({ limit })} />
      <PaneGroup title={t('step.actions')}>
        <div className="ds-checks">
          {stepActions.map((action) => (
            <Checkbox
              key={action}
              checked={step.actions.includes(action)}
              onChange={(event) => {
                const chosen = toggle(step.actions, action, event.target.checked);
                set({ actions: stepActions.filter((one) => chosen.includes(one)) });
              }}
            >
              {t(`action.${action}`)}
            </Checkbox>
          ))}
        </div>
      </PaneGroup>
      {step.actions.includes('return-to-step') ? (
        <ReturnTargets task={task} definition={definition} commands={commands} />
      ) : null}
      <div className="ds-checks">
        <Checkbox checked={step.grantsAmount} onChange={(event) => set({ grantsAmount: event.target.checked })}>
          {t('step.grantsAmount')}
        </Checkbox>
        <Checkbox checked={step.opinionRequired} onChange={(event) => set({ opinionRequired: event.target.checked })}>
          {t('step.opinionRequired')}
        </Checkbox>
      </div>
      <PaneGroup title={t('step.separate')}>
        <div className="ds-checks">
          {(['filer', 'acceptor'] as const satisfies readonly DutySeparation[]).map((duty) => (
            <Checkbox
              key={duty}
              checked={step.separateFrom.includes(duty)}
              onChange={(event) => set({ separateFrom: toggle(step.separateFrom, duty, event.target.checked) })}
            >
              {t(`separate.${duty}`)}
            </Checkbox>
          ))}
        </div>
      </PaneGroup>
      <AroundStep stepId={task.id} step={step} definition={definition} onChange={set} />
      <ReviewPoints points={step.reviewPoints} onChange={(reviewPoints) => set({ reviewPoints })} />
      <PhraseList phrases={step.phrases} onChange={(phrases) => set({ phrases })} />
    </>
  );
}

function ReturnTargets({ task, definition, commands }: StepPropertiesProps) {
  const t = useMessages(designerFlowMessages);
  const others = definition.order.flatMap((id) => {
    const element = definition.elements[id];
    return element?.type === 'userTask' && element.id !== task.id ? [{ value: element.id, label: element.name }] : [];
  });
  return (
    <FieldRow label={t('step.returnTargets')}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          value={[...task.step.returnTargets]}
          options={others}
          onChange={(returnTargets: string[]) => commands.step(task.id, (before) => ({ ...before, returnTargets }))}
        />
      )}
    </FieldRow>
  );
}
