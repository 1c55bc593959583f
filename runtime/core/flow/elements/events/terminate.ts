import { elementOf } from '../../engine/run.js';
import { endProcess } from '../../engine/settle.js';
import { clearScope, leaveBy } from '../../engine/tokens.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.3, terminate: everything that still goes on in its process, called process or sub-process is called off. */
export const terminateEvent: EventBehaviour<'terminate'> = {
  emit(run, _event, token) {
    leaveBy(run, token, []);
    const isProcess = run.state.scopes[token.scopeId]?.tokenId === null;
    if (isProcess) endProcess(run, 'completed', token.elementId, elementOf(run, token.elementId).name);
    else clearScope(run, token.scopeId, 'interrupted');
    return false;
  },
};
