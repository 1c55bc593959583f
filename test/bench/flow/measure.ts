/** Processor time of this process, in milliseconds: what else the machine does is not counted. */
export const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** How often a second of processor time `work` can be done, after warming up. It says how many units each call did. */
export async function ratePerSecond(milliseconds: number, work: () => Promise<number> | number): Promise<number> {
  const warm = processorTime();
  while (processorTime() - warm < milliseconds / 3) await work();
  const from = processorTime();
  let units = 0;
  while (processorTime() - from < milliseconds) units += await work();
  return (units * 1000) / (processorTime() - from);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
