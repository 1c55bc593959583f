import type { FieldNode } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { Tag, useMessages } from '#ui';

/** What the look of a field does not show: where it is filled from, and that it comes and goes. */
export function NodeMarks({ node }: { readonly node: FieldNode }) {
  const t = useMessages(designerFormMessages);
  const rules = node['x-rules'];
  return (
    <span className="ds-marks">
      {node['x-registry'] === undefined ? null : <Tag tone="primary">{t('sheet.registry')}</Tag>}
      {rules?.value === undefined ? null : <Tag>{t('sheet.computed')}</Tag>}
      {rules?.visible === undefined ? null : <Tag>{t('sheet.conditional')}</Tag>}
    </span>
  );
}
