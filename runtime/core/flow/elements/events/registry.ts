import type { EventDefinition } from '../../model/definition.js';
import type { EventBehaviour, EventKind } from './behaviour.js';
import { errorEvent } from './error.js';
import { escalationEvent } from './escalation.js';
import { linkEvent } from './link.js';
import { messageEvent } from './message.js';
import { signalEvent } from './signal.js';
import { terminateEvent } from './terminate.js';
import { timerEvent } from './timer.js';

/** Every kind of event that the engine executes; where each may stand is said in `lint/event-places.ts`. */
const behaviours: { readonly [K in EventKind]: EventBehaviour<K> } = {
  none: {},
  message: messageEvent,
  timer: timerEvent,
  signal: signalEvent,
  error: errorEvent,
  escalation: escalationEvent,
  link: linkEvent,
  terminate: terminateEvent,
};

export const eventBehaviourOf = (event: EventDefinition): EventBehaviour<EventKind> =>
  behaviours[event.kind] as EventBehaviour<EventKind>;
