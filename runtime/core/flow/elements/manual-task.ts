import { complete } from '../engine/tokens.js';
import type { PlainTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';

/** BPMN 13.3.3, manual task: done by people without any system, which therefore passes it. */
export const manualTask: Behaviour<PlainTask> = {
  enter: (run, _element, token) => complete(run, token),
};
