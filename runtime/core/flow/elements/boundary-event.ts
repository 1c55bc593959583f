import { complete } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.5.3, boundary events: wait with their activity (`engine/arms.ts`); triggered, a token leaves by their flows. */
export const boundaryEvent: Behaviour<ElementOf<'boundaryEvent'>> = {
  enter: (run, _element, token) => complete(run, token),
};
