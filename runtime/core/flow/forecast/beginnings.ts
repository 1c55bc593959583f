import { isInert } from '../engine/set-aside.js';
import type { FlowContext } from '../model/context.js';
import type { ProcessDefinition } from '../model/definition.js';
import type { ProcessState, Token } from '../model/state.js';

/** Where the case stands now. `endsAt` absent: to be reckoned from the element's limit. */
export interface Beginning {
  readonly status: 'current' | 'suspended';
  readonly startedAt: string | null;
  readonly endsAt?: string | null;
  readonly claimedBy: string | null;
}

/** The elements at which tokens rest, or the starts of a case that is not filed yet. */
export function beginningsOf(
  definition: ProcessDefinition,
  state: ProcessState | null,
  context: Pick<FlowContext, 'now'>,
): ReadonlyMap<string, Beginning> {
  const found = new Map<string, Beginning>();
  if (state === null) {
    const current = { status: 'current', startedAt: context.now, claimedBy: null } as const;
    for (const id of definition.scopes[definition.id]?.starts ?? []) found.set(id, current);
    return found;
  }
  for (const token of Object.values(state.tokens)) {
    // A sub-process goes on where the tokens inside it are.
    if (Object.values(state.scopes).some((scope) => scope.tokenId === token.id)) continue;
    const old = found.get(token.elementId);
    const beginning = beginningOf(state, token, context);
    if (old === undefined || (old.status === 'suspended' && beginning.status === 'current'))
      found.set(token.elementId, beginning);
  }
  return found;
}

function beginningOf(state: ProcessState, token: Token, { now }: Pick<FlowContext, 'now'>): Beginning {
  const stuck = Object.values(state.incidents).some((incident) => incident.tokenId === token.id);
  const task = state.tasks[token.id];
  if (stuck || isInert({ state }, token) || task?.status === 'suspended')
    return {
      status: 'suspended',
      startedAt: task?.createdAt ?? null,
      endsAt: null,
      claimedBy: task?.claimedBy ?? null,
    };
  if (task !== undefined) {
    const endsAt = task.clock.status === 'running' ? later(task.clock.dueAt, now) : null;
    return { status: 'current', startedAt: task.createdAt, endsAt, claimedBy: task.claimedBy };
  }
  const timer = Object.values(state.timers).find(
    (candidate) => candidate.tokenId === token.id && candidate.elementId === token.elementId,
  );
  if (timer !== undefined)
    return { status: 'current', startedAt: null, endsAt: later(timer.dueAt, now), claimedBy: null };
  return { status: 'current', startedAt: now, claimedBy: null };
}

/** What is overdue ends now at the earliest. */
const later = (left: string, right: string): string => (Date.parse(left) >= Date.parse(right) ? left : right);
