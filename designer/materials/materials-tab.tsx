import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useParams } from 'react-router';
import { designerMessages } from '#core/messages';
import type { PolicyMaterial } from '#core/policy';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId, useSelection } from '../draft/use-selection.js';
import { withPart } from '../model/draft/document.js';
import { syncMaterials } from '../model/materials.js';
import { MaterialCard } from './material-card.js';

/** What must be handed in, which follows from the form's file fields, and what need not, because government has it (R24). */
export function MaterialsTab() {
  const t = useMessages(designerMessages);
  const { doc, store } = useDraft();
  const { policyId = '' } = useParams();
  const [selected, select] = useSelection();
  const change = (
    name: string,
    edit: (list: readonly PolicyMaterial[]) => readonly PolicyMaterial[],
    mergeKey?: string,
  ) =>
    store.perform({
      name,
      ...(mergeKey === undefined ? {} : { mergeKey }),
      execute: (before) => withPart(before, 'materials', [...edit(before.materials)]),
    });
  const newId = () => randomId('m');
  const isBehind = syncMaterials(doc, newId) !== doc;
  const addHeld = () => {
    const id = newId();
    const material: PolicyMaterial = {
      id,
      title: t('material.new'),
      heldByGovernment: true,
      heldBy: '',
      originalNeeded: false,
      note: '',
    };
    change('command.addMaterial', (list) => [...list, material]);
    select(id);
  };
  return (
    <div className="dx-pane ds-page">
      <div className="ds-page-inner">
        <header className="ds-page-head">
          <div>
            <h2>{t('materials.title')}</h2>
            <p className="ds-help">{t('materials.help')}</p>
          </div>
          <Button icon={<PlusOutlined aria-hidden />} onClick={addHeld}>
            {t('material.addHeld')}
          </Button>
        </header>
        {isBehind ? (
          <Alert
            type="warning"
            showIcon
            className="ds-alert"
            title={t('materials.behind')}
            action={
              <Button
                size="small"
                onClick={() =>
                  store.perform({ name: 'command.syncMaterials', execute: (before) => syncMaterials(before, newId) })
                }
              >
                {t('materials.sync')}
              </Button>
            }
          />
        ) : null}
        {doc.materials.length === 0 ? (
          <div className="dx-panel">
            <EmptyState title={t('materials.empty')} help={t('materials.emptyHelp')} />
          </div>
        ) : (
          <ol className="ds-cards">
            {doc.materials.map((material) => (
              <MaterialCard
                key={material.id}
                material={material}
                policyId={policyId}
                isOpen={selected === material.id}
                onOpen={(isOpen) => select(isOpen ? material.id : null)}
                onChange={(next, key) =>
                  change(
                    'command.changeMaterial',
                    (list) => list.map((one) => (one.id === next.id ? next : one)),
                    `${next.id}.${key}`,
                  )
                }
                onRemove={() => {
                  change('command.removeMaterial', (list) => list.filter((one) => one.id !== material.id));
                  select(null);
                }}
              />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
