import { InputNumber, Select } from 'antd';
import type { WorkingLimit } from '#core/flow';
import { designerApprovalMessages, designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FieldRow } from '../../parts/field-row.js';

interface LimitRowProps {
  readonly limit: WorkingLimit | null;
  readonly onChange: (limit: WorkingLimit | null) => void;
}

type Unit = 'days' | 'hours';
const limitOf = (unit: Unit, value: number): WorkingLimit =>
  unit === 'days' ? { workingDays: value } : { workingHours: value };

/** The time a step may take, in working days or hours (D14). */
export function LimitRow({ limit, onChange }: LimitRowProps) {
  const t = useMessages(designerApprovalMessages);
  const flow = useMessages(designerFlowMessages);
  const unit: Unit = limit !== null && 'workingHours' in limit ? 'hours' : 'days';
  const value = limit === null ? null : 'workingDays' in limit ? limit.workingDays : limit.workingHours;
  return (
    <FieldRow label={t('limit')}>
      {(id) => (
        <div className="ds-line ds-limit">
          <InputNumber
            id={id}
            min={1}
            max={365}
            precision={0}
            value={value}
            placeholder={flow('steps.noLimit')}
            onChange={(next) => onChange(next === null ? null : limitOf(unit, next))}
          />
          <Select<Unit>
            aria-label={t('limit.unit')}
            value={unit}
            options={(['days', 'hours'] as const).map((one) => ({ value: one, label: t(`limit.${one}`) }))}
            onChange={(one) => onChange(limitOf(one, value ?? 1))}
          />
        </div>
      )}
    </FieldRow>
  );
}
