import { type TestRegion, testRegion } from '#core/feel';
import { type Axis, axisOf, holds, type Piece } from './table-axis.js';
import type { DecisionProblem, DecisionTable } from './types.js';

/** Combinations of pieces that are looked at before the search for gaps gives up. */
const maxLooks = 20_000;
const maxReports = 10;

interface Grid {
  readonly axes: readonly Axis[];
  /** What each rule admits, by column. */
  readonly rules: readonly (readonly TestRegion[])[];
}

/**
 * What the rules of a table are to one another, where their cells compare with constants: overlaps that the hit policy does
 * not bear, rules that an earlier one always beats, and inputs that no rule answers. All are warnings: inputs may hang
 * together in ways that a table does not show.
 */
export function analyseTable(table: DecisionTable): readonly DecisionProblem[] {
  const grid = gridOf(table);
  if (grid === null) return [];
  const problems: DecisionProblem[] = [];
  if (table.hitPolicy === 'U' || table.hitPolicy === 'A') problems.push(...overlaps(table, grid));
  if (table.hitPolicy === 'F') problems.push(...neverReached(grid));
  const gap = gapOf(table, grid);
  if (gap !== null) problems.push(gap);
  return problems;
}

function gridOf(table: DecisionTable): Grid | null {
  const rows = table.rules.map((rule) => table.inputs.map((_, column) => testRegion(rule.when[column] ?? '')));
  const axes = table.inputs.map((input, column) =>
    axisOf(
      rows.map((row) => row[column] ?? null),
      input.allowed.trim() === '' ? null : testRegion(input.allowed),
    ),
  );
  if (axes.includes(null)) return null;
  return { axes: axes as readonly Axis[], rules: rows as readonly (readonly TestRegion[])[] };
}

const warning = (part: string, code: DecisionProblem['code'], params: DecisionProblem['params']): DecisionProblem => ({
  part,
  code,
  params,
  severity: 'warning',
});

const meets = (grid: Grid, a: number, b: number): boolean =>
  grid.axes.every(({ pieces }, column) =>
    pieces.some((piece) => admits(grid, a, column, piece) && admits(grid, b, column, piece)),
  );

const admits = ({ rules }: Grid, row: number, column: number, piece: Piece): boolean =>
  holds(rules[row]?.[column] ?? { kind: 'all' }, piece);

function overlaps({ hitPolicy, rules }: DecisionTable, grid: Grid): readonly DecisionProblem[] {
  const found: DecisionProblem[] = [];
  for (let later = 1; later < rules.length; later += 1) {
    for (let earlier = 0; earlier < later && found.length < maxReports; earlier += 1) {
      const sameOutputs = rules[earlier]?.give.join('\u0000') === rules[later]?.give.join('\u0000');
      if ((hitPolicy === 'A' && sameOutputs) || !meets(grid, earlier, later)) continue;
      const code = hitPolicy === 'U' ? 'RULES_OVERLAP' : 'RULES_DISAGREE';
      found.push(warning(`rules.${later}`, code, { rules: `${earlier + 1}, ${later + 1}` }));
    }
  }
  return found;
}

/** A rule of a first-hit table that one earlier rule covers whole. */
function neverReached(grid: Grid): readonly DecisionProblem[] {
  const found: DecisionProblem[] = [];
  const covers = (earlier: number, later: number): boolean =>
    grid.axes.every(({ pieces }, column) =>
      pieces.every((piece) => !admits(grid, later, column, piece) || admits(grid, earlier, column, piece)),
    );
  for (let later = 1; later < grid.rules.length && found.length < maxReports; later += 1) {
    const by = grid.rules.findIndex((_, earlier) => earlier < later && covers(earlier, later));
    if (by >= 0) found.push(warning(`rules.${later}`, 'RULE_NEVER_REACHED', { number: later + 1, by: by + 1 }));
  }
  return found;
}

/** The first combination of inputs that no rule admits; a table with a default answers everything. */
function gapOf({ inputs, outputs }: DecisionTable, grid: Grid): DecisionProblem | null {
  if (outputs.some((output) => output.otherwise.trim() !== '')) return null;
  let looks = 0;
  const known = new Set<string>();
  /** Pieces from this column on that none of the rules left over admits; null where there are none. */
  const search = (column: number, left: readonly number[]): readonly Piece[] | null => {
    if (left.length === 0) return grid.axes.slice(column).map(({ pieces }) => pieces[0] as Piece);
    const axis = grid.axes[column];
    const key = `${column}:${left.join(',')}`;
    if (axis === undefined || known.has(key)) return null;
    for (const piece of axis.pieces) {
      looks += 1;
      if (looks > maxLooks) return null;
      const rest = search(
        column + 1,
        left.filter((row) => admits(grid, row, column, piece)),
      );
      if (rest !== null) return [piece, ...rest];
    }
    known.add(key);
    return null;
  };
  const found = search(
    0,
    grid.rules.map((_, row) => row),
  );
  if (found === null) return null;
  const example = found.map((piece, column) => `${inputs[column]?.label || inputs[column]?.feel}: ${piece.text}`);
  return warning('', 'NO_RULE_MATCHES', { example: example.join('; ') });
}
