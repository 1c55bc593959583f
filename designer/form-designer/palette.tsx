import { SearchOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { type ComponentName, type FieldTypeInfo, fieldTypes } from '#core/form';
import { designerFormMessages } from '#core/messages';
import { FieldTypeIcon } from '#renderer';
import { useLocale, useMessages } from '#ui';
import type { CommonBlock } from '../model/form/common-blocks.js';
import type { DragItem } from './drag/drag-item.js';
import { Outline } from './outline.js';
import { PaletteBlocks } from './palette-blocks.js';

const groups = ['common', 'government', 'more', 'layout'] as const;

interface PaletteProps {
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onAdd: (component: ComponentName) => void;
  readonly onAddBlock: (block: CommonBlock) => void;
}

/** What can be put in, or what there is already. */
export function Palette({ selected, onSelect, onAdd, onAddBlock }: PaletteProps) {
  const t = useMessages(designerFormMessages);
  const [side, setSide] = useState<'fields' | 'outline'>('fields');
  return (
    <aside className="dx-pane dx-pane-side ds-palette" aria-label={t('palette')}>
      <Segmented
        block
        size="small"
        aria-label={t('side')}
        value={side}
        options={(['fields', 'outline'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
        onChange={setSide}
      />
      {side === 'fields' ? (
        <FieldTypes onAdd={onAdd} onAddBlock={onAddBlock} />
      ) : (
        <Outline selected={selected} onSelect={onSelect} />
      )}
    </aside>
  );
}

/** All field types by group; dragged onto the sheet, or clicked to go behind the selected field. */
function FieldTypes({ onAdd, onAddBlock }: Pick<PaletteProps, 'onAdd' | 'onAddBlock'>) {
  const t = useMessages(designerFormMessages);
  const locale = useLocale();
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const types = Object.values(fieldTypes).filter(
    (type) => wanted === '' || `${type.label['zh-CN']} ${type.label['en-US']}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <Input
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onPressEnter={() => types[0] !== undefined && onAdd(types[0].component)}
      />
      {types.length === 0 ? <p className="ds-help">{t('palette.nothing', { query })}</p> : null}
      {groups.map((group) => {
        const members = types.filter((type) => type.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} aria-label={t(`group.${group}`)}>
            <h2>{t(`group.${group}`)}</h2>
            <div className="ds-palette-grid">
              {members.map((type) => (
                <PaletteItem key={type.component} type={type} label={type.label[locale]} onAdd={onAdd} />
              ))}
            </div>
          </section>
        );
      })}
      {wanted === '' ? <PaletteBlocks onAdd={onAddBlock} /> : null}
    </>
  );
}

interface PaletteItemProps {
  readonly type: FieldTypeInfo;
  readonly label: string;
  readonly onAdd: (component: ComponentName) => void;
}

function PaletteItem({ type, label, onAdd }: PaletteItemProps) {
  const t = useMessages(designerFormMessages);
  const item: DragItem = { kind: 'new', component: type.component, label };
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `palette:${type.component}`, data: { item } });
  return (
    <button
      type="button"
      ref={setNodeRef}
      className="ds-palette-item"
      data-dragging={isDragging}
      aria-label={t('palette.add', { label })}
      onPointerDown={listeners?.onPointerDown as React.PointerEventHandler | undefined}
      onClick={() => onAdd(type.component)}
    >
      <FieldTypeIcon component={type.component} />
      <span>{label}</span>
    </button>
  );
}
