import { DeleteOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { Link } from 'react-router';
import { designerMessages } from '#core/messages';
import type { PolicyMaterial } from '#core/policy';
import { Tag, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { findNode } from '../model/form/tree.js';
import { placeAddress } from '../model/places.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';
import { PlaceProblems } from '../parts/place-problems.js';

interface MaterialCardProps {
  readonly material: PolicyMaterial;
  readonly policyId: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (material: PolicyMaterial, key: string) => void;
  readonly onRemove: () => void;
}

export function MaterialCard(props: MaterialCardProps) {
  const { material, policyId, isOpen, onOpen, onRemove } = props;
  const t = useMessages(designerMessages);
  const { doc } = useDraft();
  const field = material.fieldId === undefined ? undefined : findNode(doc.form, material.fieldId);
  return (
    <li className="dx-panel ds-card" id={`place-${material.id}`} data-open={isOpen}>
      <div className="ds-card-head">
        <button type="button" className="ds-card-title" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          <span>
            <b>{material.title}</b>
            {material.heldBy ? <span className="ds-sub">{t('material.from', { office: material.heldBy })}</span> : null}
          </span>
        </button>
        <span className="ds-tags">
          {material.heldByGovernment ? <Tag tone="success">{t('material.held')}</Tag> : null}
          {material.originalNeeded ? <Tag>{t('material.original')}</Tag> : null}
          {field === undefined ? null : (
            <Link to={placeAddress(policyId, 'form', material.fieldId ?? '')}>
              {t('material.field', { title: field.title })}
            </Link>
          )}
        </span>
        <span className="ds-actions">
          {field === undefined ? (
            <Button
              type="text"
              size="small"
              aria-label={t('material.remove', { title: material.title })}
              icon={<DeleteOutlined aria-hidden />}
              onClick={onRemove}
            />
          ) : null}
          <span className="ds-chevron">{isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}</span>
        </span>
      </div>
      <PlaceProblems part="materials" place={material.id} />
      {isOpen ? <MaterialForm {...props} /> : null}
    </li>
  );
}

function MaterialForm({ material, onChange }: MaterialCardProps) {
  const t = useMessages(designerMessages);
  const optional = (key: 'heldBy' | 'sample', value: string) => {
    const { [key]: _before, ...rest } = material;
    onChange(value.trim() === '' ? rest : { ...rest, [key]: value.trim() }, key);
  };
  return (
    <div className="ds-card-body">
      <FieldRow label={t('material.title')}>
        {(id) => (
          <DraftInput
            id={id}
            value={material.title}
            maxLength={120}
            onCommit={(title) => onChange({ ...material, title }, 'title')}
          />
        )}
      </FieldRow>
      <div className="ds-checks">
        <Checkbox
          checked={material.heldByGovernment}
          onChange={(event) => onChange({ ...material, heldByGovernment: event.target.checked }, 'held')}
        >
          {t('material.heldLong')}
        </Checkbox>
        <Checkbox
          checked={material.originalNeeded}
          onChange={(event) => onChange({ ...material, originalNeeded: event.target.checked }, 'original')}
        >
          {t('material.originalLong')}
        </Checkbox>
      </div>
      <div className="ds-two">
        {material.heldByGovernment ? (
          <FieldRow label={t('material.heldBy')}>
            {(id) => (
              <DraftInput
                id={id}
                value={material.heldBy ?? ''}
                maxLength={120}
                onCommit={(value) => optional('heldBy', value)}
              />
            )}
          </FieldRow>
        ) : null}
        <FieldRow label={t('material.sample')}>
          {(id) => (
            <DraftInput
              id={id}
              value={material.sample ?? ''}
              maxLength={500}
              onCommit={(value) => optional('sample', value)}
            />
          )}
        </FieldRow>
      </div>
      <FieldRow label={t('material.note')} help={t('material.noteHelp')}>
        {(id) => (
          <DraftInput
            id={id}
            rows={2}
            value={material.note}
            maxLength={500}
            onCommit={(note) => onChange({ ...material, note }, 'note')}
          />
        )}
      </FieldRow>
    </div>
  );
}
