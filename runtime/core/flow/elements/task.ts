import { complete } from '../engine/tokens.js';
import type { PlainTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';

/** BPMN 13.3.3, abstract task: upon activation it completes; it is never actually executed by a system. */
export const abstractTask: Behaviour<PlainTask> = {
  enter: (run, _element, token) => complete(run, token),
};
