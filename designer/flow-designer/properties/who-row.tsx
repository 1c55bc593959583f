import { Select } from 'antd';
import { compileExpression } from '#core/feel';
import { type Assignee, parseAssignee, type UnitSelector, writeAssignee } from '#core/flow';
import { designerApprovalMessages, designerFlowMessages, roleWords } from '#core/messages';
import { useMessages } from '#ui';
import { FeelInput } from '../../conditions/feel-input.js';
import { useDraft } from '../../draft/draft-context.js';
import { assigneeKinds, ofKind, stepRoles, unitSelectors } from '../../model/flow/assignee.js';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import { useUnits } from '../words.js';

interface WhoRowProps {
  readonly assignee: string;
  readonly onChange: (text: string) => void;
}

/** Who does something: by role, post, head or department of a unit, person, field or formula (D17). */
export function WhoRow({ assignee, onChange }: WhoRowProps) {
  const t = useMessages(designerFlowMessages);
  const said = useMessages(designerApprovalMessages);
  const { flowVariables } = useDraft();
  const units = useUnits().filter((unit) => !unit.closed);
  const who = parseAssignee(assignee);
  const set = (next: Assignee) => onChange(writeAssignee(next));
  const first = {
    unit: units[0]?.code ?? '-',
    post: said('who.defaultPost'),
    field: flowVariables.find((one) => one.source === 'field')?.name ?? '-',
  };
  return (
    <>
      <FieldRow
        label={said('who.kind')}
        help={assignee === '' ? t('steps.nobody') : who === null ? assignee : undefined}
      >
        {(id) => (
          <Select
            id={id}
            value={who?.kind ?? null}
            options={assigneeKinds.map((kind) => ({ value: kind, label: said(`who.${kind}`) }))}
            onChange={(kind) => kind !== null && set(ofKind(kind, assignee, first))}
          />
        )}
      </FieldRow>
      {who === null ? null : <Details who={who} onChange={set} />}
    </>
  );
}

function Details({ who, onChange }: { readonly who: Assignee; readonly onChange: (who: Assignee) => void }) {
  const said = useMessages(designerApprovalMessages);
  const roles = useMessages(roleWords);
  const units = useUnits().filter((unit) => !unit.closed);
  const { flowVariables, types, names } = useDraft();
  switch (who.kind) {
    case 'role':
      return (
        <div className="ds-two">
          <FieldRow label={said('who.role')}>
            {(id) => (
              <Select
                id={id}
                value={who.role}
                options={stepRoles.map((value) => ({ value: value as string, label: roles(value) }))}
                onChange={(role) => onChange({ ...who, role })}
              />
            )}
          </FieldRow>
          <Place selector={who.selector} onChange={(selector) => onChange({ ...who, selector })} />
        </div>
      );
    case 'post':
      return (
        <div className="ds-two">
          <FieldRow label={said('who.postName')}>
            {(id) => (
              <DraftInput
                id={id}
                value={who.post}
                maxLength={40}
                onCommit={(post) =>
                  post.trim() !== '' && !post.includes('@') && onChange({ ...who, post: post.trim() })
                }
              />
            )}
          </FieldRow>
          <Place selector={who.selector} onChange={(selector) => onChange({ ...who, selector })} />
        </div>
      );
    case 'head':
      return <Place selector={who.selector} onChange={(selector) => onChange({ ...who, selector })} />;
    case 'unit':
      return (
        <FieldRow label={said('who.unit')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={who.code}
              options={units.map((unit) => ({ value: unit.code, label: unit.name }))}
              onChange={(code) => onChange({ ...who, code })}
            />
          )}
        </FieldRow>
      );
    case 'person':
      return (
        <FieldRow label={said('who.login')}>
          {(id) => (
            <DraftInput
              id={id}
              value={who.login === '-' ? '' : who.login}
              maxLength={64}
              onCommit={(login) => /^[^\s@]+$/u.test(login.trim()) && onChange({ ...who, login: login.trim() })}
            />
          )}
        </FieldRow>
      );
    case 'field':
      return (
        <FieldRow label={said('who.fieldName')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={who.field}
              options={flowVariables
                .filter((one) => one.source === 'field')
                .map((one) => ({ value: one.name, label: one.label }))}
              onChange={(field) => onChange({ ...who, field })}
            />
          )}
        </FieldRow>
      );
    case 'feel':
      return (
        <FeelInput
          label={said('who.formula')}
          value={who.source}
          variables={flowVariables}
          types={types}
          expected={{ kind: 'any' }}
          onChange={(source) =>
            source.trim() !== '' &&
            compileExpression(source, { names }).ok &&
            onChange({ ...who, source: source.trim() })
          }
        />
      );
    case 'applicant':
      return null;
  }
}

function Place({
  selector,
  onChange,
}: {
  readonly selector: UnitSelector;
  readonly onChange: (selector: UnitSelector) => void;
}) {
  const t = useMessages(designerFlowMessages);
  const units = useUnits().filter((unit) => !unit.closed);
  return (
    <FieldRow label={t('step.unit')}>
      {(id) => (
        <Select<UnitSelector>
          id={id}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={selector}
          options={[
            ...unitSelectors.map((value) => ({ value: value as UnitSelector, label: t(`unit.${value}`) })),
            ...units.map((unit) => ({ value: `unit:${unit.code}` as UnitSelector, label: unit.name })),
          ]}
          onChange={onChange}
        />
      )}
    </FieldRow>
  );
}
