import { leaveBy } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';
import { eventBehaviourOf } from './events/registry.js';

/** BPMN 13.5.6, end events: what the event throws goes out, and the token ends. */
export const endEvent: Behaviour<ElementOf<'endEvent'>> = {
  enter(run, { event }, token) {
    const goesOn = eventBehaviourOf(event).emit?.(run, event, token) ?? true;
    if (goesOn && run.state.tokens[token.id] !== undefined) leaveBy(run, token, []);
  },
};
