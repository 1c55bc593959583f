import { complete } from '../engine/tokens.js';
import type { ServiceTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';
import { messageEvent } from './events/message.js';
import { requestJob } from './service-task.js';

/** BPMN 13.3.3, send task: throws its message and is done; with service settings it asks for a job. */
export const sendTask: Behaviour<ServiceTask> = {
  enter(run, element, token) {
    if (element.service.type !== '') return requestJob(run, element, token);
    messageEvent.emit?.(run, { kind: 'message', name: element.service.params.message ?? '' }, token);
    complete(run, token);
  },
};
