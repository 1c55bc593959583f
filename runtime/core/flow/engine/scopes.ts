import type { FlowVariables } from '../model/expression.js';
import type { ScopeInstance, Token } from '../model/state.js';
import type { Run } from './run.js';

/**
 * Where variables live (BPMN 10.4.1, 10.5.7). The process keeps its own in the state. A token keeps those of its element: data
 * inputs and outputs, the data objects of a sub-process that goes on under it, and all that a process called by it sets. What
 * is set goes to the nearest holder that has the name, else to the process, or to the call that runs it: nothing leaves a
 * called process but by its outputs.
 */
export function setVariables(run: Run, token: Token | null, variables: FlowVariables | undefined): void {
  setFrom(run, token, token?.scopeId ?? null, variables);
}

/** As seen from a scope, past the names that the token in it has of its own. */
export function setInScope(run: Run, scopeId: string, variables: FlowVariables): void {
  setFrom(run, null, scopeId, variables);
}

function setFrom(run: Run, token: Token | null, scopeId: string | null, variables: FlowVariables | undefined): void {
  const names = Object.keys(variables ?? {});
  if (variables === undefined || names.length === 0) return;
  const groups = new Map<string | null, string[]>();
  for (const name of names) {
    const holder = token !== null && has(token, name) ? token.id : holderIn(run, scopeId, name);
    const group = groups.get(holder);
    if (group === undefined) groups.set(holder, [name]);
    else group.push(name);
  }
  for (const [tokenId, group] of groups) {
    const own = group.length === names.length ? variables : pick(variables, group);
    run.emit(
      tokenId === null ? { type: 'VariablesSet', variables: own } : { type: 'VariablesSet', variables: own, tokenId },
    );
  }
}

function holderIn(run: Run, scopeId: string | null, name: string): string | null {
  let at = scopeId;
  while (at !== null) {
    const scope: ScopeInstance | undefined = run.state.scopes[at];
    const host: Token | undefined = hostOf(run, scope);
    if (scope === undefined || host === undefined) return null;
    if (has(host, name) || isCall(run, scope)) return host.id;
    at = host.scopeId;
  }
  return null;
}

/** The token under which a scope goes on; none for the process. */
export const hostOf = (run: Run, scope: ScopeInstance | undefined): Token | undefined =>
  scope === undefined || scope.tokenId === null ? undefined : run.state.tokens[scope.tokenId];

/** Whether a scope is a called process, which sees nothing of its caller's variables. */
export const isCall = (run: Run, scope: ScopeInstance): boolean =>
  scope.tokenId !== null && run.definition.scopes[scope.elementId]?.parentId === null;

const has = (token: Token, name: string): boolean => token.data !== undefined && Object.hasOwn(token.data, name);

const pick = (variables: FlowVariables, names: readonly string[]): FlowVariables =>
  Object.fromEntries(names.map((name) => [name, variables[name] ?? null]));
