import { executeWith } from '../engine/execute.js';
import type { FlowCommand } from '../model/command.js';
import type { FlowContext, WorkingClock } from '../model/context.js';
import type { ProcessDefinition } from '../model/definition.js';
import type { FlowEvent } from '../model/event.js';
import type { ProcessState } from '../model/state.js';
import { abstractDefinition } from './abstract-definition.js';
import { type Assumptions, enumerate, forget, noAssumptions, type Outcome, sharedConditions } from './assumptions.js';
import { independentMoves, isPlain } from './independence.js';
import { judge, type Node } from './judge.js';
import { markingOf } from './marking.js';
import { type Move, movesFrom } from './moves.js';
import type { Proof } from './proof.js';
import { workingDaysOf } from './working-days.js';

const defaultMaxStates = 20_000;

/**
 * Explores every reachable state of the real engine with abstract data (D13): conditions may hold or not, timers may fire at
 * any time, people may do whatever their step permits; a repeated activity has two rounds; of what never stops waiting one
 * firing is looked at. Breadth first, so that the way to a flaw is a shortest one. Beyond `maxStates` it gives up and says so.
 */
export function proveProcess(definition: ProcessDefinition, options: { readonly maxStates?: number } = {}): Proof {
  const search = explore(abstractDefinition(definition), options.maxStates ?? defaultMaxStates);
  const findings = judge(definition, search.nodes, search.activated, search.complete);
  const verdict = findings.length > 0 ? 'counterexample' : search.complete ? 'proved' : 'gave-up';
  return { verdict, findings, exploredStates: search.nodes.length, ...workingDaysOf(definition) };
}

interface Search {
  readonly nodes: readonly Node[];
  readonly activated: ReadonlySet<string>;
  readonly complete: boolean;
}

function explore(definition: ProcessDefinition, maxStates: number): Search {
  const shared = sharedConditions(definition);
  const plain = isPlain(definition, shared);
  const returnTargets = returnTargetsOf(definition);
  const nodes: Node[] = [];
  const known = new Map<string, number>();
  const activated = new Set<string>();
  let complete = true;

  const add = (from: number | null, { result, assumptions }: Outcome<Step>): number => {
    for (const event of result.events) if (event.type === 'ElementActivated') activated.add(event.elementId);
    const { state, events, at } = result;
    const values = [...assumptions.values].map(([source, value]) => `${source}=${value}`).sort();
    const marking = state === null ? `endless ${at}` : markingOf(state, returnTargets);
    const key = `${marking} ${values.join(';')}`;
    const old = known.get(key);
    const index = old ?? nodes.length;
    if (old === undefined) {
      known.set(key, index);
      nodes.push({ state, from, steps: completedIn(events), assumptions, next: [], at, expanded: false });
    }
    if (from !== null) (nodes[from] as Node).next.push(index);
    return index;
  };

  const addAll = (from: number | null, state: ProcessState | null, command: Body, before: Assumptions) => {
    const found = take(definition, state, command, before, shared);
    if (!found.complete) complete = false;
    return found.outcomes.flatMap(({ result, assumptions }) =>
      result === null ? [] : [add(from, { result, assumptions })],
    );
  };

  const expand = (index: number, moves: readonly Move[]): readonly number[] =>
    moves.flatMap((move) => {
      const { state, assumptions } = nodes[index] as Node;
      const element = definition.elements[move.elementId];
      const grants = element?.type === 'userTask' && element.step.kind !== 'applicant';
      const before = forget(assumptions, move.changesData, grants);
      return addAll(index, state, move.command, before);
    });

  // A step towards what is known already could put the others off for ever; one that ends the case would hide them.
  const isForward = (index: number, move: Move): boolean =>
    expand(index, [move]).every(
      (to) => to > index && (move.command.type === 'RefuseTask' || nodes[to]?.state?.status !== 'ended'),
    );

  for (const start of beginnings(definition)) addAll(null, null, start, noAssumptions);
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] as Node;
    if (nodes.length > maxStates) {
      complete = false;
      break;
    }
    node.expanded = true;
    if (node.state === null || node.state.status === 'ended') continue;
    const moves = movesFrom(definition, node.state);
    const alone = plain && moves.length > 1 ? independentMoves(definition, node.state, moves) : [];
    const isReduced = alone.some(
      (group) => group.length < moves.length && group.every((move) => isForward(index, move)),
    );
    if (!isReduced) expand(index, moves);
  }
  return { nodes, activated, complete };
}

function returnTargetsOf(definition: ProcessDefinition): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const element of Object.values(definition.elements))
    if (element.type === 'userTask' && element.step.actions.includes('return-to-step'))
      for (const id of element.step.returnTargets) targets.add(id);
  return targets;
}

interface Step {
  /** `null` if it ran in circles. */
  readonly state: ProcessState | null;
  readonly events: readonly FlowEvent[];
  readonly at: string;
}

type Body = Move['command'] | { readonly type: 'StartProcess'; readonly startEventId?: string };

function beginnings(definition: ProcessDefinition): readonly Body[] {
  const starts = (definition.scopes[definition.id]?.starts ?? []).map((id) => definition.elements[id]);
  const events = starts.filter((element) => element?.type === 'startEvent');
  if (events.length === 0) return [{ type: 'StartProcess' }];
  return events.map((element) => ({ type: 'StartProcess', startEventId: element?.id ?? '' }));
}

const noon = '2026-01-05T04:00:00.000Z';
const still: WorkingClock = {
  dueAt: () => noon,
  workingMinutesBetween: () => 0,
  addWorkingMinutes: () => noon,
  closingTimeOf: () => noon,
};

function take(
  definition: ProcessDefinition,
  state: ProcessState | null,
  body: Body,
  before: Assumptions,
  shared: ReadonlySet<string>,
) {
  const command = { ...body, commandId: 'proof' } as FlowCommand;
  const maxActivations = Object.keys(definition.elements).length * 8 + 100;
  const base = highestId(state);
  return enumerate<Step | null>(before, shared, (decide) => {
    let last = base;
    let at = '';
    const context: FlowContext = {
      now: noon,
      variables: {},
      calendar: still,
      actor: { accountId: 'proof' },
      newId() {
        last += 1;
        return String(last);
      },
    };
    const result = executeWith(definition, state, command, context, {
      maxActivations,
      decide: (source, events) => {
        const latest = events.at(-1);
        if (latest?.type === 'ElementActivated') at = latest.elementId;
        return decide(source, events);
      },
    });
    if (result.ok) return { ...result.value, at };
    if (result.error.code === 'STEP_LIMIT_EXCEEDED') return { state: null, events: [], at };
    // E.g. a return out of a repeated activity, which the engine refuses: no way leads there.
    return null;
  });
}

/** Ids are numbers here; a new one is above all that the state holds. */
function highestId(state: ProcessState | null): number {
  if (state === null) return 0;
  let highest = 0;
  for (const table of [state.tokens, state.scopes, state.timers, state.jobs, state.subscriptions, state.incidents])
    for (const id of Object.keys(table)) highest = Math.max(highest, Number(id));
  return highest;
}

const completedIn = (events: readonly FlowEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'ElementCompleted' ? [event.elementId] : []));
