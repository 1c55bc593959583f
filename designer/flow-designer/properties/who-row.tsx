import { Select } from 'antd';
import { designerFlowMessages, roleWords } from '#core/messages';
import { useMessages } from '#ui';
import { type Assignee, readAssignee, stepRoles, unitSelectors, writeAssignee } from '../../model/flow/assignee.js';
import { FieldRow } from '../../parts/field-row.js';
import { useUnits } from '../words.js';

/** Role and unit of whoever does the step. */
export function WhoRow({
  assignee,
  onChange,
}: {
  readonly assignee: string;
  readonly onChange: (text: string) => void;
}) {
  const t = useMessages(designerFlowMessages);
  const roles = useMessages(roleWords);
  const units = useUnits();
  const who: Assignee = readAssignee(assignee) ?? { role: 'reviewer', selector: 'policy-unit' };
  const isReadable = assignee !== '' && readAssignee(assignee) !== undefined;
  const set = (change: Partial<Assignee>) => onChange(writeAssignee({ ...who, ...change }));
  const departments = units.filter((unit) => !unit.closed);
  return (
    <div className="ds-two">
      <FieldRow label={t('step.role')} help={assignee === '' ? t('steps.nobody') : isReadable ? undefined : assignee}>
        {(id) => (
          <Select
            id={id}
            value={isReadable ? who.role : null}
            options={stepRoles.map((value) => ({ value, label: roles(value) }))}
            onChange={(role) => role !== null && set({ role })}
          />
        )}
      </FieldRow>
      {who.role === 'applicant' ? null : (
        <FieldRow label={t('step.unit')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              value={isReadable ? who.selector : null}
              options={[
                ...unitSelectors.map((value) => ({ value: value as string, label: t(`unit.${value}`) })),
                ...departments.map((unit) => ({ value: `unit:${unit.code}`, label: unit.name })),
              ]}
              onChange={(selector) => selector !== null && set({ selector })}
            />
          )}
        </FieldRow>
      )}
    </div>
  );
}
