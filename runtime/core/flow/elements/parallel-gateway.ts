import { tryParallelJoin } from '../engine/joins.js';
import { leave } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.4.1, parallel: waits for one token on each incoming flow, then sends one out on each outgoing flow. */
export const parallelGateway: Behaviour<ElementOf<'parallelGateway'>> = {
  enter(run, element, token) {
    if (element.incoming.length < 2) leave(run, token);
    else tryParallelJoin(run, element, token.scopeId);
  },
};
