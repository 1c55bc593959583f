/**
 * Decisions of DMN 1.5: decision tables with every hit policy and named FEEL expressions; compiled once, evaluated with a
 * trace, checked. Pure. Imports feel and messages.
 */
export { type CheckedDecisions, checkDecisions } from './check-decisions.js';
export {
  type CompiledDecision,
  type CompiledDecisions,
  compileDecisions,
  decisionNames,
} from './compile-decisions.js';
export {
  type DecisionOutcome,
  type DecisionScope,
  type DescribeName,
  evaluateDecisions,
  evaluateNamed,
} from './evaluate-decision.js';
export { type CellKind, cellsOf, type MapCell, mapCells } from './map-cells.js';
export { decisionProblemText } from './problem-text.js';
export {
  type ColumnType,
  columnTypes,
  type Decision,
  type DecisionProblem,
  type DecisionProblemCode,
  type DecisionTable,
  type DecisionTrace,
  type HitPolicy,
  hitPolicies,
  type LiteralDecision,
  type TableInput,
  type TableOutput,
  type TableRule,
} from './types.js';
