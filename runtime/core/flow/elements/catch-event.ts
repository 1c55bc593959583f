import { arm } from '../engine/arms.js';
import { fail } from '../engine/faults.js';
import { complete } from '../engine/tokens.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.5.2, intermediate catch events: wait for a message, signal or time. A link is where its throwing half leads. */
export const catchEvent: Behaviour<ElementOf<'intermediateCatchEvent'>> = {
  enter(run, element, token) {
    if (element.event.kind === 'link' || element.event.kind === 'none') return complete(run, token);
    const fault = arm(run, element.event, { elementId: element.id, token, scopeId: token.scopeId });
    if (fault !== null) fail(run, token, 'enter', fault);
  },
};
