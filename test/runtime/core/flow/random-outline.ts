import fc from 'fast-check';
import { type FlowOutline, type OutlineBlock, type StepAction, stepSettings } from '#core/flow';

type Shape =
  | { readonly kind: 'step'; readonly actions: readonly StepAction[]; readonly timer: boolean; readonly back: boolean }
  | { readonly kind: 'service' | 'wait' | 'script' }
  | { readonly kind: 'branch' | 'inclusive' | 'parallel'; readonly branches: readonly (readonly Shape[])[] }
  | { readonly kind: 'end'; readonly outcome: 'completed' | 'refused' };

const leaf: fc.Arbitrary<Shape> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      actions: actions(),
      timer: fc.boolean(),
      back: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('service' as const, 'wait' as const, 'script' as const) }),
  },
);

function actions(): fc.Arbitrary<readonly StepAction[]> {
  return fc.constantFrom<readonly StepAction[]>(['approve'], ['approve', 'refuse', 'return-to-applicant']);
}

const { list } = fc.letrec<{ list: readonly Shape[]; block: Shape }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    leaf,
    fc.record({
      kind: fc.constantFrom('branch' as const, 'inclusive' as const, 'parallel' as const),
      branches: fc.array(fc.array(tie('block'), { maxLength: 3 }), { minLength: 2, maxLength: 3 }),
    }),
  ),
  list: fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
}));

/** Ends in the middle of branches: inside a parallel block some of them cannot go well, which the proof must find. */
const withEnds = fc
  .tuple(list, fc.constantFrom('completed' as const, 'refused' as const), fc.nat(3))
  .map(([shapes, outcome, at]) => {
    let seen = 0;
    const cut = (items: readonly Shape[]): readonly Shape[] =>
      items.map((shape) => {
        if (!('branches' in shape)) return shape;
        const branches = shape.branches.map((branch) => cut(branch));
        seen += 1;
        return {
          ...shape,
          branches:
            seen - 1 === at
              ? [[...(branches[0] ?? []), { kind: 'end', outcome } as const], ...branches.slice(1)]
              : branches,
        };
      });
    return cut(shapes);
  });

/** Gives ids in reading order, so that the same shape always is the same outline. */
function outlineOf(shapes: readonly Shape[]): FlowOutline {
  let count = 0;
  const fresh = (kind: string) => {
    count += 1;
    return `${kind}${count}`;
  };
  const toBlocks = (items: readonly Shape[]): readonly OutlineBlock[] => {
    let previous: string | null = null;
    return items.map((shape) => {
      const id = fresh(shape.kind);
      const block = toBlock(shape, id, previous);
      previous = shape.kind === 'step' ? id : null;
      return block;
    });
  };
  const toBlock = (shape: Shape, id: string, previous: string | null): OutlineBlock => {
    switch (shape.kind) {
      case 'step': {
        const returns = shape.back && previous !== null;
        const step = stepSettings({
          assignee: 'role:reviewer',
          limit: { workingDays: 3 },
          actions: returns ? [...shape.actions, 'return-to-step'] : shape.actions,
          returnTargets: returns && previous !== null ? [previous] : [],
        });
        const timer = {
          id: `${id}_timer`,
          name: '',
          after: { workingDays: 2 },
          interrupting: false,
          blocks: [remind(`${id}_remind`), done(`${id}_timer_end`)],
        };
        return shape.timer
          ? { kind: 'step', id, name: id, step, timers: [timer] }
          : { kind: 'step', id, name: id, step };
      }
      case 'service':
        return remind(id);
      case 'script':
        return { kind: 'script', id, name: '', source: 'n + 1', resultName: 'm' };
      case 'wait':
        return { kind: 'wait', id, name: '', timer: { kind: 'working', limit: { workingHours: 4 } } };
      case 'end':
        return { kind: 'end', id, name: '', outcome: shape.outcome };
      default:
        return {
          kind: shape.kind,
          id,
          name: id,
          branches: shape.branches.map((branch, index) => ({
            id: `${id}_b${index}`,
            name: '',
            condition:
              shape.kind === 'parallel' || index === shape.branches.length - 1 ? null : `n > ${count * 3 + index * 2}`,
            blocks: toBlocks(branch),
          })),
        };
    }
  };
  const remind = (id: string): OutlineBlock => ({
    kind: 'service',
    id,
    name: '',
    service: { type: 'notify', params: { to: 'x' } },
  });
  const done = (id: string): OutlineBlock => ({ kind: 'end', id, name: '', outcome: 'completed' });
  return { id: 'p', name: '随机', blocks: toBlocks(shapes) };
}

export const soundOutlines = list.map(outlineOf);
export const anyOutlines = withEnds.map(outlineOf);
