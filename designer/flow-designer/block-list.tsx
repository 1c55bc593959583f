import type { OutlineBlock } from '#core/flow';
import type { NewBlockKind } from '../model/flow/new-block.js';
import type { BlockPlace } from '../model/flow/outline-edit.js';
import { BlockCard } from './block-card.js';
import type { StepListProps } from './step-list.js';

export interface BlockListProps extends StepListProps {
  readonly blocks: readonly OutlineBlock[];
  readonly isEditable: boolean;
  readonly onAdd: (kind: NewBlockKind, place: BlockPlace) => void;
}

/** The blocks of one line, one under the other. */
export function BlockList({ blocks, ...props }: BlockListProps) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockCard
          key={block.id}
          block={block}
          isFirst={index === 0}
          isLast={index === blocks.length - 1 || blocks[index + 1]?.kind === 'end'}
          {...props}
        />
      ))}
    </>
  );
}
