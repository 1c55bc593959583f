import { complete } from '../engine/tokens.js';
import type { FlowElement } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';

/**
 * What a token passes without waiting: start events, boundary events that have been triggered, and, as BPMN 13.3.2 has no
 * behaviour for them in an engine, tasks without type and manual tasks.
 */
export const passing: Behaviour<FlowElement> = {
  enter: (run, _element, token) => complete(run, token),
};
