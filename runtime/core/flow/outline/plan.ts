import { assertNever } from '#core/result';
import {
  type Box,
  gapX,
  gapY,
  labelWidth,
  middleBottom,
  middleLeft,
  type Point,
  route,
  type Shape,
  sizes,
} from './layout.js';
import type { FlowOutline, OutlineBlock, OutlineBranch } from './outline.js';

/** A node of the process to be written. `type` is the BPMN type without prefix. */
export interface PlannedNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly block: OutlineBlock | null;
  readonly box: Box;
  readonly attachedTo?: string;
  readonly timerId?: string;
}
export interface PlannedFlow {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly condition: string | null;
  readonly isDefault: boolean;
  readonly points: readonly Point[];
}
export interface Plan {
  readonly nodes: readonly PlannedNode[];
  readonly flows: readonly PlannedFlow[];
}

/** What a list of blocks takes in height, and where its line leaves: `open` nodes still need a flow to what follows. */
interface Laid {
  readonly width: number;
  readonly height: number;
  readonly entry: string;
  readonly exit: string | null;
}

/** Lays an outline out from left to right, branches one below the other, and joins what was split. */
export function planOutline(outline: FlowOutline): Plan {
  const nodes: PlannedNode[] = [];
  const flows: PlannedFlow[] = [];
  const ids = new Set<string>([outline.id]);
  const claim = (id: string): string => {
    if (ids.has(id)) throw new Error(`Expected unique ids in the outline, but ${id} comes twice.`);
    ids.add(id);
    return id;
  };
  const boxOf = (id: string): Box => (nodes.find((node) => node.id === id) as PlannedNode).box;
  const typeOf = (id: string): string => nodes.find((node) => node.id === id)?.type ?? '';

  const place = (
    id: string,
    type: string,
    name: string,
    shape: Shape,
    at: Point,
    more: Partial<PlannedNode> = {},
  ): string => {
    const { width, height } = sizes[shape];
    nodes.push({
      id: claim(id),
      name,
      type,
      block: null,
      box: { x: at.x, y: at.y - height / 2, width, height },
      ...more,
    });
    return id;
  };
  const connect = (from: string, to: string, given: Partial<PlannedFlow> = {}): void => {
    const points = route(boxOf(from), boxOf(to), typeOf(from).endsWith('Gateway'), typeOf(to).endsWith('Gateway'));
    const id = given.id ?? `flow_${from}_${to}`;
    flows.push({ name: '', condition: null, isDefault: false, points, ...given, id: claim(id), from, to });
  };

  const layList = (blocks: readonly OutlineBlock[], at: Point): Laid | null => {
    let x = at.x;
    let height = 0;
    let entry = '';
    let exit: string | null = null;
    for (const block of blocks) {
      if (entry !== '' && exit === null) throw new Error(`Expected nothing after an end, but ${block.id} follows one.`);
      const laid = layBlock(block, { x, y: at.y });
      if (exit !== null) connect(exit, laid.entry);
      if (entry === '') entry = laid.entry;
      exit = laid.exit;
      x += laid.width + gapX;
      height = Math.max(height, laid.height);
    }
    return entry === '' ? null : { width: x - gapX - at.x, height, entry, exit };
  };

  const layBlock = (block: OutlineBlock, at: Point): Laid => {
    switch (block.kind) {
      case 'step':
        return layStep(block, at);
      case 'service':
        return layNode(block, 'ServiceTask', 'task', at);
      case 'script':
        return layNode(block, 'ScriptTask', 'task', at);
      case 'wait':
        return layNode(block, 'IntermediateCatchEvent', 'event', at);
      case 'branch':
        return layBranches(block, 'ExclusiveGateway', at);
      case 'inclusive':
        return layBranches(block, 'InclusiveGateway', at);
      case 'parallel':
        return layBranches(block, 'ParallelGateway', at);
      case 'end':
        return { ...layNode(block, 'EndEvent', 'event', at), exit: null };
      case 'closed':
        throw new Error(`Expected an outline that can be written, but ${block.id} is closed.`);
      default:
        return assertNever(block);
    }
  };

  const layNode = (block: OutlineBlock, type: string, shape: Shape, at: Point): Laid => {
    place(block.id, type, block.name, shape, at, { block });
    // Names of events and gateways stand below them.
    return { width: sizes[shape].width, height: sizes.task.height, entry: block.id, exit: block.id };
  };

  const layStep = (block: Extract<OutlineBlock, { kind: 'step' }>, at: Point): Laid => {
    const laid = layNode(block, 'UserTask', 'task', at);
    const host = boxOf(block.id);
    let { height, width } = laid;
    for (const [index, timer] of (block.timers ?? []).entries()) {
      const corner = { x: host.x + 12 + index * 44, y: host.y + host.height };
      place(timer.id, 'BoundaryEvent', timer.name, 'event', corner, { block, attachedTo: block.id, timerId: timer.id });
      const below = {
        x: host.x + host.width + gapX,
        y: at.y - sizes.task.height / 2 + height + gapY + sizes.task.height / 2,
      };
      const list = layList(endingIn(timer.blocks, `${timer.id}_end`), below);
      if (list === null) continue;
      const from = middleBottom(boxOf(timer.id));
      const to = middleLeft(boxOf(list.entry));
      connect(timer.id, list.entry, { points: [from, { x: from.x, y: to.y }, to] });
      height += gapY + list.height;
      width = Math.max(width, host.width + gapX + list.width);
    }
    return { ...laid, height, width };
  };

  const layBranches = (block: Extract<OutlineBlock, { branches: unknown }>, type: string, at: Point): Laid => {
    const split = place(block.id, type, block.name, 'gateway', at, { block });
    const joinId = `${block.id}_join`;
    const gap = Math.max(gapX, ...block.branches.map(({ name }) => labelWidth(name) + gapX / 2));
    const left = at.x + sizes.gateway.width + gap;
    let y = at.y;
    let width = 0;
    let height = 0;
    const laidBranches: { readonly branch: OutlineBranch; readonly laid: Laid | null }[] = [];
    for (const branch of block.branches) {
      const laid = layList(branch.blocks, { x: left, y });
      laidBranches.push({ branch, laid });
      const taken = (laid?.height ?? sizes.task.height / 2) + gapY;
      width = Math.max(width, laid?.width ?? 0);
      height += taken;
      y += taken;
    }
    const isOpen = laidBranches.some(({ laid }) => laid === null || laid.exit !== null);
    if (isOpen) place(joinId, type, '', 'gateway', { x: left + width + gapX, y: at.y });
    for (const [index, { branch, laid }] of laidBranches.entries()) {
      const isDefault = block.kind !== 'parallel' && branch.condition === null;
      const condition = block.kind === 'parallel' ? null : branch.condition;
      const first = laid?.entry ?? joinId;
      const given = { id: branch.id, name: branch.name, condition, isDefault };
      if (laid === null)
        connect(split, joinId, { ...given, points: around(boxOf(split), boxOf(joinId), at.y, index, laidBranches) });
      else connect(split, first, given);
      if (laid?.exit) connect(laid.exit, joinId, { id: `${branch.id}_out` });
    }
    const whole = sizes.gateway.width + gap + width + (isOpen ? gapX + sizes.gateway.width : 0);
    return {
      width: whole,
      height: Math.max(height - gapY, sizes.task.height),
      entry: split,
      exit: isOpen ? joinId : null,
    };
  };

  const start = `${outline.id}_start`;
  place(start, 'StartEvent', '', 'event', { x: 160, y: 140 });
  const body = layList(endingIn(outline.blocks, `${outline.id}_end`), { x: 160 + sizes.event.width + gapX, y: 140 });
  if (body !== null) connect(start, body.entry);
  return { nodes, flows };
}

