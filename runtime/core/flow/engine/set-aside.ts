import type { ProcessState, Token } from '../model/state.js';
import { resumeTask, suspendTask } from './clocks.js';
import type { Run } from './run.js';
import { resumeTimers, stopTimers } from './timers.js';

/**
 * “Straight back” (D3): the tokens of the region wait, inert, with their tasks suspended and their clocks stopped, until the
 * step they were returned to is done; then they are as they were. Nested scopes wait with the token that stands for them.
 */
export function setAside(run: Run, tokens: readonly Token[], forTokenId: string): void {
  run.emit({ type: 'TokensSetAside', forTokenId, tokenIds: tokens.map((token) => token.id) });
  for (const token of withNested(run, tokens)) {
    suspendTask(run, token.id, 'returned-to-step');
    stopTimers(run, token.id);
  }
}

/** Restores what was set aside for a token whose step is done; `false` if nothing was. */
export function restoreSetAside(run: Run, token: Token): boolean {
  const waiting = Object.values(run.state.tokens).filter((candidate) => candidate.setAsideFor === token.id);
  if (waiting.length === 0) return false;
  run.emit({ type: 'ElementCompleted', tokenId: token.id, elementId: token.elementId });
  run.emit({ type: 'TokensRestored', forTokenId: token.id, tokenIds: waiting.map((candidate) => candidate.id) });
  for (const restored of withNested(run, waiting)) {
    const task = run.state.tasks[restored.id];
    // A task that was already waiting for the applicant keeps waiting for the applicant.
    if (task !== undefined && task.suspension?.reason !== 'returned-to-step') continue;
    resumeTask(run, restored.id, 'straight-back');
    resumeTimers(run, restored.id);
  }
  return true;
}

function withNested(run: Run, tokens: readonly Token[]): readonly Token[] {
  const hosts = new Set(tokens.map((token) => token.id));
  const scopes = new Set<string>();
  const all = [...tokens];
  for (let grown = true; grown; ) {
    grown = false;
    for (const scope of Object.values(run.state.scopes))
      if (scope.tokenId !== null && hosts.has(scope.tokenId) && !scopes.has(scope.id)) {
        scopes.add(scope.id);
        grown = true;
      }
    for (const token of Object.values(run.state.tokens))
      if (scopes.has(token.scopeId) && !hosts.has(token.id)) {
        hosts.add(token.id);
        all.push(token);
        grown = true;
      }
  }
  return all;
}

/** Whether a token, or one that it hangs on, is set aside. */
export function isInert(run: { readonly state: Pick<ProcessState, 'scopes' | 'tokens'> }, token: Token): boolean {
  let at: Token | undefined = token;
  while (at !== undefined) {
    if (at.setAsideFor !== undefined) return true;
    const host: string | null = run.state.scopes[at.scopeId]?.tokenId ?? null;
    at = host === null ? undefined : run.state.tokens[host];
  }
  return false;
}
