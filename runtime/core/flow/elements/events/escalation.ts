import { throwEscalation } from '../../engine/faults.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, escalation: told to the nearest catcher around it; its thrower goes on unless the catcher interrupts it. */
export const escalationEvent: EventBehaviour<'escalation'> = {
  emit(run, { code }, token) {
    throwEscalation(run, token, code);
    return true;
  },
};
