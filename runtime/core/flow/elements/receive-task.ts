import { arm } from '../engine/arms.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.3.3, receive task: done when its message arrives. */
export const receiveTask: Behaviour<ElementOf<'receiveTask'>> = {
  enter(run, element, token) {
    arm(run, { kind: 'message', name: element.message }, { elementId: element.id, token, scopeId: token.scopeId });
  },
};
