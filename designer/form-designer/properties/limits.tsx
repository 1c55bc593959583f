import { InputNumber, Select } from 'antd';
import { type FieldLimits, fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import { MoneyInput } from '../../parts/money-input.js';
import type { PaneProps } from './properties.js';

type LimitKey = keyof FieldLimits;

/** The bounds its type declares, each with a control of its own. */
export function Limits({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const keys = fieldTypes[node['x-component']].limitKeys;
  const limits = node['x-limits'] ?? {};
  const set = (key: LimitKey, value: FieldLimits[LimitKey]) =>
    commands.update(
      id,
      (before) => ({ ...before, 'x-limits': { ...before['x-limits'], [key]: value } as FieldLimits }),
      `limit.${key}`,
    );
  return (
    <PaneGroup title={t('limits.title')}>
      <div className="ds-two">
        {keys
          .filter((key) => key !== 'patternMessage' || limits.pattern !== undefined)
          .map((key) => (
            <FieldRow
              key={key}
              label={t(`limit.${key}`)}
              help={key === 'from' || key === 'to' ? t('limit.today') : undefined}
            >
              {(control) => <LimitControl id={control} name={key} limits={limits} set={set} />}
            </FieldRow>
          ))}
      </div>
    </PaneGroup>
  );
}

interface LimitControlProps {
  readonly id: string;
  readonly name: LimitKey;
  readonly limits: FieldLimits;
  readonly set: (key: LimitKey, value: FieldLimits[LimitKey]) => void;
}

const fileTypes = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.xlsx', '.ofd', '.zip'];
const megabyte = 1024 * 1024;

function LimitControl({ id, name, limits, set }: LimitControlProps) {
  switch (name) {
    case 'minFen':
    case 'maxFen':
      return <MoneyInput id={id} fen={limits[name] ?? null} onCommit={(fen) => set(name, fen ?? undefined)} />;
    case 'pattern':
    case 'patternMessage':
    case 'from':
    case 'to':
      return (
        <DraftInput
          id={id}
          value={limits[name] ?? ''}
          maxLength={300}
          spellCheck={false}
          {...(name === 'from' || name === 'to' ? { placeholder: '2026-01-01' } : {})}
          onCommit={(text) => set(name, text.trim() === '' ? undefined : text.trim())}
        />
      );
    case 'accept':
      return (
        <Select
          id={id}
          mode="multiple"
          value={[...(limits.accept ?? [])]}
          options={fileTypes.map((value) => ({ value, label: value }))}
          onChange={(value: string[]) => set('accept', value.length === 0 ? undefined : value)}
        />
      );
    case 'maxBytes':
      return (
        <InputNumber
          id={id}
          min={1}
          max={50}
          precision={0}
          suffix="MB"
          value={limits.maxBytes === undefined ? null : Math.round(limits.maxBytes / megabyte)}
          onChange={(value) => set('maxBytes', value === null ? undefined : value * megabyte)}
        />
      );
    default:
      return (
        <InputNumber
          id={id}
          {...(name === 'min' || name === 'max' ? {} : { min: 0, precision: 0 })}
          {...(name === 'precision' ? { max: 6 } : {})}
          value={limits[name] ?? null}
          onChange={(value) => set(name, value ?? undefined)}
        />
      );
  }
}
