import type { DragMoveEvent } from '@dnd-kit/core';
import { useRef, useState } from 'react';
import type { FormSchema } from '#core/form';
import { mayStandIn } from '../../model/form/edit.js';
import { findPlace } from '../../model/form/tree.js';
import { type DragItem, nodeOf } from './drag-item.js';
import type { DropTarget } from './drop-target.js';

interface DropFollower {
  readonly target: DropTarget | null;
  readonly current: () => DropTarget | null;
  readonly follow: (event: DragMoveEvent) => void;
  readonly clear: () => void;
}

/** Follows the thing in hand and tells where it would go; null where it may not stand. */
export function useDropTarget(schema: FormSchema, item: DragItem | null): DropFollower {
  const [target, setTarget] = useState<DropTarget | null>(null);
  const latest = useRef<DropTarget | null>(null);
  const become = (next: DropTarget | null) => {
    if (JSON.stringify(next) === JSON.stringify(latest.current)) return;
    latest.current = next;
    setTarget(next);
  };
  return {
    target,
    current: () => latest.current,
    clear: () => become(null),
    follow: (event) => become(item === null ? null : targetOf(event, schema, item)),
  };
}

function targetOf(event: DragMoveEvent, schema: FormSchema, item: DragItem): DropTarget | null {
  const { over, active } = event;
  if (over === null) return null;
  const data = over.data.current as { nodeId?: string; insideOf?: string | null; isHalf?: boolean } | undefined;
  if (data === undefined) return null;
  const target: DropTarget =
    data.nodeId === undefined
      ? { kind: 'inside', parentId: data.insideOf ?? null }
      : { kind: 'beside', id: data.nodeId, side: sideOf(event, data.isHalf === true) };
  const parentId = target.kind === 'inside' ? target.parentId : (findPlace(schema, target.id)?.parentId ?? null);
  const node = nodeOf(item, schema);
  if (node === undefined) return null;
  if (!mayStandIn(schema, parentId, node)) {
    // A section over a field inside another goes behind that section.
    return parentId !== null && mayStandIn(schema, null, node) ? { kind: 'beside', id: parentId, side: 'after' } : null;
  }
  if (item.kind === 'field' && target.kind === 'beside' && target.id === item.id) return null;
  return active.rect.current.translated === null ? null : target;
}

/** Fields of half width stand side by side, so left and right decide; others above and below. */
function sideOf({ over, active, activatorEvent, delta }: DragMoveEvent, isHalf: boolean): 'before' | 'after' {
  const rect = over?.rect;
  const moved = active.rect.current.translated;
  if (rect === undefined || moved === null) return 'after';
  const pointer =
    activatorEvent instanceof PointerEvent
      ? { x: activatorEvent.clientX + delta.x, y: activatorEvent.clientY + delta.y }
      : { x: moved.left + moved.width / 2, y: moved.top + moved.height / 2 };
  const isBefore =
    isHalf && activatorEvent instanceof PointerEvent
      ? pointer.x < rect.left + rect.width / 2
      : pointer.y < rect.top + rect.height / 2;
  return isBefore ? 'before' : 'after';
}
