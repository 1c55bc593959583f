import { openScope } from '../engine/event-sub-process.js';
import { fail } from '../engine/faults.js';
import type { Run } from '../engine/run.js';
import { hostOf, isCall } from '../engine/scopes.js';

import type { ScopeInstance, Token } from '../model/state.js';
import type { Behaviour, ElementOf } from './behaviour.js';
import { plainStarts } from './sub-process.js';

/** How many calls may be under way one inside another: a process that calls itself without end is stopped here. */
const maxCallDepth = 16;

/**
 * BPMN 10.3.6, 13.3.4, call activity: the called process goes on under this token as a sub-process does, begun at its none
 * start event, with variables of its own. Errors and escalations that it does not catch are thrown by this activity.
 */
export const callActivity: Behaviour<ElementOf<'callActivity'>> = {
  enter(run, element, token) {
    if (callDepth(run, token) >= maxCallDepth)
      return fail(run, token, 'enter', { code: 'CALLS_TOO_DEEP', params: { maximum: maxCallDepth } });
    const fault = openScope(run, token, { scopeElementId: element.called, starts: plainStarts(run, element.called) });
    if (fault !== null) fail(run, token, 'enter', fault);
  },
};

function callDepth(run: Run, token: Token): number {
  let depth = 0;
  for (let scope: ScopeInstance | undefined = run.state.scopes[token.scopeId]; scope !== undefined; ) {
    if (isCall(run, scope)) depth += 1;
    const host: Token | undefined = hostOf(run, scope);
    scope = host === undefined ? undefined : run.state.scopes[host.scopeId];
  }
  return depth;
}
