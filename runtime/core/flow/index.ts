export { duixianModdle } from './bpmn/duixian-moddle.js';
export { parseBpmn } from './bpmn/parse-bpmn.js';
export { maxElements } from './bpmn/read-process.js';
export { type ChainLink, chainHash, findBrokenLink } from './chain.js';
export { barredAccounts, conflictOf } from './engine/commands/permission.js';
export { isUntouched } from './engine/commands/take-back.js';
export { evolve, replay } from './engine/evolve.js';
export { type Execution, execute } from './engine/execute.js';
export { hasSeats, isVoted, openSeats, ownerSeat, seatsOf } from './engine/seats.js';
export { grantedAmountName, requestedAmountName } from './engine/variables.js';
export { type Forecast, type ForecastStep, forecast } from './forecast/forecast.js';
export { financeIssues } from './lint/approval-rules.js';
export { lintBpmn } from './lint/lint-bpmn.js';
export { lintProcess } from './lint/lint-process.js';
export {
  checkMigration,
  type Migration,
  type MigrationReason,
  migrationReasonCodes,
} from './migration/check-migration.js';
export { type ElementMap, suggestElementMap, targetsOf } from './migration/element-map.js';
export { migrate } from './migration/migrate.js';
export { type Assignee, parseAssignee, type UnitSelector, writeAssignee } from './model/assignee.js';
export * from './model/command.js';
export * from './model/context.js';
export * from './model/definition.js';
export * from './model/event.js';
export * from './model/expression.js';
export type { FlowIssue } from './model/issue.js';
export { type FlowRule, flowRules } from './model/rules.js';
export * from './model/state.js';
export * from './model/step.js';
export { stepSettings } from './model/step-settings.js';
export { isVariableName } from './model/variable-name.js';
export { buildLinearFlow } from './outline/build-linear-flow.js';
export * from './outline/outline.js';
export { readOutline } from './outline/read-outline.js';
export { writeBpmn } from './outline/write-bpmn.js';
export type { FlawKind, Proof, ProofFinding } from './proof/proof.js';
export { proveProcess } from './proof/prove-process.js';
