import { scheduleTimer } from '../../engine/timers.js';
import type { EventBehaviour } from './behaviour.js';

/** BPMN 10.5.5, timer: a date, a duration, a cycle, or working time (D14). It is only ever caught. */
export const timerEvent: EventBehaviour<'timer'> = {
  wait: (run, { timer }, catcher) => scheduleTimer(run, timer, catcher),
};
