import { useDroppable } from '@dnd-kit/core';
import { memo } from 'react';
import type { FieldNode } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { FieldPreview } from '#renderer';
import { useLocale, useMessages } from '#ui';
import { childEntries } from '../../model/form/tree.js';
import { NodeFrame } from './node-frame.js';
import { NodeMarks } from './node-marks.js';
import type { SheetProps } from './sheet.js';

/** A field as applicants will see it; what holds rows shows its columns, which can be selected too. */
export function SheetField({ id, node, ...props }: SheetProps & { readonly id: string; readonly node: FieldNode }) {
  return (
    <NodeFrame
      id={id}
      node={node}
      kind="field"
      isSelected={props.selected === id}
      onSelect={props.onSelect}
      commands={props.commands}
    >
      <NodeMarks node={node} />
      <Preview node={node} />
      {node.items !== undefined ? <Columns id={id} node={node} {...props} /> : null}
    </NodeFrame>
  );
}

const Preview = memo(function Preview({ node }: { readonly node: FieldNode }) {
  const locale = useLocale();
  return (
    <div className="ds-node-preview" inert>
      <FieldPreview node={node} locale={locale} />
    </div>
  );
});

function Columns({ id, node, ...props }: SheetProps & { readonly id: string; readonly node: FieldNode }) {
  const t = useMessages(designerFormMessages);
  const { setNodeRef } = useDroppable({ id: `inside:${id}`, data: { insideOf: id } });
  return (
    <div className="ds-columns" ref={setNodeRef}>
      {childEntries(node).map(([columnId, column]) => (
        <NodeFrame
          key={columnId}
          id={columnId}
          node={column}
          kind="column"
          isSelected={props.selected === columnId}
          onSelect={props.onSelect}
          commands={props.commands}
        >
          <span className="ds-column-title">
            {column.title}
            {column.required === true ? <small>{t('sheet.required')}</small> : null}
          </span>
        </NodeFrame>
      ))}
    </div>
  );
}
