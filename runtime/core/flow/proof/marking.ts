import type { ProcessState, Token } from '../model/state.js';

/**
 * A name for what matters of a state to the proof: which tokens rest where and wait for what, without ids and times, so that
 * states that differ only in the order of things are one.
 */
export function markingOf(state: ProcessState, returnTargets: ReadonlySet<string>): string {
  const root = Object.values(state.scopes).find((scope) => scope.tokenId === null);
  if (root === undefined) return 'ended';
  const index = indexOf(state);
  const reached = Object.keys(state.done).filter((id) => returnTargets.has(id));
  return `${scopeMarking(state, index, root.id)} done:${reached.sort().join()}`;
}

interface Index {
  readonly tokens: ReadonlyMap<string, readonly Token[]>;
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  readonly hanging: ReadonlyMap<string, readonly string[]>;
}

function indexOf(state: ProcessState): Index {
  const tokens = new Map<string, Token[]>();
  const scopes = new Map<string, string[]>();
  const hanging = new Map<string, string[]>();
  const add = <T>(map: Map<string, T[]>, key: string, value: T) =>
    void (map.get(key)?.push(value) ?? map.set(key, [value]));
  for (const token of Object.values(state.tokens)) add(tokens, token.scopeId, token);
  for (const scope of Object.values(state.scopes)) if (scope.tokenId !== null) add(scopes, scope.tokenId, scope.id);
  for (const task of Object.values(state.tasks)) add(hanging, task.id, `t${task.status}`);
  for (const timer of Object.values(state.timers)) add(hanging, timer.tokenId ?? timer.scopeId, `c${timer.elementId}`);
  for (const job of Object.values(state.jobs)) add(hanging, job.tokenId, 'j');
  for (const wait of Object.values(state.subscriptions))
    add(hanging, wait.tokenId ?? wait.scopeId, `w${wait.elementId}`);
  for (const incident of Object.values(state.incidents)) add(hanging, incident.tokenId, `!${incident.code}`);
  return { tokens, scopes, hanging };
}

function scopeMarking(state: ProcessState, index: Index, scopeId: string): string {
  const tokens = (index.tokens.get(scopeId) ?? []).map((token) => tokenMarking(state, index, token)).sort();
  return `{${(index.hanging.get(scopeId) ?? []).toSorted().join()}|${tokens.join()}}`;
}

function tokenMarking(state: ProcessState, index: Index, token: Token): string {
  const loop = state.loops[token.id];
  const aside = token.setAsideFor === undefined ? '' : `<${state.tokens[token.setAsideFor]?.elementId ?? ''}`;
  const rounds = loop === undefined ? '' : `#${loop.completed}/${loop.started}/${loop.total ?? '-'}`;
  const inner = (index.scopes.get(token.id) ?? []).map((scopeId) => scopeMarking(state, index, scopeId)).join('');
  const hanging = (index.hanging.get(token.id) ?? []).toSorted().join('+');
  return `${token.elementId}@${token.via ?? ''}${aside}${rounds}(${hanging})${inner}`;
}
