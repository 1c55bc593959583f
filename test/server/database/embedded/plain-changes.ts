import { type Change, compare, matches, type Row, type Value } from './plain-model.js';

/* Update operators of the plain model, each on one value. */

export class ModelError extends Error {
  constructor(readonly code: number) {
    super(`code ${code}`);
  }
}

type Before = Value | undefined;

const arrayOr = (before: Before, code: number): readonly Value[] => {
  if (before !== undefined && !Array.isArray(before)) throw new ModelError(code);
  return before ?? [];
};
const numberOr = (before: Before): number => {
  if (before !== undefined && typeof before !== 'number') throw new ModelError(14);
  return before ?? 0;
};

function push(before: Before, operand: unknown): Value {
  const isModifier = typeof operand === 'object' && operand !== null && '$each' in operand;
  const { $each, $slice } = (isModifier ? operand : { $each: [operand] }) as {
    readonly $each: readonly Value[];
    readonly $slice?: number;
  };
  const pushed = [...arrayOr(before, 2), ...$each];
  if ($slice === undefined) return pushed;
  return $slice < 0 ? pushed.slice($slice) : pushed.slice(0, $slice);
}

/** Undefined takes the field away, or leaves it out. */
const changes: Readonly<Record<string, (before: Before, operand: Value, isInsert: boolean) => Before>> = {
  $set: (_, operand) => operand,
  $unset: () => undefined,
  $setOnInsert: (before, operand, isInsert) => (isInsert ? operand : before),
  $inc: (before, operand) => numberOr(before) + (operand as number),
  // Whole numbers have no negative zero.
  $mul: (before, operand) => numberOr(before) * (operand as number) + 0,
  $min: (before, operand) => (before === undefined || compare(operand, before) < 0 ? operand : before),
  $max: (before, operand) => (before === undefined || compare(operand, before) > 0 ? operand : before),
  $push: push,
  $addToSet: (before, operand) => {
    const array = arrayOr(before, 2);
    return array.some((item) => compare(item, operand) === 0) ? array : [...array, operand];
  },
  $pull: (before, operand) =>
    before === undefined ? before : arrayOr(before, 2).filter((item) => !matches({ item }, { item: operand })),
  $pop: (before, operand) => {
    if (before === undefined) return before;
    return operand === 1 ? arrayOr(before, 14).slice(0, -1) : arrayOr(before, 14).slice(1);
  },
};

/** The row as it is afterwards; new fields come in the order of their names. */
export function applyChange(row: Row, change: Change, isInsert = false): Row {
  const next: Record<string, Value> = { ...row };
  const entries = Object.entries(change).flatMap(([operator, fields]) =>
    Object.entries(fields).map(([field, operand]) => ({ operator, field, operand: operand as Value })),
  );
  for (const { operator, field, operand } of entries.sort((a, b) => (a.field < b.field ? -1 : 1))) {
    const apply = changes[operator];
    if (!apply) throw new Error(`The model does not know ${operator}`);
    const after = apply(next[field], operand, isInsert);
    if (after === undefined) delete next[field];
    else next[field] = after;
  }
  return next;
}
