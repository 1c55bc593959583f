import { Checkbox, InputNumber, Select } from 'antd';
import { type FieldLimits, fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { hasColumns } from '../../model/form/edit.js';
import { findPlace } from '../../model/form/tree.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow, PaneGroup } from '../../parts/field-row.js';
import { MoneyInput } from '../../parts/money-input.js';
import type { PaneProps } from './properties.js';

type LimitKey = keyof FieldLimits;

/** The bounds its type declares, each with a control of its own. */
export function Limits({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const { doc } = useDraft();
  const keys = fieldTypes[node['x-component']].limitKeys;
  const limits = node['x-limits'] ?? {};
  const isColumn = hasColumns(doc.form, findPlace(doc.form, id)?.parentId ?? null);
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
          .filter((key) => (key !== 'patternMessage' || limits.pattern !== undefined) && key !== 'unique')
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
      {keys.includes('unique') && isColumn ? (
        <Checkbox
          checked={limits.unique === true}
          onChange={(event) => set('unique', event.target.checked ? true : undefined)}
        >
          {t('limit.unique')}
        </Checkbox>
      ) : null}
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
const examples: Partial<Record<LimitKey, string>> = {
  from: '2026-01-01',
  to: '2026-12-31',
  earliest: '09:00',
  latest: '17:00',
};

function LimitControl({ id, name, limits, set }: LimitControlProps) {
  switch (name) {
    case 'minFen':
    case 'maxFen':
      return <MoneyInput id={id} fen={limits[name] ?? null} onCommit={(fen) => set(name, fen ?? undefined)} />;
    case 'pattern':
    case 'patternMessage':
    case 'from':
    case 'to':
    case 'earliest':
    case 'latest':
      return (
        <DraftInput
          id={id}
          value={limits[name] ?? ''}
          maxLength={300}
          spellCheck={false}
          {...(name in examples ? { placeholder: examples[name] } : {})}
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
    case 'unique':
      return null;
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
