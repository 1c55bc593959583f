import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import {
  type DutySeparation,
  emptyPolicies,
  type ProcessDefinition,
  type StepSettings,
  signatureModes,
  timeoutActions,
} from '#core/flow';
import { designerApprovalMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import { WhoRow } from './who-row.js';

interface AroundStepProps {
  readonly stepId: string;
  readonly step: StepSettings;
  readonly definition: ProcessDefinition;
  readonly onChange: (change: Partial<StepSettings>) => void;
}

/** What happens around a decision: nobody there, the limit over, copies, signature, minutes. */
export function AroundStep({ stepId, step, definition, onChange }: AroundStepProps) {
  const t = useMessages(designerApprovalMessages);
  const others = definition.order.flatMap((id) => {
    const element = definition.elements[id];
    return element?.type === 'userTask' && id !== stepId ? [{ value: id, label: element.name }] : [];
  });
  const apart = step.separateFrom.filter((duty) => duty.startsWith('step:'));
  return (
    <>
      <FieldRow label={t('separateStep')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={apart.map((duty) => duty.slice('step:'.length))}
            options={others}
            onChange={(steps: string[]) =>
              onChange({
                separateFrom: [
                  ...step.separateFrom.filter((duty) => !duty.startsWith('step:')),
                  ...steps.map((one): DutySeparation => `step:${one}`),
                ],
              })
            }
          />
        )}
      </FieldRow>
      <FieldRow label={t('empty')} help={t('emptyHelp')}>
        {(id) => (
          <Select
            id={id}
            value={step.whenEmpty}
            options={emptyPolicies.map((value) => ({ value, label: t(`empty.${value}`) }))}
            onChange={(whenEmpty) =>
              onChange({
                whenEmpty,
                emptyStandIn: whenEmpty === 'stand-in' ? step.emptyStandIn || 'head@policy-unit' : '',
              })
            }
          />
        )}
      </FieldRow>
      {step.whenEmpty === 'stand-in' ? (
        <WhoRow assignee={step.emptyStandIn} onChange={(emptyStandIn) => onChange({ emptyStandIn })} />
      ) : null}
      <FieldRow label={t('timeout')}>
        {(id) => (
          <Select
            id={id}
            value={step.onTimeout}
            options={timeoutActions.map((value) => ({ value, label: t(`timeout.${value}`) }))}
            onChange={(onTimeout) =>
              onChange({
                onTimeout,
                escalateTo: onTimeout === 'escalate' ? step.escalateTo || 'head@policy-unit' : '',
              })
            }
          />
        )}
      </FieldRow>
      {step.onTimeout === 'escalate' ? (
        <WhoRow assignee={step.escalateTo} onChange={(escalateTo) => onChange({ escalateTo })} />
      ) : null}
      <div className="ds-two">
        <Hours
          label={t('remindBefore')}
          value={step.remindBeforeHours}
          onChange={(remindBeforeHours) => onChange({ remindBeforeHours })}
        />
        <Hours
          label={t('remindAfter')}
          value={step.remindAfterHours}
          onChange={(remindAfterHours) => onChange({ remindAfterHours })}
        />
      </div>
      <FieldRow label={t('signature')}>
        {(id) => (
          <Select
            id={id}
            value={step.signature}
            options={signatureModes.map((value) => ({ value, label: t(`signature.${value}`) }))}
            onChange={(signature) => onChange({ signature })}
          />
        )}
      </FieldRow>
      <div className="ds-checks">
        {(['skipRepeat', 'meeting', 'namesClause'] as const).map((name) => (
          <Checkbox key={name} checked={step[name]} onChange={(event) => onChange({ [name]: event.target.checked })}>
            {t(name)}
          </Checkbox>
        ))}
      </div>
      <Copies copyTo={step.copyTo} onChange={(copyTo) => onChange({ copyTo })} />
    </>
  );
}

function Hours({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (hours: number | null) => void;
}) {
  return (
    <FieldRow label={label}>
      {(id) => <InputNumber id={id} min={1} max={365} precision={0} value={value} onChange={onChange} />}
    </FieldRow>
  );
}

function Copies({
  copyTo,
  onChange,
}: {
  readonly copyTo: readonly string[];
  readonly onChange: (copyTo: readonly string[]) => void;
}) {
  const t = useMessages(designerApprovalMessages);
  return (
    <PaneGroup title={t('copies')}>
      <ol className="ds-options">
        {copyTo.map((assignee, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: copies have no identity but their place
          <li className="ds-decider" key={index}>
            <Button
              type="text"
              size="small"
              aria-label={t('copies.remove', { number: index + 1 })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(copyTo.toSpliced(index, 1))}
            />
            <WhoRow assignee={assignee} onChange={(next) => onChange(copyTo.with(index, next))} />
          </li>
        ))}
      </ol>
      <Button
        type="link"
        size="small"
        className="ds-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...copyTo, 'head@policy-unit'])}
      >
        {t('copies.add')}
      </Button>
    </PaneGroup>
  );
}
