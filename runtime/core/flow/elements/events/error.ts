import { throwError } from '../../engine/faults.js';
import { elementOf } from '../../engine/run.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, error: thrown by an end event to the nearest catcher around it; its thrower never goes on. */
export const errorEvent: EventBehaviour<'error'> = {
  emit(run, { code }, token) {
    throwError(run, token, code ?? '', elementOf(run, token.elementId).name);
    return false;
  },
};
