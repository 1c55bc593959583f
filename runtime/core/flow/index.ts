import type { Result } from '#core/result';
import type { FlowCommand, FlowRejection } from './model/command.js';
import type { FlowContext } from './model/context.js';
import type { ProcessDefinition } from './model/definition.js';
import type { FlowEvent } from './model/event.js';
import type { FlowIssue } from './model/issue.js';
import type { ProcessState } from './model/state.js';
import type { StepKind, StepSettings, WorkingLimit } from './model/step.js';
import type { FlowOutline } from './outline/outline.js';

export { duixianModdle } from './bpmn/duixian-moddle.js';
export * from './model/command.js';
export * from './model/context.js';
export * from './model/definition.js';
export * from './model/event.js';
export * from './model/expression.js';
export * from './model/issue.js';
export * from './model/state.js';
export * from './model/step.js';
export * from './outline/outline.js';

/** Reads BPMN 2.0 XML. Refuses what it cannot execute exactly: each such element is an error with its id. Never throws. */
export declare function parseBpmn(xml: string): Promise<Result<ProcessDefinition, readonly FlowIssue[]>>;

/** What a command did: the new state and the events that made it (`state` is `events` folded with `evolve`). */
export interface Execution {
  readonly state: ProcessState;
  readonly events: readonly FlowEvent[];
}

/** Decides a command. Pure: the same arguments give the same answer. Runs on until every token waits for something. */
export declare function execute(
  definition: ProcessDefinition,
  state: ProcessState | null,
  command: FlowCommand,
  context: FlowContext,
): Result<Execution, FlowRejection>;

/** Remembers one event. `null` is the state before `ProcessStarted`. */
export declare function evolve(state: ProcessState | null, event: FlowEvent): ProcessState;

/** The state after a whole history. */
export declare function replay(events: readonly FlowEvent[]): ProcessState | null;

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

/** Writes BPMN 2.0 XML with diagram, laid out from left to right. Throws on `closed` blocks and doubled ids (a programming error). */
export declare function writeBpmn(outline: FlowOutline): Promise<string>;
/** The outline of a definition; parts that are not block-structured come back as `closed`. */
export declare function readOutline(definition: ProcessDefinition): FlowOutline;

/** The outline of a plain line of blocks. */
export declare function buildLinearFlow(id: string, name: string, blocks: FlowOutline['blocks']): FlowOutline;
/** The settings of a step, with defaults for what is not given. */
export declare function stepSettings(given: Partial<StepSettings>): StepSettings;

/** The hash of a history entry on top of the one before it (N10, D20): SHA-256 over the previous hash and canonical JSON. */
export declare function chainHash(previousHash: string, entry: unknown, sha256: (text: string) => string): string;
/** The index of the first entry whose hash does not follow, or `null`. */
export declare function findBrokenLink(
  entries: readonly { readonly entry: unknown; readonly hash: string }[],
  firstHash: string,
  sha256: (text: string) => string,
): number | null;
