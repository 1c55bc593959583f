import type { Catcher } from '../../engine/arms.js';
import type { Run } from '../../engine/run.js';
import type { EvaluationFault } from '../../engine/variables.js';
import type { EventDefinition } from '../../model/definition.js';
import type { Token } from '../../model/state.js';

export type EventKind = EventDefinition['kind'];
export type EventOf<K extends EventKind> = Extract<EventDefinition, { kind: K }>;

/** What one kind of event does where it is thrown and where it is caught (BPMN 10.5.5, 13.5). */
export interface EventBehaviour<K extends EventKind> {
  /** Begins to wait for it; a fault if that cannot be done. Absent: it needs no waiting, or cannot be waited for. */
  readonly wait?: (run: Run, event: EventOf<K>, catcher: Catcher) => EvaluationFault | null;
  /** Throws it from a token that is at a throw or end event; whether the token, if it is still there, then goes on. */
  readonly emit?: (run: Run, event: EventOf<K>, token: Token) => boolean;
}
