import type { FlowElement, ProcessDefinition } from '../model/definition.js';
import type { ProcessState } from '../model/state.js';
import { type ElementMap, sameKind } from './element-map.js';

export const migrationReasonCodes = [
  'ended',
  'element-unmapped',
  'element-unknown',
  'kind-differs',
  'scope-differs',
  'repetition-differs',
  'way-unknown',
  'deciders-differ',
  'timer-invalid',
  'data-invalid',
] as const;

/** Why a case cannot be moved; `elementId` is of the version it is on, `path` a field of the one it would go to. */
export interface MigrationReason {
  readonly code: (typeof migrationReasonCodes)[number];
  readonly params: Readonly<Record<string, string>>;
}

const reason = (code: MigrationReason['code'], elementId: string): MigrationReason => ({ code, params: { elementId } });

/** What is between two versions. */
export interface Migration {
  readonly from: ProcessDefinition;
  readonly to: ProcessDefinition;
  readonly elements: ElementMap;
}

/**
 * Whether a running case can go on in another version: every token must find an element of the same kind at the same place in
 * the nesting of sub-processes, with a way it came by where a join counts it, and its deciders where some have decided.
 * Empty where nothing stands against it. Pure.
 */
export function checkMigration(migration: Migration, state: ProcessState): readonly MigrationReason[] {
  if (state.status === 'ended') return [{ code: 'ended', params: {} }];
  const reasons = new Map<string, MigrationReason>();
  const add = (found: MigrationReason | null) => {
    if (found !== null) reasons.set(`${found.code} ${found.params.elementId}`, found);
  };
  for (const token of Object.values(state.tokens)) {
    const unfit = unfitPlace(migration, token.elementId);
    add(unfit);
    if (
      unfit === null &&
      token.via !== undefined &&
      wayOf(migration, token.via) === null &&
      isJoin(migration, token.elementId)
    )
      add(reason('way-unknown', token.elementId));
  }
  for (const wait of [...Object.values(state.timers), ...Object.values(state.subscriptions)])
    if (!isAttached(migration.from.elements[wait.elementId])) add(unfitPlace(migration, wait.elementId));
  for (const task of Object.values(state.tasks)) if (task.votes.length > 0) add(unfitVotes(migration, task));
  return [...reasons.values()];
}

/** Boundary events and event sub-processes: one that goes nowhere is no longer waited for. */
const isAttached = (element: FlowElement | undefined): boolean =>
  element?.type === 'boundaryEvent' || element?.type === 'startEvent';

export const targetOf = ({ to, elements }: Migration, elementId: string): FlowElement | undefined =>
  Object.hasOwn(elements, elementId) ? to.elements[elements[elementId] ?? ''] : undefined;

function unfitPlace(migration: Migration, elementId: string): MigrationReason | null {
  const from = migration.from.elements[elementId];
  if (from === undefined || !Object.hasOwn(migration.elements, elementId)) return reason('element-unmapped', elementId);
  const to = targetOf(migration, elementId);
  if (to === undefined) return reason('element-unknown', elementId);
  if (!sameKind(from, to)) return reason('kind-differs', elementId);
  if (('loop' in from ? from.loop?.kind : undefined) !== ('loop' in to ? to.loop?.kind : undefined))
    return reason('repetition-differs', elementId);
  return scopeAfter(migration, from.scopeId) === to.scopeId ? null : reason('scope-differs', elementId);
}

/** The scope that a scope becomes: the process becomes the process, one that is called the one of the same id. */
function scopeAfter({ from, to, elements }: Migration, scopeId: string): string | undefined {
  if (scopeId === from.id) return to.id;
  return from.elements[scopeId] === undefined && to.scopes[scopeId] !== undefined ? scopeId : elements[scopeId];
}

/** The sequence flow that one becomes: of the same id, or between what its ends become. */
export function wayOf(migration: Migration, flowId: string): string | null {
  const { from, to, elements } = migration;
  const flow = from.flows[flowId];
  if (flow === undefined) return null;
  const target = elements[flow.targetId];
  if (to.flows[flowId]?.targetId === target) return flowId;
  const incoming = to.elements[target ?? '']?.incoming ?? [];
  return incoming.find((id) => to.flows[id]?.sourceId === elements[flow.sourceId]) ?? null;
}

function isJoin(migration: Migration, elementId: string): boolean {
  const element = targetOf(migration, elementId);
  const counts = element?.type === 'parallelGateway' || element?.type === 'inclusiveGateway';
  return counts && element.incoming.length > 1;
}

function unfitVotes(migration: Migration, task: ProcessState['tasks'][string]): MigrationReason | null {
  const from = migration.from.elements[task.elementId];
  const to = targetOf(migration, task.elementId);
  if (from?.type !== 'userTask' || to?.type !== 'userTask') return null;
  const ids = new Set(to.step.deciders.map((decider) => decider.id));
  const fits = from.step.decision === to.step.decision && task.votes.every((vote) => ids.has(vote.deciderId));
  return fits ? null : reason('deciders-differ', task.elementId);
}
