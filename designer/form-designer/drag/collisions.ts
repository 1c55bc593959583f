import { type CollisionDetection, closestCenter, pointerWithin } from '@dnd-kit/core';

/**
 * By pointer: the innermost place under it; a field lies in its section, and both lie under the pointer. By keyboard the
 * place nearest to where the arrow keys have brought the thing.
 */
export const collisions: CollisionDetection = (args) => {
  if (args.pointerCoordinates === null) return closestCenter(args);
  const under = pointerWithin(args);
  const area = (id: string | number) => {
    const rect = args.droppableRects.get(id);
    return rect === undefined ? Number.POSITIVE_INFINITY : rect.width * rect.height;
  };
  return under.toSorted((a, b) => area(a.id) - area(b.id));
};
