import type { FlowContext } from './model/context.js';
import type { ProcessDefinition } from './model/definition.js';
import type { FlowIssue } from './model/issue.js';
import type { ProcessState } from './model/state.js';
import type { StepKind, WorkingLimit } from './model/step.js';
import type { FlowOutline } from './outline/outline.js';

export { duixianModdle } from './bpmn/duixian-moddle.js';
export { maxXmlBytes } from './bpmn/guard-xml.js';
export { parseBpmn } from './bpmn/parse-bpmn.js';
export { maxElements } from './bpmn/read-process.js';
export { type ChainLink, chainHash, findBrokenLink } from './chain.js';
export { evolve, replay } from './engine/evolve.js';
export { type Execution, execute } from './engine/execute.js';
export { grantedAmountName, requestedAmountName } from './engine/variables.js';
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
export { buildLinearFlow } from './outline/build-linear-flow.js';
export * from './outline/outline.js';
export { writeBpmn } from './outline/write-bpmn.js';

/** One step that is going on or is expected, in the order in which it is expected. */
export interface ForecastStep {
  readonly elementId: string;
  readonly name: string;
  readonly kind: StepKind | 'service' | 'wait';
  readonly status: 'current' | 'suspended' | 'coming';
  /** Symbolic assignee; empty for what nobody does by hand. */
  readonly assignee: string;
  readonly claimedBy: string | null;
  readonly limit: WorkingLimit | null;
  /** When it is expected to begin at the latest, and to end; `null` while a clock stands still before it. */
  readonly startsBy: string | null;
  readonly dueAt: string | null;
  /** Not certain: a condition on the way could not be decided with the variables given. */
  readonly conditional: boolean;
}
export interface Forecast {
  readonly steps: readonly ForecastStep[];
  /** The latest promised end; `null` if it cannot be told. */
  readonly endsBy: string | null;
}
/** The coming steps of a case (or, with `null`, of one that is about to be filed), who does them and when they are due. */
export declare function forecast(
  definition: ProcessDefinition,
  state: ProcessState | null,
  context: Pick<FlowContext, 'now' | 'variables' | 'calendar'>,
): Forecast;

/** Structural rules of the standard and of the product; an `error` forbids publishing. */
export declare function lintProcess(definition: ProcessDefinition): readonly FlowIssue[];

export type FlawKind = 'deadlock' | 'tokens-left-over' | 'dead-element' | 'end-unreachable';
/** A flaw with the shortest way to it. `abstracted`: it rests on a condition's value that the proof only assumed (D13). */
export interface ProofFinding {
  readonly kind: FlawKind;
  readonly elementId: string;
  readonly path: readonly string[];
  readonly abstracted: boolean;
}
export interface Proof {
  readonly verdict: 'proved' | 'counterexample' | 'gave-up';
  readonly findings: readonly ProofFinding[];
  readonly exploredStates: number;
  /** Working days to the end at worst and typically, by the steps' limits, loops and returns once at most; `null` where a step has no limit. */
  readonly worstWorkingDays: number | null;
  readonly typicalWorkingDays: number | null;
}
/** Explores every reachable marking up to a bound. */
export declare function proveProcess(definition: ProcessDefinition, options?: { readonly maxStates?: number }): Proof;

/** The outline of a definition; parts that are not block-structured come back as `closed`. */
export declare function readOutline(definition: ProcessDefinition): FlowOutline;
