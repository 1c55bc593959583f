import { throwEscalation } from '../engine/faults.js';
import { arrive, type Run } from '../engine/run.js';
import { complete, leaveBy, raiseIncident } from '../engine/tokens.js';
import { deliverSignal } from '../engine/triggers.js';
import type { Token } from '../model/state.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.5.2, intermediate throw events: the result happens at once and the token goes on. */
export const throwEvent: Behaviour<ElementOf<'intermediateThrowEvent'>> = {
  enter(run, element, token) {
    const { event } = element;
    if (event.kind === 'link') return followLink(run, token, element.scopeId, event.name);
    if (event.kind === 'message') run.emit({ type: 'MessageThrown', name: event.name, elementId: element.id });
    if (event.kind === 'escalation' && throwEscalation(run, token, event.code)) return;
    if (event.kind === 'signal') {
      run.emit({ type: 'SignalThrown', name: event.name, elementId: element.id });
      deliverSignal(run, event.name);
    }
    if (run.state.tokens[token.id] !== undefined) complete(run, token);
  },
};

/** BPMN 10.5.5: a pair of links is one sequence flow. */
function followLink(run: Run, token: Token, scopeId: string, name: string): void {
  const target = run.definition.order
    .map((id) => run.definition.elements[id])
    .find(
      (element) =>
        element?.type === 'intermediateCatchEvent' &&
        element.scopeId === scopeId &&
        element.event.kind === 'link' &&
        element.event.name === name,
    );
  if (target === undefined) {
    raiseIncident(run, token, 'enter', { code: 'LINK_TARGET_MISSING', params: { link: name } });
    return;
  }
  leaveBy(run, token, []);
  arrive(run, { elementId: target.id, scopeId: token.scopeId, triggered: true });
}
