import { useDroppable } from '@dnd-kit/core';
import { type FieldNode, fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import { childEntries } from '../../model/form/tree.js';
import { useDropMark } from '../drag/drop-context.js';
import { NodeFrame } from './node-frame.js';
import { NodeMarks } from './node-marks.js';
import type { SheetProps } from './sheet.js';
import { SheetNode } from './sheet-node.js';

/** A box with what stands in it: a section, which is a page of filling in, or a card, columns, tabs on it. */
export function SheetSection({ id, node, ...props }: SheetProps & { readonly id: string; readonly node: FieldNode }) {
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const { setNodeRef } = useDroppable({ id: `inside:${id}`, data: { insideOf: id } });
  const mark = useDropMark();
  const isDropEnd = mark?.kind === 'inside' && mark.parentId === id;
  const children = childEntries(node);
  return (
    <section className="ds-section-node" data-box={node['x-component']} aria-label={node.title}>
      <NodeFrame
        id={id}
        node={node}
        kind="section"
        isSelected={props.selected === id}
        onSelect={props.onSelect}
        commands={props.commands}
      >
        {node['x-component'] === 'Section' ? (
          <h2>
            {node.title} <NodeMarks node={node} />
          </h2>
        ) : (
          <h3>
            {node.title}{' '}
            <small>
              {fieldTypes[node['x-component']].label[locale]}
              {node['x-component'] === 'Tabs' ? `：${t('sheet.tabsHelp')}` : ''}
            </small>{' '}
            <NodeMarks node={node} />
          </h3>
        )}
        {node.description === undefined ? null : <p className="ds-help">{node.description}</p>}
      </NodeFrame>
      <div className="ds-fields" data-columns={node['x-component-props']?.columns} ref={setNodeRef}>
        {children.map(([childId]) => (
          <SheetNode key={childId} id={childId} {...props} />
        ))}
        {children.length === 0 && !isDropEnd ? <p className="ds-drop-empty">{t('sheet.emptySection')}</p> : null}
        {isDropEnd ? <div className="ds-drop-here">{t('sheet.dropHere')}</div> : null}
      </div>
    </section>
  );
}
