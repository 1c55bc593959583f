import type { FlowRejection } from '../../model/command.js';
import type { FlowVariables } from '../../model/expression.js';
import { isVariableName } from '../../model/variable-name.js';
import { armEventSubProcesses } from '../event-sub-process.js';
import { arrive } from '../run.js';
import { setVariables } from '../scopes.js';
import { endProcess } from '../settle.js';
import { type Handler, reject } from './handler.js';

/** Files the case: a token at the start event (BPMN 13.2). */
export const startProcess: Handler<'StartProcess'> = (run, { filedBy, startEventId, variables }) => {
  const { definition } = run;
  const scope = definition.scopes[definition.id];
  const candidates = scope?.starts ?? [];
  const isPlain = (id: string) => {
    const element = definition.elements[id];
    return element?.type !== 'startEvent' || element.event.kind === 'none';
  };
  const plain = candidates.filter(isPlain);
  const hasStartEvents = candidates.some((id) => definition.elements[id]?.type === 'startEvent');
  // Without start events everything that nothing leads to begins at once; of several start events one must be meant.
  const chosen =
    startEventId !== undefined ? candidates.filter((id) => id === startEventId) : plain.length > 0 ? plain : candidates;
  if (chosen.length === 0 || (hasStartEvents && chosen.length > 1))
    return reject('START_EVENT_UNKNOWN', { startEventId: startEventId ?? '' });
  const wrong = checkVariables(variables);
  if (wrong !== null) return wrong;
  const scopeId = run.context.newId();
  run.emit({
    type: 'ProcessStarted',
    processId: definition.id,
    scopeId,
    filedBy: filedBy ?? run.context.actor.accountId,
  });
  setVariables(run, null, variables);
  const fault = armEventSubProcesses(run, definition.id, scopeId);
  if (fault !== null) return reject('TIMER_INVALID', fault.params);
  for (const elementId of chosen) arrive(run, { elementId, scopeId, triggered: hasStartEvents });
  return null;
};

export function checkVariables(variables: FlowVariables | undefined): FlowRejection | null {
  const bad = Object.keys(variables ?? {}).find((name) => !isVariableName(name));
  return bad === undefined ? null : reject('VARIABLE_NAME_INVALID', { name: bad.slice(0, 100) });
}

/** 撤回 by the applicant: before acceptance, or, in a flow without that step, before anybody has decided anything. */
export const withdraw: Handler<'Withdraw'> = (run, { reason }) => {
  const hasAcceptance = run.definition.order.some((id) => {
    const element = run.definition.elements[id];
    return element?.type === 'userTask' && element.step.kind === 'acceptance';
  });
  const tooLate = hasAcceptance ? run.state.acceptedBy !== null : Object.keys(run.state.done).length > 0;
  if (tooLate) return reject('WITHDRAWAL_TOO_LATE', { acceptedAt: run.state.acceptedAt ?? '' });
  endProcess(run, 'withdrawn', null, reason);
  return null;
};

export const terminate: Handler<'Terminate'> = (run, { reason }) => {
  if (reason.trim() === '') return reject('REASON_REQUIRED', { action: 'terminate' });
  endProcess(run, 'terminated', null, reason);
  return null;
};
