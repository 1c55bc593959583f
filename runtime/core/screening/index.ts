/**
 * The enterprise snapshot (企业库快照) and what screens it: columns, cells, guesses, outcomes, tallies. Pure; reading files
 * is the server's.
 */
export {
  type ColumnProblem,
  checkColumns,
  creditCodeVariable,
  firmNameVariable,
  mergeVariables,
  type SnapshotColumn,
  type SnapshotValue,
} from './column.js';
export {
  compareScreened,
  type DryRunChange,
  dryRunChanges,
  emptyTally,
  type ScreeningTally,
  sumTallies,
  tallyOf,
} from './compare.js';
export { csvLine, exportCell } from './export-cell.js';
export { type ColumnGuess, guessColumns } from './guess-columns.js';
export { snapshotLimits } from './limits.js';
export { type CellProblemCode, cellProblemCodes, type RowMistake, readRow, shownValue } from './read-cell.js';
export {
  createScreener,
  describeColumns,
  outcomeOf,
  type Screened,
  type Screener,
  type ScreeningOutcome,
  screeningOutcomes,
  type UnmetCondition,
} from './screen-firm.js';
