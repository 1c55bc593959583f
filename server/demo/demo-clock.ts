import { chinaCalendar, isWorkingDay, localDay } from '#core/calendar';
import type { Clock } from '../http/deps.js';

/** Time that is set while the demo data come about, and real afterwards. */
export interface DemoClock extends Clock {
  set(instant: Date): void;
  release(): void;
}

export function createDemoClock(real: Clock): DemoClock {
  let fixed: Date | null = null;
  return {
    now: () => fixed ?? real.now(),
    set: (instant) => {
      fixed = instant;
    },
    release: () => {
      fixed = null;
    },
  };
}

const dayMs = 86_400_000;

/** The local day that lies this many working days before today (0: today, or the last working day before it). */
export function workingDayAgo(now: Date, days: number): string {
  let at = now.getTime();
  let left = days;
  for (;;) {
    const day = localDay(new Date(at).toISOString(), chinaCalendar);
    if (isWorkingDay(day, chinaCalendar)) {
      if (left === 0) return day;
      left -= 1;
    }
    at -= dayMs;
  }
}

/** A time of day in China as an instant; never later than now. */
export function instantOn(day: string, time: string, now: Date): Date {
  const at = new Date(`${day}T${time}:00+08:00`);
  return at.getTime() > now.getTime() ? now : at;
}
