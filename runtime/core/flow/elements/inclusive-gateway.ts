import { leave } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.4.3, inclusive: as a join it waits; `settle` fires it when no token can still arrive. */
export const inclusiveGateway: Behaviour<ElementOf<'inclusiveGateway'>> = {
  enter(run, element, token) {
    if (element.incoming.length < 2) leave(run, token);
  },
};
