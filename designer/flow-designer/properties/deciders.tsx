import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { type Decider, decisionModes, type StepSettings } from '#core/flow';
import { designerApprovalMessages } from '#core/messages';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import { WhoRow } from './who-row.js';

interface DecidersProps {
  readonly step: StepSettings;
  readonly onChange: (change: Partial<StepSettings>) => void;
}

/** One decides, or several: 会签, 或签, 依次, 票签 (D3). */
export function Deciders({ step, onChange }: DecidersProps) {
  const t = useMessages(designerApprovalMessages);
  const { decision, deciders } = step;
  const isVote = decision !== 'single' && decision !== 'any-of';
  const name = (number: number) => t('decider.default', { number });
  // A vote without deciders cannot be read, so it begins with two.
  const begun = (): readonly Decider[] =>
    [1, 2].map((number) => ({
      id: `decider${number}`,
      name: name(number),
      assignee: step.assignee === '' ? 'role:reviewer@policy-unit' : step.assignee,
      weight: 1,
    }));
  const free = () => {
    let number = deciders.length + 1;
    while (deciders.some((decider) => decider.id === `decider${number}`)) number += 1;
    return `decider${number}`;
  };
  return (
    <>
      <FieldRow label={t('decide')}>
        {(id) => (
          <Select
            id={id}
            value={decision}
            options={decisionModes.map((value) => ({ value, label: t(`decide.${value}`) }))}
            onChange={(mode) => {
              const several = mode !== 'single' && mode !== 'any-of';
              onChange({ decision: mode, deciders: several ? (deciders.length > 0 ? deciders : begun()) : [] });
            }}
          />
        )}
      </FieldRow>
      {decision === 'ratio' ? (
        <FieldRow label={t('share')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={100}
              suffix="%"
              value={Math.round(step.passShare * 10_000) / 100}
              onChange={(share) => share !== null && onChange({ passShare: share / 100 })}
            />
          )}
        </FieldRow>
      ) : null}
      {isVote ? (
        <PaneGroup title={t('deciders')}>
          <ol className="ds-options">
            {deciders.map((decider, index) => (
              <DeciderRow
                key={decider.id}
                decider={decider}
                number={index + 1}
                hasWeight={decision === 'ratio'}
                isOnly={deciders.length === 1}
                onChange={(next) => onChange({ deciders: deciders.with(index, next) })}
                onRemove={() => onChange({ deciders: deciders.toSpliced(index, 1) })}
              />
            ))}
          </ol>
          <Button
            type="link"
            size="small"
            className="ds-add"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => {
              const more = { name: name(deciders.length + 1), assignee: 'role:reviewer@policy-unit', weight: 1 };
              onChange({ deciders: [...deciders, { id: free(), ...more }] });
            }}
          >
            {t('decider.add')}
          </Button>
        </PaneGroup>
      ) : (
        <WhoRow assignee={step.assignee} onChange={(assignee) => onChange({ assignee })} />
      )}
    </>
  );
}

interface DeciderRowProps {
  readonly decider: Decider;
  readonly number: number;
  readonly hasWeight: boolean;
  readonly isOnly: boolean;
  readonly onChange: (decider: Decider) => void;
  readonly onRemove: () => void;
}

function DeciderRow({ decider, number, hasWeight, isOnly, onChange, onRemove }: DeciderRowProps) {
  const t = useMessages(designerApprovalMessages);
  return (
    <li className="ds-decider">
      <div className="ds-line">
        <DraftInput
          label={t('decider.name', { number })}
          value={decider.name}
          maxLength={60}
          onCommit={(name) => onChange({ ...decider, name })}
        />
        {hasWeight ? (
          <InputNumber
            aria-label={t('decider.weight')}
            min={1}
            max={1000}
            precision={0}
            suffix={t('decider.weight')}
            value={decider.weight}
            onChange={(weight) => weight !== null && onChange({ ...decider, weight })}
          />
        ) : null}
        <Button
          type="text"
          size="small"
          disabled={isOnly}
          aria-label={t('decider.remove', { number })}
          icon={<DeleteOutlined aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <WhoRow assignee={decider.assignee} onChange={(assignee) => onChange({ ...decider, assignee })} />
    </li>
  );
}
