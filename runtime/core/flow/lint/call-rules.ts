import type { ProcessDefinition } from '../model/definition.js';
import type { ElementRule } from './rule.js';

/** BPMN 10.3.6: a called process begins at a none start event; one that can call itself must stop by itself. */
export const callRule: ElementRule = (element, { definition, error, warn }) => {
  if (element.type !== 'callActivity') return;
  const starts = (definition.scopes[element.called]?.starts ?? []).map((id) => definition.elements[id]);
  if (!starts.some((start) => start?.type !== 'startEvent' || start.event.kind === 'none'))
    error('called-process-start', { process: element.called });
  if (callsIn(definition, element.called).has(element.id)) warn('call-recursive', { process: element.called });
};

/** The call activities that a process comes to, in itself and in what it calls. */
function callsIn(definition: ProcessDefinition, processId: string): ReadonlySet<string> {
  const calls = new Set<string>();
  const seen = new Set<string>();
  const pending = [processId];
  for (let scopeId = pending.pop(); scopeId !== undefined; scopeId = pending.pop()) {
    if (seen.has(scopeId)) continue;
    seen.add(scopeId);
    for (const id of definition.scopes[scopeId]?.elements ?? []) {
      const element = definition.elements[id];
      if (element?.type === 'subProcess') pending.push(id);
      if (element?.type !== 'callActivity') continue;
      calls.add(id);
      pending.push(element.called);
    }
  }
  return calls;
}
