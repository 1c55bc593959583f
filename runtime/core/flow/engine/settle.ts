import type { CancelReason } from '../model/event.js';
import type { ProcessOutcome } from '../model/state.js';
import { fireInclusiveJoin } from './joins.js';
import type { Run } from './run.js';
import { clearScope, closeScope, complete, enter } from './tokens.js';

/** Moves every token on until each waits for something. `false` if the model ran in circles without ever waiting. */
export function settle(run: Run): boolean {
  for (;;) {
    while (run.next < run.queue.length) {
      const arrival = run.queue[run.next] as Run['queue'][number];
      run.next += 1;
      if (run.next === run.queue.length) {
        run.queue = [];
        run.next = 0;
      }
      if (run.state.scopes[arrival.scopeId] === undefined || run.state.status === 'ended') continue;
      run.activations += 1;
      if (run.activations > run.maxActivations) return false;
      enter(run, arrival);
    }
    if (run.state.status === 'ended') return true;
    if (!fireInclusiveJoin(run) && !finishEmptyScopes(run)) return true;
  }
}

/** A scope without tokens is done (BPMN 13.2, 13.3.4): the sub-process's token goes on, the process ends. */
function finishEmptyScopes(run: Run): boolean {
  const occupied = new Set<string>();
  for (const token of Object.values(run.state.tokens)) occupied.add(token.scopeId);
  let finished = false;
  for (const scope of Object.values(run.state.scopes)) {
    if (occupied.has(scope.id)) continue;
    if (scope.tokenId === null) {
      endProcess(run, 'completed', null, '');
      return false;
    }
    const host = run.state.tokens[scope.tokenId];
    const isRounds = run.state.loops[scope.tokenId] !== undefined;
    if (host === undefined || isRounds) continue;
    closeScope(run, scope.id);
    complete(run, host);
    finished = true;
  }
  return finished;
}

/** Ends the process: whatever still goes on is cancelled first. */
export function endProcess(run: Run, outcome: ProcessOutcome, elementId: string | null, reason: string): void {
  const root = Object.values(run.state.scopes).find((scope) => scope.tokenId === null);
  const why: CancelReason = 'ended';
  if (root !== undefined) {
    clearScope(run, root.id, why);
    closeScope(run, root.id);
  }
  run.queue = [];
  run.next = 0;
  run.emit({ type: 'ProcessEnded', outcome, elementId, reason });
}
