/*
 * The end of a process. Ctrl-C arrives several times at once (from the terminal, from npm and from the script that started
 * the server), so what follows the first signal within a second is its echo; a later one is somebody who cannot wait.
 */

const echoMs = 1000;
/** Below the 30 seconds that `compose.yaml` gives before it kills. */
const limitMs = 20_000;

export interface Lifetime {
  /** Something was opened; it is closed at the end, the latest first. */
  opened(close: () => Promise<void>): void;
  /** Whether the end has begun: failures of what is half open are then its consequence. */
  isEnding(): boolean;
  /** Closes everything and exits with this code, or with 1 when closing fails. Only the first call counts. */
  end(code: number): void;
}

/** Takes over SIGINT and SIGTERM: what was opened is closed in order, then the process exits with 0. */
export function createLifetime(onEnd: (signal: NodeJS.Signals) => void, onFailure: (error: unknown) => void): Lifetime {
  const closers: (() => Promise<void>)[] = [];
  let endingSince: number | null = null;

  const end = (code: number) => {
    if (endingSince !== null) return;
    endingSince = performance.now();
    setTimeout(() => {
      onFailure(new Error(`it took longer than ${limitMs / 1000} s`));
      process.exit(1);
    }, limitMs).unref();
    closeAll(closers).then(
      () => process.exit(code),
      (error: unknown) => {
        onFailure(error);
        process.exit(1);
      },
    );
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (endingSince === null) {
        onEnd(signal);
        end(0);
      } else if (performance.now() - endingSince > echoMs) process.exit(1);
    });
  }
  return { opened: (close) => closers.push(close), isEnding: () => endingSince !== null, end };
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}
