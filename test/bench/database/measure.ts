/** Figures of one peer: how often a second, the slowest of a hundred, and processor time of this process. */
export interface Figure {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly processorMicros: number;
}

export interface Peer {
  readonly name: string;
  readonly work: (n: number) => Promise<unknown>;
}

const ROUNDS = 8;
const ROUND_MS = 400;
const WARM_UPS = 200;

/**
 * Runs peers in turns of less than half a second, so that whatever else the machine does slows them all alike. The servers
 * under measure run in threads of this process: processor time counts client and server together.
 */
export async function measureInTurns(peers: readonly Peer[], clients: number): Promise<Map<string, Figure>> {
  const states = peers.map((peer) => ({ ...peer, n: 0, seconds: 0, micros: 0, times: [] as number[] }));
  for (const state of states) for (let warm = 0; warm < WARM_UPS; warm++) await state.work(state.n++);
  for (let round = 0; round < ROUNDS; round++) {
    for (const state of states) {
      const processor = process.cpuUsage();
      const start = performance.now();
      const client = async () => {
        while (performance.now() < start + ROUND_MS) {
          const begun = performance.now();
          await state.work(state.n++);
          state.times.push(performance.now() - begun);
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      const { user, system } = process.cpuUsage(processor);
      state.seconds += (performance.now() - start) / 1000;
      state.micros += user + system;
    }
  }
  return new Map(
    states.map(({ name, times, seconds, micros }) => {
      times.sort((a, b) => a - b);
      const p99Ms = times[Math.floor(times.length * 0.99)] ?? 0;
      return [name, { perSecond: times.length / seconds, p99Ms, processorMicros: micros / times.length }];
    }),
  );
}
