import { complete } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.5.1, start events: where a token begins. What triggers one is over when the token is there. */
export const startEvent: Behaviour<ElementOf<'startEvent'>> = {
  enter: (run, _element, token) => complete(run, token),
};
