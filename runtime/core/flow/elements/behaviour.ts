import type { Run } from '../engine/run.js';
import type { FlowElement } from '../model/definition.js';
import type { Token } from '../model/state.js';

/** What one kind of element does when a token enters it; what it waits for comes back through `trigger` or a command. */
export interface Behaviour<E extends FlowElement> {
  enter(run: Run, element: E, token: Token): void;
}

/** The member of the union that has a type, also where several types share one member. */
export type ElementOf<T extends FlowElement['type'], E extends FlowElement = FlowElement> = E extends { type: infer U }
  ? T extends U
    ? E
    : never
  : never;
