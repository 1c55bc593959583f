import { eventBehaviourOf } from '../elements/events/registry.js';
import type { ActivityElement, EventDefinition } from '../model/definition.js';
import type { SubscriptionState, Token } from '../model/state.js';
import type { Run } from './run.js';
import type { EvaluationFault } from './variables.js';

/** What waits for an event: the element that catches it, the token that waits (none at an event sub-process), its scope. */
export interface Catcher {
  readonly elementId: string;
  readonly token: Token | null;
  readonly scopeId: string;
}

/** Begins to wait for an event; events that are thrown inside the model (error, escalation) need no waiting. */
export function arm(run: Run, event: EventDefinition, catcher: Catcher): EvaluationFault | null {
  return eventBehaviourOf(event).wait?.(run, event, catcher) ?? null;
}

/** Waits for a message or signal of a name; the server brings it. */
export function subscribe(run: Run, kind: SubscriptionState['kind'], name: string, catcher: Catcher): null {
  const { elementId, token, scopeId } = catcher;
  const subscription = { id: run.context.newId(), kind, name, elementId, scopeId, tokenId: token?.id ?? null };
  run.emit({ type: 'SubscriptionOpened', subscription });
  return null;
}

/** Arms the boundary events of an activity when a token enters it (BPMN 13.5.3). */
export function armBoundaryEvents(run: Run, element: ActivityElement, token: Token): EvaluationFault | null {
  for (const id of element.boundary) {
    const event = run.definition.elements[id];
    if (event?.type !== 'boundaryEvent') continue;
    const fault = arm(run, event.event, { elementId: id, token, scopeId: token.scopeId });
    if (fault !== null) return fault;
  }
  return null;
}

/** Ends every wait of a token, or, with `null`, those of a scope's event sub-processes. */
export function closeArms(run: Run, tokenId: string | null, scopeId?: string): void {
  const { timers, subscriptions } = run.state;
  for (const timer of Object.values(timers))
    if (timer.tokenId === tokenId && (scopeId === undefined || timer.scopeId === scopeId))
      run.emit({ type: 'TimerCancelled', timerId: timer.id, elementId: timer.elementId });
  for (const wait of Object.values(subscriptions))
    if (wait.tokenId === tokenId && (scopeId === undefined || wait.scopeId === scopeId))
      run.emit({ type: 'SubscriptionClosed', subscriptionId: wait.id, elementId: wait.elementId });
}
