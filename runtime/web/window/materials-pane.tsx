import { Checkbox } from 'antd';
import type { FileAnswer, SubmissionData } from '#core/form';
import { windowMessages } from '#core/messages';
import type { PolicyMaterial } from '#core/policy';
import { Tag, useMessages } from '#ui';

interface MaterialsPaneProps {
  readonly materials: readonly PolicyMaterial[];
  readonly answers: SubmissionData;
  readonly originals: readonly string[];
  readonly onOriginals: (fileIds: readonly string[]) => void;
}

const filesOf = (material: PolicyMaterial, answers: SubmissionData): readonly FileAnswer[] => {
  const value = material.fieldId === undefined ? undefined : answers[material.fieldId];
  return Array.isArray(value) ? (value as readonly FileAnswer[]) : [];
};

/** What has to be handed in, what has been, and whether the clerk has seen the original. */
export function MaterialsPane({ materials, answers, originals, onOriginals }: MaterialsPaneProps) {
  const t = useMessages(windowMessages);
  return (
    <section>
      <h2>{t('materials.title')}</h2>
      {materials.length === 0 ? <p className="dx-note">{t('materials.none')}</p> : null}
      <ul className="dx-window-list">
        {materials.map((material) => {
          const files = filesOf(material, answers);
          const ids = files.map(({ fileId }) => fileId);
          const isSeen = ids.length > 0 && ids.every((id) => originals.includes(id));
          return (
            <li key={material.id}>
              <strong>{material.title}</strong>
              {material.heldByGovernment ? (
                <Tag tone="success">{t('materials.held', { by: material.heldBy ?? '' })}</Tag>
              ) : (
                <Tag tone={ids.length === 0 ? 'warning' : 'success'}>
                  {ids.length === 0 ? t('materials.missing') : t('materials.files', { n: ids.length })}
                  {material.originalNeeded ? ` · ${t('materials.original')}` : ''}
                </Tag>
              )}
              {ids.length === 0 ? null : (
                <Checkbox
                  checked={isSeen}
                  onChange={({ target }) =>
                    onOriginals(
                      target.checked
                        ? [...new Set([...originals, ...ids])]
                        : originals.filter((id) => !ids.includes(id)),
                    )
                  }
                >
                  {t('materials.seen')}
                  <span className="dx-visually-hidden">：{material.title}</span>
                </Checkbox>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
