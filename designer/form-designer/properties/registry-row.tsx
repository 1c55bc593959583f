import { Checkbox, Select } from 'antd';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { FieldRow } from '../../parts/field-row.js';
import type { PaneProps } from './properties.js';

/** What government already holds is not asked again (R24): the field is filled from it, and locked where it is certified. */
export function RegistryRow({ id, node, commands }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const { registry } = useDraft();
  const value = node['x-registry'];
  return (
    <>
      <FieldRow label={t('content.registry')}>
        {(control) => (
          <Select
            id={control}
            showSearch={{ optionFilterProp: 'label' }}
            value={value ?? ''}
            options={[
              { value: '', label: t('content.registryNone') },
              ...registry.map((one) => ({ value: one.name, label: `${one.label}（${one.source}）` })),
            ]}
            onChange={(name) =>
              commands.update(
                id,
                ({ 'x-registry': _registry, 'x-certified': _certified, ...rest }) =>
                  name === '' ? rest : { ...rest, 'x-registry': name },
                'registry',
              )
            }
          />
        )}
      </FieldRow>
      {value === undefined ? null : (
        <Checkbox
          checked={node['x-certified'] !== false}
          onChange={(event) =>
            commands.update(id, (before) => ({ ...before, 'x-certified': event.target.checked }), 'certified')
          }
        >
          {t('content.certified')}
        </Checkbox>
      )}
    </>
  );
}
