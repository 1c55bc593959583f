import type { ServiceTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';

/** BPMN 13.3.2, service and business rule tasks: the server is asked to do a job; its end comes back as a command. */
export const serviceTask: Behaviour<ServiceTask> = {
  enter(run, element, token) {
    const { type: jobType, params } = element.service;
    run.emit({
      type: 'ServiceJobRequested',
      jobId: run.context.newId(),
      tokenId: token.id,
      elementId: element.id,
      jobType,
      params,
    });
  },
};
