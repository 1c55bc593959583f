/** Sizes of bpmn-js's shapes, and the gaps between them, in its pixels. */
export const sizes = {
  event: { width: 36, height: 36 },
  task: { width: 100, height: 80 },
  gateway: { width: 50, height: 50 },
} as const;
export const gapX = 60;
export const gapY = 40;

const labelHeight = 14;
const labelGap = 4;
/** How wide a name is drawn, at most: bpmn-js sets labels in 11 px and breaks them at 90. */
export const labelWidth = (name: string): number => Math.min(90, 12 * name.length + 4);

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export type Shape = keyof typeof sizes;

export const middleLeft = (box: Box): Point => ({ x: box.x, y: box.y + box.height / 2 });
const middleRight = (box: Box): Point => ({ x: box.x + box.width, y: box.y + box.height / 2 });
export const middleBottom = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height });
const middleTop = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y });

/** A line of right angles from one box to another on its right: level, or out of a gateway's tip, or in the gap before the target. */
export function route(from: Box, to: Box, fromGateway: boolean, toGateway: boolean): readonly Point[] {
  const start = middleRight(from);
  const end = middleLeft(to);
  if (Math.abs(start.y - end.y) < 1) return [start, end];
  const isDown = end.y > start.y;
  if (fromGateway) {
    const tip = isDown ? middleBottom(from) : middleTop(from);
    return [tip, { x: tip.x, y: end.y }, end];
  }
  if (toGateway) {
    const tip = isDown ? middleTop(to) : middleBottom(to);
    return [start, { x: tip.x, y: start.y }, tip];
  }
  const bend = end.x - gapX / 2;
  return [start, { x: bend, y: start.y }, { x: bend, y: end.y }, end];
}

const label = (name: string, x: number, y: number): Box => ({ x, y, width: labelWidth(name), height: labelHeight });
const centre = (name: string, box: Box): number => box.x + (box.width - labelWidth(name)) / 2;

/** Where names stand that would lie on a line: a gateway's above it, an event's below, a boundary event's beside its line. */
export const labelAbove = (name: string, box: Box): Box =>
  label(name, centre(name, box), box.y - labelHeight - labelGap);
export const labelBelow = (name: string, box: Box): Box =>
  label(name, centre(name, box), box.y + box.height + labelGap);
export const labelBeside = (name: string, box: Box): Box =>
  label(name, box.x + box.width / 2 + labelGap, box.y + box.height + labelGap);

/** A flow's name stands on its first level piece, at the beginning. */
export function labelOnLine(name: string, points: readonly Point[]): Box | null {
  const index = points.findIndex((point, at) => point.y === points[at + 1]?.y);
  const from = points[index];
  return from === undefined ? null : label(name, from.x + 2 * labelGap, from.y - labelHeight - labelGap);
}
