import type { WorkingDaysToEnd } from './working-days.js';
/** What can be wrong with the behaviour of a model. `endless-loop`: it runs in circles without ever waiting. */
export type FlawKind =
  | 'deadlock'
  | 'tokens-left-over'
  | 'runs-twice'
  | 'endless-loop'
  | 'dead-element'
  | 'end-unreachable';

/**
 * A flaw at an element, with the shortest way to it (element ids in the order of their completion). `abstracted`: it rests on
 * a combination of conditions that the proof only assumed to be possible (D13).
 */
export interface ProofFinding {
  readonly kind: FlawKind;
  readonly elementId: string;
  readonly path: readonly string[];
  readonly abstracted: boolean;
}

/** Exactly the flaws that were found; `gave-up` says that not every state was looked at and none of those was wrong. */
export interface Proof extends WorkingDaysToEnd {
  readonly verdict: 'proved' | 'counterexample' | 'gave-up';
  readonly findings: readonly ProofFinding[];
  readonly exploredStates: number;
}
