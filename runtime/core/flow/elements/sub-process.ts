import { openScope } from '../engine/event-sub-process.js';
import { raiseIncident } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.3.4, sub-process: a scope of its own, begun at its none start event; done when no token is left in it. */
export const subProcess: Behaviour<ElementOf<'subProcess'>> = {
  enter(run, element, token) {
    const { elements, scopes } = run.definition;
    const starts = (scopes[element.id]?.starts ?? []).filter((id) => {
      const start = elements[id];
      return start?.type !== 'startEvent' || start.event.kind === 'none' || element.triggeredByEvent;
    });
    const fault = openScope(run, token, starts);
    if (fault !== null) raiseIncident(run, token, 'enter', fault);
  },
};
