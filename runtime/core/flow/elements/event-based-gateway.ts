import { arm, closeArms } from '../engine/arms.js';
import { fail } from '../engine/faults.js';
import { elementOf } from '../engine/run.js';

import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.4.4, event-based: waits for the events behind it; the first decides the path. */
export const eventBasedGateway: Behaviour<ElementOf<'eventBasedGateway'>> = {
  enter(run, element, token) {
    for (const flowId of element.outgoing) {
      const target = elementOf(run, run.definition.flows[flowId]?.targetId ?? '');
      const event =
        target.type === 'receiveTask'
          ? ({ kind: 'message', name: target.message } as const)
          : target.type === 'intermediateCatchEvent'
            ? target.event
            : ({ kind: 'none' } as const);
      const fault = arm(run, event, { elementId: target.id, token, scopeId: token.scopeId });
      if (fault === null) continue;
      closeArms(run, token.id);
      return fail(run, token, 'enter', fault);
    }
  },
};
