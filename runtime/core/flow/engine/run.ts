import type { FeelValue } from '#core/feel';
import type { FlowContext } from '../model/context.js';
import type { ActivityElement, FlowElement, ProcessDefinition } from '../model/definition.js';
import type { FlowEvent, FlowEventBody } from '../model/event.js';
import type { FlowVariables } from '../model/expression.js';
import type { LoopItem, Token } from '../model/state.js';
import { applyEvent } from './apply-event.js';
import type { DraftState } from './draft-state.js';

/** A token on its way to an element. `triggered`: what the element would wait for has happened already. */
export interface Arrival {
  readonly elementId: string;
  readonly scopeId: string;
  readonly via?: string;
  readonly loop?: LoopItem;
  readonly triggered?: boolean;
  /** What came with the event that began it. */
  readonly given?: FlowVariables;
}

/** How many elements one command may activate: a model that runs in circles without ever waiting is stopped here. */
const maxActivations = 100_000;

/**
 * The life of a run: a command makes it, the command's handler changes tokens through `emit` and `arrive`, then `settle`
 * moves every token on until it waits for something. Its state is always the given one with its events folded over it.
 */
export interface Run {
  readonly definition: ProcessDefinition;
  readonly context: FlowContext;
  readonly state: DraftState;
  readonly events: FlowEvent[];
  /** Arrivals in order; those before `next` are done. */
  queue: Arrival[];
  next: number;
  activations: number;
  /** The variables that every token outside called processes sees, as FEEL values. */
  shared: {
    readonly from: FlowVariables;
    readonly grantedAmountFen: number | null;
    readonly values: Readonly<Record<string, FeelValue>>;
  } | null;
  /** Decides a condition in place of FEEL; the proof explores both answers with it (D13). */
  readonly decide: Decide | null;
  readonly maxActivations: number;
  emit(body: FlowEventBody): void;
}

/** Answers a condition; sees the events so far, as a script in between may have changed what it is about. */
export type Decide = (source: string, events: readonly FlowEvent[]) => FeelValue;

export interface RunOptions {
  readonly commandId: string;
  readonly decide?: Decide;
  readonly maxActivations?: number;
}

export function startRun(
  definition: ProcessDefinition,
  state: DraftState,
  context: FlowContext,
  options: RunOptions,
): Run {
  const events: FlowEvent[] = [];
  const stamp = { at: context.now, by: context.actor.accountId, commandId: options.commandId };
  return {
    definition,
    context,
    state,
    events,
    queue: [],
    next: 0,
    activations: 0,
    shared: null,
    decide: options.decide ?? null,
    maxActivations: options.maxActivations ?? maxActivations,
    emit(body) {
      const event = { ...body, ...stamp } as FlowEvent;
      applyEvent(state, event);
      events.push(event);
    },
  };
}

export const arrive = (run: Run, arrival: Arrival): void => void run.queue.push(arrival);

export function elementOf(run: Run, elementId: string): FlowElement {
  const element = run.definition.elements[elementId];
  if (element === undefined)
    throw new Error(`Expected element ${elementId} in process ${run.definition.id}, but it has none.`);
  return element;
}

export const isActivity = (element: FlowElement): element is ActivityElement => 'boundary' in element;

/** Whether a token is one round of a repeated activity, and not the token that stands for all its rounds. */
export function isRound(run: Run, token: Token): boolean {
  return run.state.scopes[token.scopeId]?.elementId === token.elementId;
}

/** Tokens directly in a scope instance. */
export const tokensIn = (run: Run, scopeId: string): readonly Token[] =>
  Object.values(run.state.tokens).filter((token) => token.scopeId === scopeId);
