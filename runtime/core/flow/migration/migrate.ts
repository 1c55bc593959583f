import { err, ok, type Result } from '#core/result';
import { arm } from '../engine/arms.js';
import { draftOf } from '../engine/draft-state.js';
import type { Execution } from '../engine/execute.js';
import { isRound, type Run, startRun } from '../engine/run.js';
import type { FlowContext } from '../model/context.js';
import type { FlowElement } from '../model/definition.js';
import type { ProcessState, Token } from '../model/state.js';
import { checkMigration, type Migration, type MigrationReason, targetOf, wayOf } from './check-migration.js';

/**
 * Moves a running case to another version, as checked by `checkMigration`. Tokens, tasks with their clocks and claims, timers
 * and jobs stay as they are under the new version's elements; what the new version waits for beside begins now, and what it
 * waits for no longer is called off. Pure; on a refusal nothing has happened.
 */
export function migrate(
  migration: Migration,
  state: ProcessState,
  commandId: string,
  context: FlowContext,
): Result<Execution, readonly MigrationReason[]> {
  const reasons = checkMigration(migration, state);
  if (reasons.length > 0) return err(reasons);
  const run = startRun(migration.to, draftOf(state), context, { commandId });
  callOffUnmapped(run, migration);
  const waiting = new Set(
    [...Object.values(state.timers), ...Object.values(state.subscriptions)].map((wait) =>
      placeOf(wait.tokenId, wait.scopeId, migration.elements[wait.elementId] ?? ''),
    ),
  );
  run.emit({
    type: 'ProcessMigrated',
    processId: migration.to.id,
    elements: elementsOf(migration, run.state),
    flows: flowsOf(migration, state),
  });
  const invalid = armNew(run, waiting);
  return invalid === null ? ok({ state: run.state, events: run.events }) : err([invalid]);
}

const placeOf = (tokenId: string | null, scopeId: string, elementId: string): string =>
  `${tokenId ?? ''}/${scopeId}/${elementId}`;

/** Boundary events and event sub-processes that the new version does not have. */
function callOffUnmapped(run: Run, migration: Migration): void {
  for (const timer of Object.values(run.state.timers))
    if (targetOf(migration, timer.elementId) === undefined)
      run.emit({ type: 'TimerCancelled', timerId: timer.id, elementId: timer.elementId });
  for (const wait of Object.values(run.state.subscriptions))
    if (targetOf(migration, wait.elementId) === undefined)
      run.emit({ type: 'SubscriptionClosed', subscriptionId: wait.id, elementId: wait.elementId });
}

/** The part of the map that this case has a use for: it stays in its history. */
function elementsOf({ from, to, elements }: Migration, state: Run['state']): Readonly<Record<string, string>> {
  const { tokens, scopes, tasks, timers, jobs, subscriptions, incidents } = state;
  const used = [tokens, scopes, tasks, timers, jobs, subscriptions, incidents].flatMap((table) =>
    Object.values(table).map((entry) => entry.elementId),
  );
  const named = [...used, ...Object.keys(state.done)].filter((id) => Object.hasOwn(elements, id));
  return Object.fromEntries([[from.id, to.id], ...named.map((id) => [id, elements[id] ?? id])]);
}

function flowsOf(migration: Migration, state: ProcessState): Readonly<Record<string, string>> {
  const ways = Object.values(state.tokens).flatMap(({ via }) => {
    const way = via === undefined ? null : wayOf(migration, via);
    return via === undefined || way === null ? [] : [[via, way] as const];
  });
  return Object.fromEntries(ways);
}

function armNew(run: Run, waiting: ReadonlySet<string>): MigrationReason | null {
  const { elements, scopes } = run.definition;
  const armOne = (element: FlowElement | undefined, token: Token | null, scopeId: string): MigrationReason | null => {
    if (element?.type !== 'boundaryEvent' && element?.type !== 'startEvent') return null;
    if (waiting.has(placeOf(token?.id ?? null, scopeId, element.id))) return null;
    const fault = arm(run, element.event, { elementId: element.id, token, scopeId });
    return fault === null ? null : { code: 'timer-invalid', params: { elementId: element.id } };
  };
  for (const token of Object.values(run.state.tokens)) {
    const element = elements[token.elementId];
    if (element === undefined || !('boundary' in element) || isRound(run, token)) continue;
    // A token whose boundary events could not be armed before is armed when its incident is retried.
    if (Object.values(run.state.incidents).some((one) => one.tokenId === token.id && one.stage === 'arm')) continue;
    for (const id of element.boundary) {
      const invalid = armOne(elements[id], token, token.scopeId);
      if (invalid !== null) return invalid;
    }
  }
  for (const scope of Object.values(run.state.scopes)) {
    for (const subProcess of scopes[scope.elementId]?.eventSubProcesses ?? []) {
      for (const start of scopes[subProcess]?.starts ?? []) {
        const invalid = armOne(elements[start], null, scope.id);
        if (invalid !== null) return invalid;
      }
    }
  }
  return null;
}
