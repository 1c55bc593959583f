import { subscribe } from '../../engine/arms.js';
import { deliverSignal } from '../../engine/triggers.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, signal: thrown to everything that waits for it, here at once and in other cases by the server. */
export const signalEvent: EventBehaviour<'signal'> = {
  wait: (run, { name }, catcher) => subscribe(run, 'signal', name, catcher),
  emit(run, { name }, token) {
    run.emit({ type: 'SignalThrown', name, elementId: token.elementId });
    deliverSignal(run, name);
    return true;
  },
};
