import { inputsOf } from '../engine/data.js';
import type { Run } from '../engine/run.js';
import type { BusinessRuleTask, ServiceTask } from '../model/definition.js';
import type { Token } from '../model/state.js';
import type { Behaviour } from './behaviour.js';

/** BPMN 13.3.3, service task: the server is asked to do a job; its end comes back as a command. */
export const serviceTask: Behaviour<ServiceTask> = {
  enter: (run, element, token) => requestJob(run, element, token),
};

export function requestJob(run: Run, element: ServiceTask | BusinessRuleTask, token: Token): void {
  const { type: jobType, params } = element.service;
  const variables = inputsOf(element.data, token);
  run.emit({
    type: 'ServiceJobRequested',
    jobId: run.context.newId(),
    tokenId: token.id,
    elementId: element.id,
    jobType,
    params,
    ...(variables && { variables }),
  });
}
