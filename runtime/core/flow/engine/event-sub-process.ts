import type { StartEvent } from '../model/definition.js';
import type { FlowVariables } from '../model/expression.js';
import type { Token } from '../model/state.js';
import { arm, closeArms } from './arms.js';
import { fail } from './faults.js';
import { arrive, type Run } from './run.js';
import { clearScope, closeScope } from './tokens.js';
import type { EvaluationFault } from './variables.js';

/** Begins to wait for the starts of a scope's event sub-processes (BPMN 10.3.5, 13.5.4). */
export function armEventSubProcesses(run: Run, scopeElementId: string, scopeId: string): EvaluationFault | null {
  for (const id of run.definition.scopes[scopeElementId]?.eventSubProcesses ?? []) {
    for (const startId of run.definition.scopes[id]?.starts ?? []) {
      const start = run.definition.elements[startId];
      if (start?.type !== 'startEvent') continue;
      const fault = arm(run, start.event, { elementId: startId, token: null, scopeId });
      if (fault !== null) return fault;
    }
  }
  return null;
}

/** An event sub-process begins in its scope; an interrupting one takes away everything else that goes on there. */
export function beginEventSubProcess(run: Run, start: StartEvent, scopeId: string, given?: FlowVariables): void {
  if (start.interrupting) {
    clearScope(run, scopeId, 'interrupted');
    closeArms(run, null, scopeId);
  }
  const elementId = start.scopeId;
  const tokenId = run.context.newId();
  run.emit({ type: 'ElementActivated', tokenId, elementId, scopeId });
  const token = run.state.tokens[tokenId] as Token;
  const fault = openScope(run, token, { scopeElementId: elementId, starts: [start.id], given });
  if (fault !== null) fail(run, token, 'enter', fault);
}

export interface Opening {
  /** The sub-process, or the process that is called. */
  readonly scopeElementId: string;
  readonly starts: readonly string[];
  /** What came with the event that begins it. */
  readonly given?: FlowVariables | undefined;
}

/** Opens a scope under the token that waits for it, with its data objects, and starts it at the given elements. */
export function openScope(run: Run, token: Token, { scopeElementId, starts, given }: Opening): EvaluationFault | null {
  const scopeId = run.context.newId();
  const { elements, scopes } = run.definition;
  run.emit({ type: 'ScopeOpened', scopeId, elementId: scopeElementId, tokenId: token.id, parentId: token.scopeId });
  const names = (scopes[scopeElementId]?.data ?? []).filter((name) => !Object.hasOwn(token.data ?? {}, name));
  const empty = Object.fromEntries(names.map((name) => [name, null]));
  if (names.length > 0) run.emit({ type: 'VariablesSet', variables: empty, tokenId: token.id });
  const fault = armEventSubProcesses(run, scopeElementId, scopeId);
  if (fault !== null) {
    closeScope(run, scopeId);
    return fault;
  }
  for (const elementId of starts) {
    const triggered = elements[elementId]?.type === 'startEvent';
    arrive(run, { elementId, scopeId, triggered, ...(given === undefined ? {} : { given }) });
  }
  return null;
}
