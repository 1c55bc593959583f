import type { DmnElement, DmnModdle } from 'dmn-moddle';

interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

const width = 180;
const height = 80;
const gap = 60;

/** A drawing in rows: input data at the bottom, each decision above what it requires, as modellers draw it. */
export function layOut(
  moddle: DmnModdle,
  inputs: readonly string[],
  decisions: readonly string[],
  edges: readonly Edge[],
  elementOf: (id: string) => DmnElement | undefined,
): DmnElement {
  const levels = levelsOf(inputs, decisions, edges);
  const top = Math.max(0, ...levels.values());
  const filled = new Map<number, number>();
  const places = new Map(
    [...levels].map(([id, level]) => {
      const column = filled.get(level) ?? 0;
      filled.set(level, column + 1);
      return [id, { x: gap + column * (width + gap), y: gap + (top - level) * (height + gap) }] as const;
    }),
  );
  const shapes = [...places].map(([id, { x, y }]) =>
    moddle.create('dmndi:DMNShape', {
      id: `${id}_shape`,
      dmnElementRef: elementOf(id),
      bounds: moddle.create('dc:Bounds', { x, y, width, height }),
    }),
  );
  const lines = edges.flatMap(({ id, from, to }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return [];
    const waypoint = [
      moddle.create('dc:Point', { x: start.x + width / 2, y: start.y }),
      moddle.create('dc:Point', { x: end.x + width / 2, y: end.y + height }),
    ];
    return [moddle.create('dmndi:DMNEdge', { id: `${id}_edge`, dmnElementRef: elementOf(id), waypoint })];
  });
  const diagram = moddle.create('dmndi:DMNDiagram', { id: 'diagram', diagramElements: [...shapes, ...lines] });
  return moddle.create('dmndi:DMNDI', { diagrams: [diagram] });
}

/** Each element one above the highest of those it requires. A cycle ends where it closes. */
function levelsOf(
  inputs: readonly string[],
  decisions: readonly string[],
  edges: readonly Edge[],
): ReadonlyMap<string, number> {
  const levels = new Map<string, number>(inputs.map((id) => [id, 0]));
  const level = (id: string, above: ReadonlySet<string>): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const below = edges.filter(({ from, to }) => to === id && !above.has(from));
    const own = 1 + Math.max(0, ...below.map(({ from }) => level(from, new Set([...above, id]))));
    levels.set(id, own);
    return own;
  };
  for (const id of decisions) level(id, new Set());
  return levels;
}
