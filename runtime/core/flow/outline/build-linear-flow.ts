import type { FlowOutline, OutlineBlock } from './outline.js';

/** The outline of a plain line of blocks. */
export const buildLinearFlow = (id: string, name: string, blocks: readonly OutlineBlock[]): FlowOutline => ({
  id,
  name,
  blocks,
});
