import type { FlowEvent } from '../model/event.js';
import type { DraftState } from './draft-state.js';

/** Everything of the state under the elements of another version; what is not named keeps its id. */
export function applyMigration(draft: DraftState, event: Extract<FlowEvent, { type: 'ProcessMigrated' }>): void {
  const become = (id: string): string => (Object.hasOwn(event.elements, id) ? (event.elements[id] ?? id) : id);
  draft.processId = event.processId;
  for (const [id, token] of Object.entries(draft.tokens)) {
    const { via: before, ...rest } = token;
    const via = before === undefined ? undefined : event.flows[before];
    draft.tokens[id] = { ...rest, elementId: become(token.elementId), ...(via === undefined ? {} : { via }) };
  }
  rename(draft.scopes, become);
  rename(draft.tasks, become);
  rename(draft.timers, become);
  rename(draft.jobs, become);
  rename(draft.subscriptions, become);
  rename(draft.incidents, become);
  const done = Object.entries(draft.done);
  for (const [id] of done) delete draft.done[id];
  for (const [id, step] of done) draft.done[become(id)] = step;
}

function rename<T extends { readonly elementId: string }>(table: { [id: string]: T }, become: (id: string) => string) {
  for (const [id, entry] of Object.entries(table)) table[id] = { ...entry, elementId: become(entry.elementId) };
}
