import { DesktopOutlined, MobileOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { Segmented } from 'antd';
import { useState } from 'react';
import { sectionsOf } from '#core/form';
import { designerFormMessages, designerMessages } from '#core/messages';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import { entriesOf } from '../../model/form/tree.js';
import { useDropMark } from '../drag/drop-context.js';
import type { FormCommands } from '../use-form-commands.js';
import { JsonPane } from './json-pane.js';
import { SheetNode } from './sheet-node.js';

export interface SheetProps {
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly commands: FormCommands;
}

/** The form as applicants will see it, on paper white; every field can be selected, moved and put beside. */
export function Sheet(props: SheetProps) {
  const t = useMessages(designerFormMessages);
  const words = useMessages(designerMessages);
  const { doc, compiled } = useDraft();
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [view, setView] = useState<'sheet' | 'json'>('sheet');
  const { setNodeRef } = useDroppable({ id: 'sheet', data: { insideOf: null } });
  const mark = useDropMark();
  const isDropEnd = mark?.kind === 'inside' && mark.parentId === null;
  const entries = entriesOf(doc.form, null);
  return (
    <div className="dx-pane ds-sheet-pane">
      <div className="ds-sheet-head">
        <span>
          {t('sheet.summary', {
            fields: compiled.fields.length,
            pages: sectionsOf(doc.form).length,
            // A field takes a quarter of a minute on average; nobody believes in less than one.
            minutes: Math.max(1, Math.round(compiled.fields.length / 4)),
          })}
        </span>
        <Segmented
          size="small"
          aria-label={t('sheet.view')}
          value={view}
          options={(['sheet', 'json'] as const).map((value) => ({ value, label: t(`sheet.view.${value}`) }))}
          onChange={setView}
        />
        <Segmented
          size="small"
          aria-label={words('width')}
          value={width}
          options={[
            { value: 'desktop', label: words('width.desktop'), icon: <DesktopOutlined aria-hidden /> },
            { value: 'phone', label: words('width.phone'), icon: <MobileOutlined aria-hidden /> },
          ]}
          onChange={setWidth}
        />
      </div>
      {view === 'json' ? <JsonPane onApply={props.commands.replace} /> : null}
      <div className="ds-sheet" data-width={width} ref={setNodeRef} hidden={view === 'json'}>
        {entries.length === 0 ? <EmptyState title={t('sheet.empty')} help={t('sheet.emptyHelp')} /> : null}
        <div className="ds-fields">
          {entries.map(([id]) => (
            <SheetNode key={id} id={id} {...props} />
          ))}
        </div>
        {isDropEnd ? <div className="ds-drop-here">{t('sheet.dropHere')}</div> : null}
      </div>
    </div>
  );
}
