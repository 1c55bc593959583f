interface Dependent {
  readonly id: string;
  readonly needs: readonly string[];
}

/** Depth-first order in which each comes after what it needs. A cycle is cut at its last edge (`findCycles` names it). */
export function sortByDependency(items: readonly Dependent[]): readonly string[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (item: Dependent): void => {
    if (seen.has(item.id)) return;
    seen.add(item.id);
    for (const id of item.needs) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed);
    }
    order.push(item.id);
  };
  for (const item of items) visit(item);
  return order;
}

/** One cycle for each item that starts one first in the order given, as the ids along it. */
export function findCycles(items: readonly Dependent[]): readonly (readonly string[])[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const cycles: (readonly string[])[] = [];
  const visit = (item: Dependent): void => {
    state.set(item.id, 'open');
    path.push(item.id);
    for (const id of item.needs) {
      const needed = byId.get(id);
      if (needed === undefined || state.get(id) === 'done') continue;
      if (state.get(id) === 'open') cycles.push(path.slice(path.indexOf(id)));
      else visit(needed);
    }
    path.pop();
    state.set(item.id, 'done');
  };
  for (const item of items) if (!state.has(item.id)) visit(item);
  return cycles;
}
