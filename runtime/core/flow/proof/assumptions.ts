import type { Decide } from '../engine/run.js';
import { grantedAmountName } from '../engine/variables.js';
import type { ProcessDefinition } from '../model/definition.js';
import type { FlowEvent } from '../model/event.js';

/** What a path has assumed of conditions so far. `values` hold while their variables are unchanged (D13). */
export interface Assumptions {
  readonly values: ReadonlyMap<string, boolean>;
  /** How many different conditions had to be assumed on the way. */
  readonly sources: ReadonlySet<string>;
}
export const noAssumptions: Assumptions = { values: new Map(), sources: new Set() };

/** The conditions that stand at more than one place; only for them it matters that equal ones share a value. */
export function sharedConditions(definition: ProcessDefinition): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { condition } of Object.values(definition.flows)) {
    if (condition === null) continue;
    if (seen.has(condition.source)) shared.add(condition.source);
    seen.add(condition.source);
  }
  return shared;
}

/** Every outcome of one step of the proof: what happened, and what had to be assumed for it. */
export interface Outcome<T> {
  readonly result: T;
  readonly assumptions: Assumptions;
}

/** Combinations that one step may need; beyond them the proof is not complete. */
const maxCombinations = 4_096;

/** Runs a step once for every combination of answers that its unknown conditions can have. */
export function enumerate<T>(
  before: Assumptions,
  shared: ReadonlySet<string>,
  step: (decide: Decide) => T,
): { readonly outcomes: readonly Outcome<T>[]; readonly complete: boolean } {
  const outcomes: Outcome<T>[] = [];
  const pending: boolean[][] = [[]];
  for (let chosen = pending.pop(); chosen !== undefined; chosen = pending.pop()) {
    if (outcomes.length >= maxCombinations) return { outcomes, complete: false };
    const prefix = chosen;
    const answers: boolean[] = [];
    const values = new Map(before.values);
    const sources = new Set(before.sources);
    let seen = 0;
    const decide: Decide = (source, events) => {
      for (; seen < events.length; seen += 1) forgetSet(values, events[seen] as FlowEvent);
      const known = values.get(source);
      if (known !== undefined) return known;
      const answer = prefix[answers.length] ?? false;
      answers.push(answer);
      values.set(source, answer);
      sources.add(source);
      return answer;
    };
    const result = step(decide);
    for (let index = prefix.length; index < answers.length; index += 1)
      pending.push([...answers.slice(0, index), true]);
    for (const source of values.keys()) if (!shared.has(source)) values.delete(source);
    outcomes.push({ result, assumptions: { values, sources } });
  }
  return { outcomes, complete: true };
}

function forgetSet(values: Map<string, boolean>, event: FlowEvent): void {
  if (event.type !== 'VariablesSet') return;
  for (const name of Object.keys(event.variables)) forgetAbout(values, name);
}

function forgetAbout(values: Map<string, boolean>, name: string): void {
  for (const source of values.keys()) if (source.includes(name)) values.delete(source);
}

/** After a move that changed the case's data, or granted an amount. */
export function forget(assumptions: Assumptions, everything: boolean, grants: boolean): Assumptions {
  if (everything) return { ...assumptions, values: new Map() };
  if (!grants) return assumptions;
  const values = new Map(assumptions.values);
  forgetAbout(values, grantedAmountName);
  return { ...assumptions, values };
}
