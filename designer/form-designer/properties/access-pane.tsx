import { App, Checkbox } from 'antd';
import type { FieldAccessMode, UserTask } from '#core/flow';
import { fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { changeStep } from '../../model/flow/xml-edit.js';
import { accessAfter, type Right, rightsOf } from '../../model/form/access.js';
import { hasColumns } from '../../model/form/edit.js';
import { findPlace } from '../../model/form/tree.js';
import type { PaneProps } from './properties.js';

const rights: readonly Right[] = ['see', 'edit', 'require'];

/** Field × step (N8): who may see it, who may change it, who must fill it in. Stored in the flow's steps. */
export function AccessPane({ id, node }: PaneProps) {
  const t = useMessages(designerFormMessages);
  const { doc, store, flow } = useDraft();
  const { message } = App.useApp();
  const parentId = findPlace(doc.form, id)?.parentId ?? null;
  if (hasColumns(doc.form, parentId)) return <p className="ds-help ds-pane">{t('access.column')}</p>;
  const definition = flow?.definition;
  const steps = (definition?.order ?? []).flatMap((elementId) => {
    const element = definition?.elements[elementId];
    return element?.type === 'userTask' ? [element] : [];
  });
  const set = (step: UserTask, mode: FieldAccessMode) => {
    const work = store.performAsync('command.changeAccess', async (before) => {
      const changed = await changeStep(before.flow, step.id, (settings) => {
        const { [id]: _before, ...others } = settings.fields;
        return { ...settings, fields: mode === 'read' ? others : { ...others, [id]: mode } };
      });
      return { ...before, flow: changed };
    });
    work.catch((error: unknown) => message.error(String(error)));
  };
  const { hasValue, kind } = fieldTypes[node['x-component']];
  if (!hasValue && kind !== 'box') return null;
  return (
    <div className="ds-pane">
      <table className="ds-matrix">
        <caption>{t('access.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('access.step')}</th>
            {rights.map((right) => (
              <th scope="col" key={right}>
                {t(`access.${right}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('access.applicant')}</th>
            {rights.map((right) => (
              <td key={right}>
                <Checkbox
                  disabled
                  checked={right !== 'require' || node.required === true}
                  aria-label={t('access.cell', { step: t('access.applicant'), right: t(`access.${right}`) })}
                />
              </td>
            ))}
          </tr>
          {steps.map((step) => {
            const mode = step.step.fields[id] ?? 'read';
            return (
              <tr key={step.id}>
                <th scope="row">{step.name}</th>
                {rights.map((right) => (
                  <td key={right}>
                    <Checkbox
                      checked={rightsOf(mode).includes(right)}
                      aria-label={t('access.cell', { step: step.name, right: t(`access.${right}`) })}
                      onChange={(event) => set(step, accessAfter(mode, right, event.target.checked))}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="ds-help">{steps.length === 0 ? t('access.none') : t('access.applicantHelp')}</p>
    </div>
  );
}
