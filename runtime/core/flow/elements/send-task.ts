import { complete } from '../engine/tokens.js';
import type { ServiceTask } from '../model/definition.js';
import type { Behaviour } from './behaviour.js';
import { serviceTask } from './service-task.js';

/** BPMN 13.3.2, send task: throws its message and is done; with service settings it is a service task. */
export const sendTask: Behaviour<ServiceTask> = {
  enter(run, element, token) {
    if (element.service.type !== '') return serviceTask.enter(run, element, token);
    run.emit({ type: 'MessageThrown', name: element.service.params.message ?? '', elementId: element.id });
    complete(run, token);
  },
};
