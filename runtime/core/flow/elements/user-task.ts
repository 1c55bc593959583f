import { startClock } from '../engine/clocks.js';
import { scheduleTaskTimers } from '../engine/task-timers.js';
import type { Behaviour, ElementOf } from './behaviour.js';

/** BPMN 13.3.3, user task: waits for a person's decision (D3); its limit begins to run (D14). */
export const userTask: Behaviour<ElementOf<'userTask'>> = {
  enter(run, element, token) {
    const { kind, assignee, limit } = element.step;
    const clock = startClock(run, limit);
    run.emit({
      type: 'TaskCreated',
      taskId: token.id,
      elementId: element.id,
      name: element.name,
      kind,
      assignee,
      clock,
    });
    scheduleTaskTimers(run, element, token, clock);
  },
};
