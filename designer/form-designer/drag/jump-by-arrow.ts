import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/** Arrow keys bring the thing in hand to the next place up or down the page, past its middle, so that it lands behind or before. */
export const jumpByArrow: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const isDown = event.code === 'ArrowDown' || event.code === 'ArrowRight';
  const isUp = event.code === 'ArrowUp' || event.code === 'ArrowLeft';
  if (!isDown && !isUp) return undefined;
  event.preventDefault();
  const height = context.collisionRect?.height ?? 0;
  const width = context.collisionRect?.width ?? 0;
  const middle = currentCoordinates.y + height / 2;
  const places = [...context.droppableContainers.getEnabled()]
    .flatMap((container) => {
      const rect = context.droppableRects.get(container.id);
      return rect === undefined ? [] : [{ rect, y: rect.top + rect.height * (isDown ? 0.75 : 0.25) }];
    })
    .toSorted((a, b) => a.y - b.y);
  const next = isDown ? places.find((place) => place.y > middle + 4) : places.findLast((place) => place.y < middle - 4);
  if (next === undefined) return undefined;
  return { x: next.rect.left + next.rect.width / 2 - width / 2, y: next.y - height / 2 };
};
