import { type FeelValue, feelOrder, type Interval, type TestRegion, toJson } from '#core/feel';

/**
 * One input's values cut into pieces that no cell of its column divides: texts and truth values one by one with “any
 * other” beside them, ordered values into bounds and the stretches between.
 */
export interface Axis {
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** As FEEL writes it, for showing where a gap is. */
  readonly text: string;
  readonly value: FeelValue;
  /** Set where the piece is a stretch that begins at `value` (null: has no beginning), not a single value. */
  readonly stretchTo?: FeelValue;
  readonly isOther?: true;
}

const show = (value: FeelValue): string => (typeof value === 'string' ? JSON.stringify(value) : String(toJson(value)));

/** The axis of a column; null where its cells are of several kinds, or cannot be read. */
export function axisOf(regions: readonly (TestRegion | null)[], allowed: TestRegion | null): Axis | null {
  if (regions.some((region) => region === null)) return null;
  const given = [...regions, allowed].filter((region) => region !== null && region.kind !== 'all');
  if (given.every((region) => region?.kind === 'points')) {
    return pointAxis(
      given.flatMap((region) => (region?.kind === 'points' ? region.points : [])),
      allowed,
    );
  }
  if (given.every((region) => region?.kind === 'intervals')) {
    return intervalAxis(
      given.flatMap((region) => (region?.kind === 'intervals' ? region.intervals : [])),
      allowed,
    );
  }
  return null;
}

function pointAxis(points: readonly FeelValue[], allowed: TestRegion | null): Axis {
  const isBoolean = points.some((point) => typeof point === 'boolean');
  const all = [...new Set(isBoolean ? [...points, true, false] : points)];
  const pieces: Piece[] = all.map((value) => ({ text: show(value), value }));
  if (!isBoolean)
    pieces.push({ text: all.length === 0 ? '-' : `not(${all.map(show).join(', ')})`, value: null, isOther: true });
  return { pieces: pieces.filter((piece) => allowed === null || holds(allowed, piece)) };
}

function intervalAxis(intervals: readonly Interval[], allowed: TestRegion | null): Axis | null {
  const bounds: FeelValue[] = [];
  for (const value of intervals.flatMap(({ low, high }) => [low, high])) {
    if (value === null) continue;
    const orders = bounds.map((other) => feelOrder(value, other));
    if (orders.includes(null)) return null;
    if (!orders.includes(0)) bounds.push(value);
  }
  bounds.sort((a, b) => feelOrder(a, b) ?? 0);
  const pieces: Piece[] = [];
  let before: FeelValue = null;
  for (const bound of bounds) {
    pieces.push({
      text: before === null ? `< ${show(bound)}` : `(${show(before)}..${show(bound)})`,
      value: before,
      stretchTo: bound,
    });
    pieces.push({ text: show(bound), value: bound });
    before = bound;
  }
  pieces.push({ text: before === null ? '-' : `> ${show(before)}`, value: before, stretchTo: null });
  return { pieces: pieces.filter((piece) => allowed === null || holds(allowed, piece)) };
}

/** Whether a cell admits a piece; pieces are never divided, so it is all or nothing. */
export function holds(region: TestRegion, piece: Piece): boolean {
  switch (region.kind) {
    case 'all':
      return true;
    case 'points':
      return region.points.includes(piece.value) && piece.isOther !== true ? !region.negated : region.negated;
    case 'intervals':
      return region.intervals.some((interval) => holdsPiece(interval, piece));
  }
}

function holdsPiece({ low, lowIncluded, high, highIncluded }: Interval, piece: Piece): boolean {
  if (piece.stretchTo === undefined) {
    const above = low === null ? 1 : (feelOrder(piece.value, low) ?? -1);
    const below = high === null ? -1 : (feelOrder(piece.value, high) ?? 1);
    return (above > 0 || (above === 0 && lowIncluded)) && (below < 0 || (below === 0 && highIncluded));
  }
  // A stretch lies between two neighbouring bounds: it is inside where both its ends are not outside.
  const fromLow = low === null || (piece.value !== null && (feelOrder(piece.value, low) ?? -1) >= 0);
  const toHigh = high === null || (piece.stretchTo !== null && (feelOrder(piece.stretchTo, high) ?? 1) <= 0);
  return fromLow && toHigh;
}
