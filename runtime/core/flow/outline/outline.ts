import type { ServiceSettings, TimerSpec } from '../model/definition.js';
import type { ProcessOutcome } from '../model/state.js';
import type { StepSettings, WorkingLimit } from '../model/step.js';

/** What happens when a step is late or nearly so: a boundary timer on it. Interrupting ones leave the step. */
export interface OutlineTimer {
  readonly id: string;
  readonly name: string;
  readonly after: WorkingLimit;
  readonly interrupting: boolean;
  readonly blocks: readonly OutlineBlock[];
}

export interface OutlineBranch {
  /** Id of the sequence flow into the branch. */
  readonly id: string;
  readonly name: string;
  /** FEEL; `null` is the branch that is taken when no other is (exactly one, D13). Ignored in `parallel`. */
  readonly condition: string | null;
  readonly blocks: readonly OutlineBlock[];
}

/**
 * A flow as nested blocks, which is what the designer's list of steps edits and templates are written in. Ids are BPMN
 * element ids and must be unique in the outline. `closed` stands for a part of a drawn process that is not block-structured:
 * shown as one locked line, never written.
 */
export type OutlineBlock =
  | {
      readonly kind: 'step';
      readonly id: string;
      readonly name: string;
      readonly step: StepSettings;
      readonly timers?: readonly OutlineTimer[];
    }
  | { readonly kind: 'service'; readonly id: string; readonly name: string; readonly service: ServiceSettings }
  | {
      readonly kind: 'script';
      readonly id: string;
      readonly name: string;
      readonly source: string;
      readonly resultName: string;
    }
  | { readonly kind: 'wait'; readonly id: string; readonly name: string; readonly timer: OutlineWait }
  | { readonly kind: 'branch'; readonly id: string; readonly name: string; readonly branches: readonly OutlineBranch[] }
  | {
      readonly kind: 'inclusive';
      readonly id: string;
      readonly name: string;
      readonly branches: readonly OutlineBranch[];
    }
  | {
      readonly kind: 'parallel';
      readonly id: string;
      readonly name: string;
      readonly branches: readonly OutlineBranch[];
    }
  /** Ends the case here with an outcome; nothing may follow it in its list. */
  | {
      readonly kind: 'end';
      readonly id: string;
      readonly name: string;
      readonly outcome: Extract<ProcessOutcome, 'completed' | 'refused' | 'acceptance-refused'>;
    }
  | { readonly kind: 'closed'; readonly id: string; readonly name: string; readonly elementIds: readonly string[] };

export type OutlineWait =
  | { readonly kind: 'working'; readonly limit: WorkingLimit }
  | { readonly kind: Exclude<TimerSpec['kind'], 'working' | 'cycle'>; readonly text: string };

export interface FlowOutline {
  readonly id: string;
  readonly name: string;
  readonly blocks: readonly OutlineBlock[];
}
