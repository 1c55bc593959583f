import type { RequestVerdict, SignerPlace, StepOutput } from './command.js';
import type { FlowValue, FlowVariables } from './expression.js';
import type { WorkingLimit } from './step.js';

export const stateFormatVersion = 1;

export const processOutcomes = ['completed', 'refused', 'acceptance-refused', 'withdrawn', 'terminated'] as const;
export type ProcessOutcome = (typeof processOutcomes)[number];

/**
 * A token at rest. Its id is also the id of the element instance it rests in, and of the user task, if it is one.
 * `via` is the sequence flow it came by (joins count by it). `scopeId` is the scope instance it moves in. `setAsideFor`: it
 * waits, inert, until the named token's step is done (“straight back”, D3).
 */
export interface Token {
  readonly id: string;
  readonly elementId: string;
  readonly scopeId: string;
  readonly via?: string;
  readonly setAsideFor?: string;
  /** Inside a repeated activity: which one it is, from 1, and its item. */
  readonly loop?: LoopItem;
  /** Variables of its own: data inputs and outputs, data objects of a sub-process, everything that a called process sets. */
  readonly data?: FlowVariables;
}

export interface LoopItem {
  readonly counter: number;
  readonly item: FlowValue;
}

/** An instance of a sub-process; the process itself is the one without `tokenId`. */
export interface ScopeInstance {
  readonly id: string;
  readonly elementId: string;
  /** The token that waits in the sub-process's activity; `null` for the process. */
  readonly tokenId: string | null;
  readonly parentId: string | null;
}

/**
 * The limit of one task (D14). Running since `startedAt`, for the whole limit or, after standing still, for the working
 * `minutes` that were left; ends at `dueAt`. Stopped: `bankedMinutes` are the working minutes left.
 */
export type TaskClock =
  | { readonly status: 'none' }
  | ({ readonly status: 'running'; readonly dueAt: string } & WorkingStart)
  | { readonly status: 'stopped'; readonly limit: WorkingLimit; readonly bankedMinutes: number };

export type TaskStatus = 'open' | 'claimed' | 'suspended';

/** What one of several deciders has decided (countersign, sequential, ratio; D3). */
export interface Vote {
  readonly deciderId: string;
  readonly decision: 'approve' | 'disapprove';
  readonly by: string;
  readonly at: string;
  readonly opinion: string;
  /** Of the step's own decider where added signers still had to decide: kept until the step is done. */
  readonly output?: StepOutput;
}

