import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { OutlineBlock } from '#core/flow';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { findBlock, isBranching, moveBlock, removeBlock } from '../model/flow/outline-edit.js';
import { AddMenu } from './add-menu.js';
import type { BlockListProps } from './block-list.js';
import { Branches } from './branches.js';
import { useLimitWords, useWhoWords } from './words.js';

interface BlockCardProps extends Omit<BlockListProps, 'blocks'> {
  readonly block: OutlineBlock;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One block: a card that selects it, its tools while selected, and its branches below. */
export function BlockCard({ block, isFirst, isLast, ...props }: BlockCardProps) {
  const { selected, onSelect } = props;
  const { problems } = useDraft();
  const isSelected = selected === block.id;
  const severity = problems.find((one) => one.part === 'flow' && one.place === block.id)?.severity;
  const name = useBlockName(block);
  return (
    <li className="ds-block" data-kind={block.kind}>
      <div className="ds-step-card" data-selected={isSelected} data-severity={severity}>
        <button type="button" className="ds-step-select" aria-pressed={isSelected} onClick={() => onSelect(block.id)}>
          <BlockSummary block={block} name={name} />
        </button>
        {isSelected && props.isEditable ? (
          <BlockTools block={block} name={name} isFirst={isFirst} isLast={isLast} {...props} />
        ) : null}
      </div>
      {isBranching(block) ? <Branches block={block} {...props} /> : null}
    </li>
  );
}

function useBlockName(block: OutlineBlock): string {
  const t = useMessages(designerFlowMessages);
  if (block.name !== '') return block.name;
  if (block.kind === 'closed') return t('steps.closed');
  if (block.kind === 'end') return t('steps.end');
  return isBranching(block) ? t(`kind.${block.kind}`) : block.id;
}

const icons: Partial<Record<OutlineBlock['kind'], ReactNode>> = {
  branch: <BranchesOutlined aria-hidden />,
  inclusive: <BranchesOutlined aria-hidden />,
  parallel: <BranchesOutlined aria-hidden />,
  service: <ClockCircleOutlined aria-hidden />,
  wait: <ClockCircleOutlined aria-hidden />,
  end: <StopOutlined aria-hidden />,
};

function BlockSummary({ block, name }: { readonly block: OutlineBlock; readonly name: string }) {
  const t = useMessages(designerFlowMessages);
  const limitWords = useLimitWords();
  const whoWords = useWhoWords();
  const days = block.kind === 'service' ? block.service.params.days : undefined;
  return (
    <>
      <span className="ds-step-name">
        {block.kind === 'end' && block.outcome === 'completed' ? null : icons[block.kind]}
        <b>{name}</b>
        {block.kind === 'step' ? <span className="ds-step-limit">{limitWords(block.step.limit)}</span> : null}
        {days === undefined ? null : <span className="ds-step-limit">{t('steps.limit', { days: Number(days) })}</span>}
      </span>
      {block.kind === 'step' ? <span className="ds-sub">{whoWords(block.step.assignee)}</span> : null}
    </>
  );
}

type BlockToolsProps = BlockCardProps & { readonly name: string };

function BlockTools({ block, name, isFirst, isLast, commands, onSelect, onAdd }: BlockToolsProps) {
  const t = useMessages(designerFlowMessages);
  const { flow } = useDraft();
  const move = (direction: 'up' | 'down') =>
    commands.structure('command.moveStep', (outline) => moveBlock(outline, block.id, direction));
  const place = flow?.outline === undefined ? undefined : findBlock(flow.outline, block.id)?.place;
  return (
    <div className="ds-step-tools" role="toolbar" aria-label={name}>
      {block.kind === 'end' ? null : (
        <>
          <Button
            type="text"
            size="small"
            disabled={isFirst}
            aria-label={t('steps.up', { name })}
            icon={<ArrowUpOutlined aria-hidden />}
            onClick={() => move('up')}
          />
          <Button
            type="text"
            size="small"
            disabled={isLast}
            aria-label={t('steps.down', { name })}
            icon={<ArrowDownOutlined aria-hidden />}
            onClick={() => move('down')}
          />
        </>
      )}
      <Button
        type="text"
        size="small"
        aria-label={t('steps.remove', { name })}
        icon={<DeleteOutlined aria-hidden />}
        onClick={() => {
          commands.structure('command.removeStep', (outline) => removeBlock(outline, block.id));
          onSelect(null);
        }}
      />
      {place === undefined || block.kind === 'end' ? null : (
        <AddMenu
          label={t('steps.addAfter', { name })}
          onAdd={(kind) => onAdd(kind, { listId: place.listId, index: place.index + 1 })}
        />
      )}
    </div>
  );
}
