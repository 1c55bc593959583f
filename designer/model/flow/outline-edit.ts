import type { FlowElement, FlowOutline, OutlineBlock, OutlineBranch, ProcessDefinition } from '#core/flow';

/** A place in the nested list: `listId` is `null` for the main line, a branch's id, or a timer's id. */
export interface BlockPlace {
  readonly listId: string | null;
  readonly index: number;
}
type Blocks = readonly OutlineBlock[];
export type BranchingBlock = Extract<OutlineBlock, { readonly kind: 'branch' | 'inclusive' | 'parallel' }>;

export function isBranching(block: OutlineBlock): block is BranchingBlock {
  return block.kind === 'branch' || block.kind === 'inclusive' || block.kind === 'parallel';
}

/** Every block with its place, in reading order. */
export function* walkBlocks(
  outline: FlowOutline,
): Generator<{ block: OutlineBlock; place: BlockPlace; depth: number }> {
  yield* walkList(outline.blocks, null, 0);
}

function* walkList(
  blocks: Blocks,
  listId: string | null,
  depth: number,
): Generator<{ block: OutlineBlock; place: BlockPlace; depth: number }> {
  for (const [index, block] of blocks.entries()) {
    yield { block, place: { listId, index }, depth };
    for (const inner of innerLists(block)) yield* walkList(inner.blocks, inner.id, depth + 1);
  }
}

function innerLists(block: OutlineBlock): readonly { readonly id: string; readonly blocks: Blocks }[] {
  if (isBranching(block)) return block.branches;
  return block.kind === 'step' ? (block.timers ?? []) : [];
}

export function findBlock(outline: FlowOutline, id: string): { block: OutlineBlock; place: BlockPlace } | undefined {
  for (const entry of walkBlocks(outline)) if (entry.block.id === id) return entry;
  return undefined;
}

/**
 * Whether the list says everything that is drawn, so that it may write the diagram anew and nothing is lost: no closed part,
 * no lane, and no step or event that stands beside the flow, not connected yet.
 */
export function isWholeOutline(outline: FlowOutline, definition: ProcessDefinition): boolean {
  const listed = new Set<string>();
  for (const { block } of walkBlocks(outline)) {
    if (block.kind === 'closed') return false;
    listed.add(block.id);
    if (block.kind === 'step') for (const timer of block.timers ?? []) listed.add(timer.id);
  }
  return Object.values(definition.elements).every(
    (element) => element.lane === null && (listed.has(element.id) || element.type === 'startEvent' || isJoin(element)),
  );
}

/** A join that belongs to its branching. */
function isJoin(element: FlowElement): boolean {
  return element.type.endsWith('Gateway') && element.outgoing.length === 1 && element.incoming.length > 0;
}

/** Inserts a block. Nothing may stand behind an end, so it goes before one. */
export function insertBlock(outline: FlowOutline, place: BlockPlace, block: OutlineBlock): FlowOutline {
  return changeList(outline, place.listId, (blocks) => {
    const lastIsEnd = blocks.at(-1)?.kind === 'end';
    const index = Math.max(0, Math.min(place.index, lastIsEnd ? blocks.length - 1 : blocks.length));
    return blocks.toSpliced(index, 0, block);
  });
}

export function removeBlock(outline: FlowOutline, id: string): FlowOutline {
  const found = findBlock(outline, id);
  return found === undefined
    ? outline
    : changeList(outline, found.place.listId, (blocks) => blocks.toSpliced(found.place.index, 1));
}

/** One place up or down in its list; an end stays the last. */
export function moveBlock(outline: FlowOutline, id: string, direction: 'up' | 'down'): FlowOutline {
  const found = findBlock(outline, id);
  if (found === undefined || found.block.kind === 'end') return outline;
  return changeList(outline, found.place.listId, (blocks) => {
    const target = found.place.index + (direction === 'up' ? -1 : 1);
    const other = blocks[target];
    if (other === undefined || other.kind === 'end') return blocks;
    return blocks.with(target, found.block).with(found.place.index, other);
  });
}

function updateBlock(outline: FlowOutline, id: string, change: (block: OutlineBlock) => OutlineBlock): FlowOutline {
  const found = findBlock(outline, id);
  if (found === undefined) return outline;
  return changeList(outline, found.place.listId, (blocks) => blocks.with(found.place.index, change(found.block)));
}

/** Adds a branch before the default one, which stays last because it is read last. */
export function addBranch(outline: FlowOutline, gatewayId: string, branch: OutlineBranch): FlowOutline {
  return updateBlock(outline, gatewayId, (block) => {
    if (!isBranching(block)) return block;
    const defaultIndex = block.kind === 'parallel' ? -1 : block.branches.findIndex((one) => one.condition === null);
    const index = defaultIndex === -1 ? block.branches.length : defaultIndex;
    return { ...block, branches: block.branches.toSpliced(index, 0, branch) };
  });
}

/** Takes a branch out with all in it; with fewer than two left there is nothing to choose, and the gateway goes too. */
export function removeBranch(outline: FlowOutline, branchId: string): FlowOutline {
  for (const { block, place } of walkBlocks(outline)) {
    if (!isBranching(block) || !block.branches.some((one) => one.id === branchId)) continue;
    const left = block.branches.filter((one) => one.id !== branchId);
    if (left.length >= 2) return updateBlock(outline, block.id, () => ({ ...block, branches: left }));
    const kept = left[0]?.blocks ?? [];
    return changeList(outline, place.listId, (blocks) => {
      const isLast = place.index === blocks.length - 1;
      // An end in the middle of the main line would cut off what follows.
      const safe = isLast ? kept : kept.filter((one) => one.kind !== 'end');
      return blocks.toSpliced(place.index, 1, ...safe);
    });
  }
  return outline;
}

function changeList(outline: FlowOutline, listId: string | null, change: (blocks: Blocks) => Blocks): FlowOutline {
  if (listId === null) {
    const blocks = change(outline.blocks);
    return blocks === outline.blocks ? outline : { ...outline, blocks };
  }
  const blocks = changeInside(outline.blocks, listId, change);
  return blocks === outline.blocks ? outline : { ...outline, blocks };
}

function changeInside(blocks: Blocks, listId: string, change: (blocks: Blocks) => Blocks): Blocks {
  let changed = false;
  const next = blocks.map((block) => {
    const after = changeBlock(block, listId, change);
    changed ||= after !== block;
    return after;
  });
  return changed ? next : blocks;
}

function changeBlock(block: OutlineBlock, listId: string, change: (blocks: Blocks) => Blocks): OutlineBlock {
  const into = <L extends { readonly id: string; readonly blocks: Blocks }>(lists: readonly L[]): readonly L[] => {
    const next = lists.map((list) => {
      const blocks = list.id === listId ? change(list.blocks) : changeInside(list.blocks, listId, change);
      return blocks === list.blocks ? list : { ...list, blocks };
    });
    return next.some((list, index) => list !== lists[index]) ? next : lists;
  };
  if (isBranching(block)) {
    const branches = into(block.branches);
    return branches === block.branches ? block : { ...block, branches };
  }
  if (block.kind === 'step' && block.timers !== undefined) {
    const timers = into(block.timers);
    return timers === block.timers ? block : { ...block, timers };
  }
  return block;
}
