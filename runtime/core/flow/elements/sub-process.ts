import { openScope } from '../engine/event-sub-process.js';
import { fail } from '../engine/faults.js';
import type { Run } from '../engine/run.js';

import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.3.4, sub-process: a scope of its own, begun at its none start event; done when no token is left in it. */
export const subProcess: Behaviour<ElementOf<'subProcess'>> = {
  enter(run, element, token) {
    const fault = openScope(run, token, { scopeElementId: element.id, starts: plainStarts(run, element.id) });
    if (fault !== null) fail(run, token, 'enter', fault);
  },
};

/** Where a scope begins without an event: its none start events, or, without start events, whatever nothing leads to. */
export const plainStarts = (run: Run, scopeElementId: string): readonly string[] =>
  (run.definition.scopes[scopeElementId]?.starts ?? []).filter((id) => {
    const start = run.definition.elements[id];
    return start?.type !== 'startEvent' || start.event.kind === 'none';
  });
