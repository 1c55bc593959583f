import { complete } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';
import { eventBehaviourOf } from './events/registry.js';

/** BPMN 13.5.2, intermediate throw events: the result happens at once and the token goes on. */
export const throwEvent: Behaviour<ElementOf<'intermediateThrowEvent'>> = {
  enter(run, { event }, token) {
    const goesOn = eventBehaviourOf(event).emit?.(run, event, token) ?? true;
    if (goesOn && run.state.tokens[token.id] !== undefined) complete(run, token);
  },
};
