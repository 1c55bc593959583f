import { subscribe } from '../../engine/arms.js';
import { inputsOf } from '../../engine/data.js';
import { elementOf } from '../../engine/run.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, message: thrown to the outside, with the event's data inputs; caught by one wait that it is addressed to. */
export const messageEvent: EventBehaviour<'message'> = {
  wait: (run, { name }, catcher) => subscribe(run, 'message', name, catcher),
  emit(run, { name }, token) {
    const variables = inputsOf(elementOf(run, token.elementId).data, token);
    run.emit({ type: 'MessageThrown', name, elementId: token.elementId, ...(variables && { variables }) });
    return true;
  },
};
