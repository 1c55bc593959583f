import type { DecisionTable } from '#core/dmn';
import type { CellPlace } from '../../model/rules/table-edit.js';

/** The cell that a problem's part names: `rules.2.when.1`, or a rule's first cell for `rules.2`. */
export function placeOfPart(part: string, { inputs }: DecisionTable): CellPlace | undefined {
  const found = /^rules\.(\d+)(?:\.(when|give)\.(\d+))?$/.exec(part);
  if (found === null) return undefined;
  const column = Number(found[3] ?? 0) + (found[2] === 'give' ? inputs.length : 0);
  return { row: Number(found[1]), column };
}

/** The part of a problem that means exactly this cell. */
export function partOfPlace({ row, column }: CellPlace, { inputs, outputs }: DecisionTable): string {
  if (column < inputs.length) return `rules.${row}.when.${column}`;
  return column < inputs.length + outputs.length ? `rules.${row}.give.${column - inputs.length}` : '';
}
