import { toJson } from '#core/feel';
import { err, ok, type Result } from '#core/result';
import type { TimerSpec } from '../model/definition.js';
import type { TimerState, Token } from '../model/state.js';
import type { WorkingLimit } from '../model/step.js';
import type { Catcher } from './arms.js';
import { addDuration, parseCycle, parseDuration, parseInstant } from './iso-time.js';
import type { Run } from './run.js';
import { type EvaluationFault, evaluate } from './variables.js';
import { workingEnd } from './working-end.js';

type Due = Pick<TimerState, 'dueAt' | 'counts' | 'repeats' | 'interval' | 'working'>;

/** Starts a timer (BPMN 10.5.5); a fault if its expression gives no time. */
export function scheduleTimer(run: Run, spec: TimerSpec, catcher: Catcher): EvaluationFault | null {
  const due = firstDue(run, spec, catcher.token);
  if (!due.ok) return due.error;
  const { elementId, token, scopeId } = catcher;
  run.emit({
    type: 'TimerScheduled',
    timer: { id: run.context.newId(), elementId, tokenId: token?.id ?? null, scopeId, ...due.value },
  });
  return null;
}

/** Starts a timer of a working-time limit for a token in its own element (publicity). */
export function scheduleWorkingTimer(run: Run, token: Token, limit: WorkingLimit): void {
  const timer = { id: run.context.newId(), elementId: token.elementId, tokenId: token.id, scopeId: token.scopeId };
  run.emit({ type: 'TimerScheduled', timer: { ...timer, ...workingDue(run, limit) } });
}

function workingDue(run: Run, limit: WorkingLimit): Due {
  const working = { limit, startedAt: run.context.now };
  return { dueAt: workingEnd(run.context.calendar, working), counts: 'working', repeats: 0, interval: null, working };
}

function firstDue(run: Run, spec: TimerSpec, token: Token | null): Result<Due, EvaluationFault> {
  if (spec.kind === 'working') return ok(workingDue(run, spec.limit));
  const text = timerText(run, spec, token);
  if (!text.ok) return text;
  const { now } = run.context;
  const due = (dueAt: string, counts: Due['counts'], repeats = 0, interval: string | null = null) =>
    ok({ dueAt, counts, repeats, interval });
  if (spec.kind === 'date') {
    const dueAt = parseInstant(text.value);
    if (dueAt !== null) return due(dueAt, 'date');
  } else if (spec.kind === 'duration') {
    const duration = parseDuration(text.value);
    if (duration !== null) return due(addDuration(now, duration), 'elapsed');
  } else {
    const cycle = parseCycle(text.value);
    const interval = cycle === null ? null : parseDuration(cycle.interval);
    if (cycle !== null && interval !== null) {
      const repeats = cycle.times < 0 ? -1 : cycle.times - 1;
      return cycle.startAt === null
        ? due(addDuration(now, interval), 'elapsed', repeats, cycle.interval)
        : due(cycle.startAt, 'date', repeats, cycle.interval);
    }
  }
  return err({ code: 'TIMER_INVALID', params: { text: text.value.slice(0, 100) } });
}

/** The literal text of a timer, or what its FEEL expression gives as text. */
function timerText(
  run: Run,
  spec: Exclude<TimerSpec, { kind: 'working' }>,
  token: Token | null,
): Result<string, EvaluationFault> {
  const { source } = spec.expression;
  if (parseInstant(source) !== null || parseDuration(source) !== null || parseCycle(source) !== null) return ok(source);
  const value = evaluate(run, spec.expression, token);
  if (!value.ok) return value;
  const text = value.value === null ? null : toJson(value.value);
  if (typeof text === 'string') return ok(text);
  return err({ code: 'TIMER_INVALID', params: { text: source.slice(0, 100) } });
}

/** After a firing: the next one of a cycle, counted from when it was due, so that it does not drift. */
export function scheduleNext(run: Run, timer: TimerState): void {
  const interval = timer.interval === null ? null : parseDuration(timer.interval);
  if (timer.repeats === 0 || interval === null) return;
  let dueAt = addDuration(timer.dueAt, interval);
  // A cycle without end does not make up for what it missed while nothing ran.
  if (timer.repeats < 0) {
    const late = Date.parse(run.context.now) - Date.parse(dueAt);
    if (late > 0 && interval.months === 0) {
      const missed = Math.floor(late / interval.ms);
      dueAt = new Date(Date.parse(dueAt) + missed * interval.ms).toISOString();
    }
    while (Date.parse(dueAt) <= Date.parse(run.context.now)) dueAt = addDuration(dueAt, interval);
  }
  run.emit({ type: 'TimerScheduled', timer: { ...timer, dueAt, repeats: timer.repeats < 0 ? -1 : timer.repeats - 1 } });
}

/** Timers of a task stand still with it (D14); dates do not. */
export function stopTimers(run: Run, tokenId: string): void {
  const { now, calendar } = run.context;
  for (const timer of Object.values(run.state.timers)) {
    if (timer.tokenId !== tokenId || timer.counts === 'date' || timer.banked !== undefined) continue;
    const banked =
      timer.counts === 'elapsed'
        ? Math.max(0, Date.parse(timer.dueAt) - Date.parse(now))
        : calendar.workingMinutesBetween(now, timer.dueAt);
    run.emit({ type: 'TimerStopped', timer: { ...timer, banked } });
  }
}

export function resumeTimers(run: Run, tokenId: string): void {
  const { now, calendar } = run.context;
  for (const timer of Object.values(run.state.timers)) {
    if (timer.tokenId !== tokenId || timer.banked === undefined) continue;
    const { banked, ...rest } = timer;
    if (timer.working === undefined) {
      run.emit({ type: 'TimerScheduled', timer: { ...rest, dueAt: new Date(Date.parse(now) + banked).toISOString() } });
      continue;
    }
    const working = { limit: timer.working.limit, startedAt: now, minutes: banked };
    run.emit({ type: 'TimerScheduled', timer: { ...rest, working, dueAt: workingEnd(calendar, working) } });
  }
}