/** Somebody asked to decide beside those whom the file names (加签). */
export interface AddedSigner {
  readonly id: string;
  readonly accountId: string;
  readonly place: SignerPlace;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Somebody was asked for an opinion; until it is there the owner does not decide (委派). */
export interface Delegation {
  readonly to: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A request to another department, with its date (联审, U9). */
export interface OpinionRequest {
  readonly id: string;
  readonly to: string;
  readonly question: string;
  readonly by: string;
  readonly at: string;
  readonly dueAt: string;
  readonly answer: {
    readonly verdict: RequestVerdict;
    readonly opinion: string;
    readonly by: string;
    readonly at: string;
  } | null;
}

/** Why a task is suspended. */
export type TaskSuspension =
  | { readonly reason: 'returned-to-applicant'; readonly since: string; readonly by: string }
  | { readonly reason: 'returned-to-step'; readonly since: string; readonly by: string }
  | { readonly reason: 'special-procedure'; readonly since: string; readonly by: string };

/** A user task that is not done yet; `id` is its token's id. Finished ones are in history, not here. */
export interface UserTaskState {
  readonly id: string;
  readonly elementId: string;
  readonly createdAt: string;
  readonly status: TaskStatus;
  /** Account id of whoever has claimed it (签收). */
  readonly claimedBy: string | null;
  readonly clock: TaskClock;
  readonly suspension: TaskSuspension | null;
  readonly votes: readonly Vote[];
  readonly added?: readonly AddedSigner[];
  readonly delegation?: Delegation;
  readonly requests?: readonly OpinionRequest[];
  /** Decider id → account id, where a decider handed their place on. */
  readonly holders?: Readonly<Record<string, string>>;
  /** Symbolic assignee in place of the file's, after 分流转办. */
  readonly assignee?: string;
  /** Symbolic assignee who may decide too, because the limit was over. */
  readonly escalatedTo?: string;
  /** The last time somebody urged it, and who. */
  readonly urged?: { readonly by: string; readonly at: string; readonly times: number };
}

/** What a working-time end was reckoned from (D14): the limit since an instant, or the minutes that were left after standing still. */
export interface WorkingStart {
  readonly limit: WorkingLimit;
  readonly startedAt: string;
  readonly minutes?: number;
}

/**
 * A timer that waits. `repeats` is how often it fires again after this (-1: without end), `interval` the ISO duration between.
 * `counts` tells which time it runs in; all but `date` stand still with their task (`banked`: working minutes left, for
 * `elapsed` milliseconds), and then `dueAt` means nothing. `working` is set where it counts working time.
 */
export interface TimerState {
  readonly id: string;
  readonly elementId: string;
  /** The token that waits at it, or in the activity it is attached to; `null` for an event sub-process's start. */
  readonly tokenId: string | null;
  readonly scopeId: string;
  readonly dueAt: string;
  readonly counts: 'working' | 'elapsed' | 'date';
  readonly working?: WorkingStart;
  readonly repeats: number;
  readonly interval: string | null;
  readonly banked?: number;
  /** A user task's own timer: before its limit, at it, or after it. */
  readonly purpose?: 'before' | 'limit' | 'after';
}

/** A service job that the server was asked to do. */
export interface ServiceJobState {
  readonly id: string;
  readonly elementId: string;
  readonly tokenId: string;
  readonly jobType: string;
}

/** A wait for a message or signal. */
export interface SubscriptionState {
  readonly id: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly elementId: string;
  readonly tokenId: string | null;
  readonly scopeId: string;
}

/** A fault that nothing in the model catches: the token is parked until somebody retries it or moves it on (D13). */
export interface IncidentState {
  readonly id: string;
  readonly elementId: string;
  readonly tokenId: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** What could not be done and is done again by a retry: wait for its boundary events, begin, go on to the next round, hand its data on, leave. */
  readonly stage: 'arm' | 'enter' | 'round' | 'output' | 'leave';
  readonly raisedAt: string;
}

/** Progress of a repeated activity, kept under the token that stands for the whole. */
export interface LoopState {
  readonly started: number;
  readonly completed: number;
  /** How many there will be; `null` for a standard loop. */
  readonly total: number | null;
  /** What is still to be handed out, one after another (sequential only). */
  readonly items: readonly FlowValue[];
  /** What the rounds have given so far, by counter, where it is gathered. */
  readonly gathered?: readonly FlowValue[];
}

/** What one round has left, by its counter. */
export interface GatheredValue {
  readonly counter: number;
  readonly value: FlowValue;
}

/** How often a user task has been decided, and by whom last (受审分离, return targets). */
export interface DoneStep {
  readonly times: number;
  readonly by: string;
  readonly at: string;
  /** What the decision set going: while it is untouched, the decision can be taken back (撤回). */
  readonly next?: {
    readonly scopeId: string;
    readonly tokenIds: readonly string[];
    readonly grantedBefore: number | null;
    readonly wasAcceptance: boolean;
  };
}

/** Somebody who must not decide in this case (回避). */
export interface Recusal {
  readonly accountId: string;
  readonly by: string;
  readonly reason: string;
}

/**
 * One process instance as plain JSON. Small: what is over is in history only. `evolve` is its only maker.
 */
export interface ProcessState {
  readonly formatVersion: typeof stateFormatVersion;
  readonly processId: string;
  readonly status: 'running' | 'ended';
  readonly outcome: ProcessOutcome | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly filedBy: string;
  /** Who approved a step of kind `acceptance`; `null` before, which is also how long the applicant may withdraw. */
  readonly acceptedBy: string | null;
  readonly acceptedAt: string | null;
  readonly grantedAmountFen: number | null;
  readonly variables: FlowVariables;
  readonly scopes: Readonly<Record<string, ScopeInstance>>;
  readonly tokens: Readonly<Record<string, Token>>;
  readonly tasks: Readonly<Record<string, UserTaskState>>;
  readonly timers: Readonly<Record<string, TimerState>>;
  readonly jobs: Readonly<Record<string, ServiceJobState>>;
  readonly subscriptions: Readonly<Record<string, SubscriptionState>>;
  readonly incidents: Readonly<Record<string, IncidentState>>;
  readonly loops: Readonly<Record<string, LoopState>>;
  readonly done: Readonly<Record<string, DoneStep>>;
  readonly recused?: readonly Recusal[];
}
