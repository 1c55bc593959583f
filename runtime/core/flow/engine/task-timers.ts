import type { UserTask } from '../model/definition.js';
import type { TaskClock, TimerState, Token } from '../model/state.js';
import type { OpenTask } from './commands/handler.js';
import { settleByItself } from './commands/settle-task.js';
import type { Run } from './run.js';
import { workingEnd } from './working-end.js';

/**
 * A user task's own timers (催办, 超时): a reminder some working hours before its limit, what happens at it, and reminders
 * after it. They count working time with the task's clock, stand still and go on with it, and follow the calendar (D14).
 */
export function scheduleTaskTimers(run: Run, element: UserTask, token: Token, clock: TaskClock): void {
  if (clock.status !== 'running') return;
  const { remindBeforeHours, onTimeout, remindAfterHours } = element.step;
  const { limit, startedAt, dueAt } = clock;
  if (remindBeforeHours !== null) {
    const whole = run.context.calendar.workingMinutesBetween(startedAt, dueAt);
    const minutes = whole - remindBeforeHours * 60;
    if (minutes > 0) schedule(run, token, 'before', { limit: { workingHours: remindBeforeHours }, startedAt, minutes });
  }
  if (onTimeout !== 'none' || remindAfterHours !== null) schedule(run, token, 'limit', { limit, startedAt });
}

function schedule(
  run: Run,
  token: Token,
  purpose: NonNullable<TimerState['purpose']>,
  working: NonNullable<TimerState['working']>,
): void {
  const dueAt = workingEnd(run.context.calendar, working);
  const timer = { id: run.context.newId(), elementId: token.elementId, tokenId: token.id, scopeId: token.scopeId };
  run.emit({
    type: 'TimerScheduled',
    timer: { ...timer, dueAt, counts: 'working', repeats: 0, interval: null, working, purpose },
  });
}

/** A task's own timer has fired. */
export function taskTimerFired(run: Run, open: OpenTask, purpose: NonNullable<TimerState['purpose']>): void {
  const { task, element, token } = open;
  const { step, id: elementId } = element;
  const taskId = task.id;
  if (purpose === 'before') {
    run.emit({ type: 'TaskReminded', taskId, elementId, when: 'before' });
    return;
  }
  if (purpose === 'limit') run.emit({ type: 'TaskOverdue', taskId, elementId });
  else run.emit({ type: 'TaskReminded', taskId, elementId, when: 'after' });
  if (
    step.remindAfterHours !== null &&
    !(purpose === 'limit' && (step.onTimeout === 'pass' || step.onTimeout === 'reject'))
  )
    schedule(run, token, 'after', { limit: { workingHours: step.remindAfterHours }, startedAt: run.context.now });
  if (purpose !== 'limit') return;
  switch (step.onTimeout) {
    case 'escalate':
      run.emit({ type: 'TaskEscalated', taskId, elementId, to: step.escalateTo });
      return;
    case 'pass':
      settleByItself(run, open, 'approve', 'timeout');
      return;
    case 'reject':
      settleByItself(run, open, 'refuse', 'timeout');
      return;
    default:
      return;
  }
}
