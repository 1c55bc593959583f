import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerFlowMessages } from '#core/messages';
import { useMessages } from '#ui';
import { ConditionText } from '../conditions/condition-text.js';
import { useDraft } from '../draft/draft-context.js';
import { randomId } from '../draft/use-selection.js';
import { firstCondition, newStep } from '../model/flow/new-block.js';
import { addBranch, type BranchingBlock, removeBranch } from '../model/flow/outline-edit.js';
import { AddMenu } from './add-menu.js';
import { BlockList, type BlockListProps } from './block-list.js';

type BranchesProps = Omit<BlockListProps, 'blocks'> & { readonly block: BranchingBlock };

/** The branches of a block, each with its condition in words and its own steps. */
export function Branches({ block, ...props }: BranchesProps) {
  const t = useMessages(designerFlowMessages);
  const { flowVariables } = useDraft();
  const { selected, onSelect, commands, isEditable, onAdd } = props;
  const add = () => {
    const id = randomId('Way_');
    const isParallel = block.kind === 'parallel';
    const filler = isParallel ? [newStep(randomId('Step_'), t('new.step'))] : [];
    const condition = isParallel ? null : firstCondition(flowVariables);
    const name = isParallel ? '' : t('new.branchYes');
    commands.structure('command.addBranch', (outline) =>
      addBranch(outline, block.id, { id, name, condition, blocks: filler }),
    );
    onSelect(id);
  };
  return (
    <ul className="ds-branches">
      {block.branches.map((branch, index) => {
        const name = branch.name || String(index + 1);
        return (
          <li key={branch.id} className="ds-branch">
            <div className="ds-branch-head" data-selected={selected === branch.id}>
              <button
                type="button"
                className="ds-branch-select"
                aria-pressed={selected === branch.id}
                onClick={() => onSelect(branch.id)}
              >
                <b>{name}</b>
                {block.kind === 'parallel' ? null : (
                  <span className="ds-sub">
                    {branch.condition === null ? (
                      t('branch.else')
                    ) : (
                      <ConditionText feel={branch.condition} variables={flowVariables} />
                    )}
                  </span>
                )}
              </button>
              {isEditable ? (
                <span className="ds-actions">
                  <AddMenu
                    label={t('steps.addInto', { name })}
                    onAdd={(kind) => onAdd(kind, { listId: branch.id, index: branch.blocks.length })}
                  />
                  {branch.condition === null && block.kind !== 'parallel' ? null : (
                    <Button
                      type="text"
                      size="small"
                      aria-label={t('branch.remove', { name })}
                      icon={<DeleteOutlined aria-hidden />}
                      onClick={() => {
                        commands.structure('command.removeStep', (outline) => removeBranch(outline, branch.id));
                        onSelect(null);
                      }}
                    />
                  )}
                </span>
              ) : null}
            </div>
            <ol className="ds-step-list">
              <BlockList blocks={branch.blocks} {...props} />
            </ol>
          </li>
        );
      })}
      {isEditable ? (
        <li>
          <Button type="link" size="small" className="ds-add" icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('branch.add')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
