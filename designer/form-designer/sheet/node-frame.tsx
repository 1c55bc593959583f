import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { FieldNode } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../../draft/draft-context.js';
import type { DragItem } from '../drag/drag-item.js';
import { useDropMark } from '../drag/drop-context.js';
import type { FormCommands } from '../use-form-commands.js';

interface NodeFrameProps {
  readonly id: string;
  readonly node: FieldNode;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly commands: FormCommands;
  readonly kind: 'field' | 'section' | 'column';
  readonly children: ReactNode;
}

/** What every node on the sheet has: a cover that selects it, a handle that drags it, its tools, and the mark where a drop would go. */
export function NodeFrame({ id, node, isSelected, onSelect, commands, kind, children }: NodeFrameProps) {
  const t = useMessages(designerFormMessages);
  const { problems } = useDraft();
  const mark = useDropMark();
  const item: DragItem = { kind: 'field', id };
  const isHalf = node['x-component-props']?.half === true;
  const drag = useDraggable({ id: `field:${id}`, data: { item } });
  const drop = useDroppable({ id: `node:${id}`, data: { nodeId: id, isHalf } });
  const frame = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (isSelected) frame.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const severity = problems.find(
    (one) => one.part === 'form' && one.place.split('.').at(-1) === id && one.severity === 'error',
  )?.severity;
  const dropSide = mark?.kind === 'beside' && mark.id === id ? mark.side : undefined;
  const { role: _role, ...attributes } = drag.attributes;
  return (
    <div
      className="ds-node"
      ref={(element) => {
        frame.current = element;
        drop.setNodeRef(element);
      }}
      data-kind={kind}
      data-half={isHalf}
      data-selected={isSelected}
      data-dragging={drag.isDragging}
      data-severity={severity}
      data-node={id}
    >
      {dropSide === 'before' ? <div className="ds-drop-here">{t('sheet.dropHere')}</div> : null}
      <div className="ds-node-box">
        <button
          type="button"
          className="ds-node-cover"
          aria-pressed={isSelected}
          aria-label={t('field.select', { title: node.title })}
          onClick={() => onSelect(id)}
        />
        <button
          type="button"
          className="ds-node-handle"
          ref={drag.setActivatorNodeRef}
          {...attributes}
          {...drag.listeners}
          aria-label={t('field.drag', { title: node.title })}
        >
          <HolderOutlined aria-hidden />
        </button>
        <span ref={drag.setNodeRef} className="ds-node-rect" />
        {children}
        {isSelected ? <NodeTools id={id} title={node.title} commands={commands} /> : null}
      </div>
      {dropSide === 'after' ? <div className="ds-drop-here">{t('sheet.dropHere')}</div> : null}
    </div>
  );
}

function NodeTools({
  id,
  title,
  commands,
}: {
  readonly id: string;
  readonly title: string;
  readonly commands: FormCommands;
}) {
  const t = useMessages(designerFormMessages);
  const tools = [
    { key: 'up', icon: <ArrowUpOutlined aria-hidden />, act: () => commands.moveByOne(id, 'up') },
    { key: 'down', icon: <ArrowDownOutlined aria-hidden />, act: () => commands.moveByOne(id, 'down') },
    { key: 'duplicate', icon: <CopyOutlined aria-hidden />, act: () => commands.duplicate(id) },
    { key: 'remove', icon: <DeleteOutlined aria-hidden />, act: () => commands.remove(id) },
  ] as const;
  return (
    <div className="ds-node-tools" role="toolbar" aria-label={t('field.tools', { title })}>
      {tools.map(({ key, icon, act }) => (
        <Button
          key={key}
          type="text"
          size="small"
          aria-label={t(`field.${key}`)}
          title={t(`field.${key}`)}
          icon={icon}
          onClick={act}
        />
      ))}
    </div>
  );
}
