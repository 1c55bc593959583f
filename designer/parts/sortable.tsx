import { HolderOutlined } from '@ant-design/icons';
import {
  closestCenter,
  DndContext,
  type DraggableSyntheticListeners,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';

/** Arrow keys bring the item in hand over the middle of the next one up or down. */
const toNeighbour: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
  if (by === 0) return undefined;
  event.preventDefault();
  const places = context.droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const rect = context.droppableRects.get(id);
      return rect === undefined ? [] : [{ id, middle: rect.top + rect.height / 2 }];
    })
    .toSorted((a, b) => a.middle - b.middle);
  const next = places[places.findIndex((one) => one.id === context.over?.id) + by];
  if (next === undefined) return undefined;
  return { x: currentCoordinates.x, y: next.middle - (context.collisionRect?.height ?? 0) / 2 };
};

interface SortableProps {
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly onMove: (from: number, to: number) => void;
  readonly children: ReactNode;
}

/** A list whose items are put in another order by dragging their handles, by pointer or by keyboard. */
export function Sortable({ items, onMove, children }: SortableProps) {
  const t = useMessages(designerRuleMessages);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNeighbour }),
  );
  const place = (id: unknown) => items.findIndex((one) => one.id === id);
  const titled = (id: unknown) => ({ title: items[place(id)]?.title ?? '' });
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: t('drag.help') },
        announcements: {
          onDragStart: ({ active }) => t('drag.start', titled(active.id)),
          onDragOver: ({ active, over }) =>
            over === null ? undefined : t('drag.over', { ...titled(active.id), number: place(over.id) + 1 }),
          onDragEnd: ({ active, over }) =>
            over === null
              ? t('drag.cancel', titled(active.id))
              : t('drag.end', { ...titled(active.id), number: place(over.id) + 1 }),
          onDragCancel: ({ active }) => t('drag.cancel', titled(active.id)),
        },
      }}
      onDragEnd={({ active, over }) => {
        if (over !== null && over.id !== active.id) onMove(place(active.id), place(over.id));
      }}
    >
      {children}
    </DndContext>
  );
}

interface SortableItemProps {
  readonly id: string;
  readonly title: string;
  readonly className: string;
  readonly isOpen: boolean;
  readonly children: (handle: ReactNode) => ReactNode;
}

/** One item; `handle` is what it is dragged by. */
export function SortableItem({ id, title, className, isOpen, children }: SortableItemProps) {
  const drag = useDraggable({ id });
  const drop = useDroppable({ id });
  const { transform } = drag;
  return (
    <li
      id={`place-${id}`}
      ref={(node) => {
        drag.setNodeRef(node);
        drop.setNodeRef(node);
      }}
      className={className}
      data-open={isOpen}
      data-dragging={drag.isDragging}
      data-over={drop.isOver && !drag.isDragging}
      style={transform === null ? undefined : { transform: `translateY(${Math.round(transform.y)}px)` }}
    >
      {children(<Handle title={title} listeners={drag.listeners} activator={drag.setActivatorNodeRef} />)}
    </li>
  );
}

interface HandleProps {
  readonly title: string;
  readonly listeners: DraggableSyntheticListeners;
  readonly activator: (node: HTMLElement | null) => void;
}

function Handle({ title, listeners, activator }: HandleProps) {
  const t = useMessages(designerRuleMessages);
  return (
    <button
      type="button"
      className="ds-drag-handle"
      ref={activator}
      aria-label={t('condition.drag', { title })}
      {...listeners}
    >
      <HolderOutlined aria-hidden />
    </button>
  );
}