/** An empty branch: straight to the join on the first row, below it on the others. */
function around(
  split: Box,
  join: Box,
  top: number,
  index: number,
  branches: readonly { readonly laid: Laid | null }[],
): readonly Point[] {
  if (index === 0) return route(split, join, true, true);
  const above = branches
    .slice(0, index)
    .reduce((sum, { laid }) => sum + (laid?.height ?? sizes.task.height / 2) + gapY, 0);
  const y = top + above;
  const [left, right] = [middleBottom(split), middleBottom(join)];
  return [left, { x: left.x, y }, { x: right.x, y }, right];
}

/** A list that does not end by itself gets an end event. */
function endingIn(blocks: readonly OutlineBlock[], endId: string): readonly OutlineBlock[] {
  const last = blocks.at(-1);
  if (last !== undefined && endsAlways(last)) return blocks;
  return [...blocks, { kind: 'end', id: endId, name: '', outcome: 'completed' }];
}

/** Whether nothing can come after a block. */
function endsAlways(block: OutlineBlock): boolean {
  if (block.kind === 'end') return true;
  if (!('branches' in block)) return false;
  return (
    block.branches.length > 0 &&
    block.branches.every(({ blocks }) => blocks.length > 0 && endsAlways(blocks.at(-1) as OutlineBlock))
  );
}
