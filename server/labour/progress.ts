import type { ScreeningView } from '#core/contract';

/** Long work as pages show it: share done, and the time left by the pace so far. */
export function progressView(given: {
  readonly done: number;
  readonly total: number | null;
  /** 0 … 1 */
  readonly share: number;
  readonly startedAt: Date | null;
  readonly now: Date;
  readonly isRunning: boolean;
}): ScreeningView['progress'] {
  const { done, total, share, startedAt, now, isRunning } = given;
  const elapsed = startedAt === null ? 0 : (now.getTime() - startedAt.getTime()) / 1000;
  const isKnown = isRunning && share > 0.01 && elapsed >= 1;
  return {
    done,
    total,
    percent: Math.min(100, Math.floor(share * 100)),
    secondsLeft: isKnown ? Math.ceil((elapsed * (1 - share)) / share) : null,
  };
}
