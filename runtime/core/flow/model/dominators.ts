/** For every node that the root reaches: its depth and immediate dominator in the dominator tree. */
export interface DominatorTree {
  dominates(above: string, below: string): boolean;
  /** The nearest node that dominates both; the root if either is unreachable. */
  nearestCommon(left: string, right: string): string;
  /** The immediate dominator; `null` of the root and of what it does not reach. */
  parent(id: string): string | null;
}

/** Dominators of a graph (Cooper, Harvey, Kennedy: “A Simple, Fast Dominance Algorithm”). With edges turned round: post-dominators. */
export function dominatorTree(
  root: string,
  next: ReadonlyMap<string, readonly string[]>,
  previous: ReadonlyMap<string, readonly string[]>,
): DominatorTree {
  const order = reversePostOrder(root, next);
  const position = new Map(order.map((id, index) => [id, index]));
  const parent: number[] = new Array<number>(order.length).fill(-1);
  parent[0] = 0;
  const meet = (left: number, right: number): number => {
    let [a, b] = [left, right];
    while (a !== b) {
      while (a > b) a = parent[a] as number;
      while (b > a) b = parent[b] as number;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 1; index < order.length; index += 1) {
      let best = -1;
      for (const id of previous.get(order[index] as string) ?? []) {
        const from = position.get(id);
        if (from === undefined || parent[from] === -1) continue;
        best = best === -1 ? from : meet(best, from);
      }
      if (best !== parent[index]) {
        parent[index] = best;
        changed = true;
      }
    }
  }
  const nearest = (left: string, right: string): number => meet(position.get(left) ?? 0, position.get(right) ?? 0);
  return {
    dominates: (above, below) =>
      position.has(above) && position.has(below) && nearest(above, below) === position.get(above),
    parent(id) {
      const at = position.get(id);
      return at === undefined || at === 0 ? null : (order[parent[at] as number] as string);
    },
    nearestCommon: (left, right) => order[nearest(left, right)] as string,
  };
}

function reversePostOrder(root: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set([root]);
  const done: string[] = [];
  const stack: { readonly id: string; at: number }[] = [{ id: root, at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = next.get(top.id)?.[top.at];
    top.at += 1;
    if (child === undefined) {
      done.push(top.id);
      stack.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      stack.push({ id: child, at: 0 });
    }
  }
  return done.reverse();
}
