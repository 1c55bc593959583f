import type { FlowEvent } from '../model/event.js';
import type { ProcessState } from '../model/state.js';
import { applyEvent } from './apply-event.js';
import { draftOf, newDraft } from './draft-state.js';

/** Remembers one event. `null` is the state before `ProcessStarted`. Pure; the given state is not changed. */
export function evolve(state: ProcessState | null, event: FlowEvent): ProcessState {
  const draft = draftOf(state);
  applyEvent(draft, event);
  return draft;
}

/** The state after a whole history, or `null` after none. Time grows with the number of events only. */
export function replay(events: readonly FlowEvent[]): ProcessState | null {
  if (events.length === 0) return null;
  const draft = newDraft();
  for (const event of events) applyEvent(draft, event);
  return draft;
}
