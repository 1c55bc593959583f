import type { FlowElement } from '../model/definition.js';
import type { Behaviour, ElementOf } from './behaviour.js';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import { catchEvent } from './catch-event.js';
import { endEvent } from './end-event.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { manualTask } from './manual-task.js';
import { parallelGateway } from './parallel-gateway.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { sendTask } from './send-task.js';
import { serviceTask } from './service-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { abstractTask } from './task.js';
import { throwEvent } from './throw-event.js';
import { userTask } from './user-task.js';

type Registry = { readonly [T in FlowElement['type']]: Behaviour<ElementOf<T>> };

/** Every element that the engine executes; a new one does not compile until it is here (recipe: docs/flow.md). */
const behaviours: Registry = {
  startEvent,
  endEvent,
  intermediateCatchEvent: catchEvent,
  intermediateThrowEvent: throwEvent,
  boundaryEvent,
  userTask,
  serviceTask,
  sendTask,
  businessRuleTask,
  receiveTask,
  scriptTask,
  task: abstractTask,
  manualTask,
  subProcess,
  callActivity,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
};

export const behaviourOf = <E extends FlowElement>(element: E): Behaviour<E> =>
  behaviours[element.type] as Behaviour<E>;
