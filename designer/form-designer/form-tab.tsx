import './form-designer.css';
import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useState } from 'react';
import { designerFormMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { useSelection } from '../draft/use-selection.js';
import { commonBlock } from '../model/form/common-blocks.js';
import { findNode } from '../model/form/tree.js';
import { announcements } from './drag/announcements.js';
import { collisions } from './drag/collisions.js';
import { type DragItem, dragItemOf, titleOfItem } from './drag/drag-item.js';
import { DropContext } from './drag/drop-context.js';
import { type DropTarget, placeOf } from './drag/drop-target.js';
import { jumpByArrow } from './drag/jump-by-arrow.js';
import { useDropTarget } from './drag/use-drop-target.js';
import { Palette } from './palette.js';
import { Properties } from './properties/properties.js';
import { Sheet } from './sheet/sheet.js';
import { useFormCommands } from './use-form-commands.js';
import { useFormShortcuts } from './use-form-shortcuts.js';

/** Palette, sheet, properties. A field is dragged by pointer or by keyboard, or put in and moved by buttons and keys. */
export function FormTab() {
  const t = useMessages(designerFormMessages);
  const { doc } = useDraft();
  const [selected, select] = useSelection();
  const commands = useFormCommands(selected, select);
  const [dragged, setDragged] = useState<DragItem | null>(null);
  const drop = useDropTarget(doc.form, dragged);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: jumpByArrow }),
  );
  useFormShortcuts(selected, select, commands, (id) => findNode(doc.form, id));
  const finish = (target: DropTarget | null) => {
    if (dragged !== null && target !== null) {
      const place = placeOf(doc.form, target);
      if (dragged.kind === 'new') commands.insert(dragged.component, place);
      else commands.move(dragged.id, place);
    }
    setDragged(null);
    drop.clear();
  };
  const selectedId = selected !== null && findNode(doc.form, selected) !== undefined ? selected : null;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collisions}
      accessibility={{
        announcements: announcements(t, doc.form, () => drop.current()),
        screenReaderInstructions: { draggable: t('drag.instructions') },
      }}
      onDragStart={({ active }) => setDragged(dragItemOf(active))}
      onDragMove={drop.follow}
      onDragEnd={() => finish(drop.current())}
      onDragCancel={() => finish(null)}
    >
      <Palette
        selected={selectedId}
        onSelect={select}
        onAdd={(component) => commands.insertAfterSelected(component)}
        onAddBlock={(block) => commands.paste(commonBlock(block))}
      />
      <DropContext value={drop.target}>
        <Sheet selected={selectedId} onSelect={select} commands={commands} />
      </DropContext>
      <Properties selected={selectedId} commands={commands} onSelect={select} />
      <DragOverlay dropAnimation={null}>
        {dragged === null ? null : <div className="ds-drag-ghost">{titleOfItem(dragged, doc.form)}</div>}
      </DragOverlay>
    </DndContext>
  );
}
