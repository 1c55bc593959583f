import { throwError, throwEscalation } from '../engine/faults.js';
import { endProcess } from '../engine/settle.js';
import { clearScope, leaveBy } from '../engine/tokens.js';
import { deliverSignal } from '../engine/triggers.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.5.3, end events: the token ends; what the event throws goes out; terminate ends its whole scope. */
export const endEvent: Behaviour<ElementOf<'endEvent'>> = {
  enter(run, element, token) {
    const { event } = element;
    if (event.kind === 'error') return throwError(run, token, event.code ?? '', element.name);
    if (event.kind === 'terminate') {
      leaveBy(run, token, []);
      const isRoot = run.state.scopes[token.scopeId]?.tokenId === null;
      return isRoot
        ? endProcess(run, 'completed', element.id, element.name)
        : clearScope(run, token.scopeId, 'interrupted');
    }
    if (event.kind === 'message') run.emit({ type: 'MessageThrown', name: event.name, elementId: element.id });
    if (event.kind === 'escalation' && throwEscalation(run, token, event.code)) return;
    if (event.kind === 'signal') {
      run.emit({ type: 'SignalThrown', name: event.name, elementId: element.id });
      deliverSignal(run, event.name);
    }
    if (run.state.tokens[token.id] !== undefined) leaveBy(run, token, []);
  },
};
