import type { FieldAccessMode } from '#core/flow';

/** The three boxes of a cell in the field × step matrix; each right includes the ones before it. */
export type Right = 'see' | 'edit' | 'require';

const rightsByMode: Readonly<Record<FieldAccessMode, readonly Right[]>> = {
  hidden: [],
  read: ['see'],
  edit: ['see', 'edit'],
  required: ['see', 'edit', 'require'],
};
const modes: readonly FieldAccessMode[] = ['hidden', 'read', 'edit', 'required'];
const order: readonly Right[] = ['see', 'edit', 'require'];

export function rightsOf(mode: FieldAccessMode): readonly Right[] {
  return rightsByMode[mode];
}

/** The mode after a box is ticked (all before it come along) or cleared (all behind it go). */
export function accessAfter(mode: FieldAccessMode, right: Right, isTicked: boolean): FieldAccessMode {
  const level = order.indexOf(right) + (isTicked ? 1 : 0);
  const now = modes.indexOf(mode);
  return modes[isTicked ? Math.max(now, level) : Math.min(now, level)] ?? mode;
}
