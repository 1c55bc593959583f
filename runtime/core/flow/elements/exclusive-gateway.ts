import { leave } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.4.2, exclusive: every token passes on its own, by the first flow whose condition is true. */
export const exclusiveGateway: Behaviour<ElementOf<'exclusiveGateway'>> = {
  enter: (run, _element, token) => leave(run, token),
};
