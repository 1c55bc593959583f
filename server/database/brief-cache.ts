/**
 * What changes a few times a year and is read with every command: units, appointments, calendars. Kept for a second and
 * forgotten at once where this process writes; another process sees a change a second later at the most.
 */
export interface BriefCache<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  forgetAll(): void;
}

const keptMs = 1000;
const mostKeys = 2000;

export function createBriefCache<T>(): BriefCache<T> {
  const known = new Map<string, { readonly since: number; readonly value: Promise<T> }>();
  return {
    async get(key, load) {
      const found = known.get(key);
      if (found !== undefined && performance.now() - found.since < keptMs) return found.value;
      if (known.size >= mostKeys) known.clear();
      const entry = { since: performance.now(), value: load() };
      known.set(key, entry);
      // A failure is not remembered.
      entry.value.catch(() => {
        if (known.get(key) === entry) known.delete(key);
      });
      return entry.value;
    },
    forgetAll: () => known.clear(),
  };
}
