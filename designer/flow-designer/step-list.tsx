import { Alert } from 'antd';
import { designerFlowMessages } from '#core/messages';
import { LoadingRows, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId } from '../draft/use-selection.js';
import { type NewBlockKind, newBlock } from '../model/flow/new-block.js';
import { type BlockPlace, findBlock, insertBlock, isWholeOutline } from '../model/flow/outline-edit.js';
import { AddMenu } from './add-menu.js';
import { BlockList } from './block-list.js';
import type { FlowCommands } from './use-flow-commands.js';

export interface StepListProps {
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly commands: FlowCommands;
}

/** The flow as a list of steps, which is how an office speaks of it. */
export function StepList({ selected, onSelect, commands }: StepListProps) {
  const t = useMessages(designerFlowMessages);
  const { flow } = useDraft();
  const add = useAddBlock(commands, onSelect);
  const outline = flow?.outline;
  const definition = flow?.definition;
  const isEditable = outline !== undefined && definition !== undefined && isWholeOutline(outline, definition);
  const place = (): BlockPlace => {
    const found = outline === undefined || selected === null ? undefined : findBlock(outline, selected);
    return found === undefined
      ? { listId: null, index: outline?.blocks.length ?? 0 }
      : { listId: found.place.listId, index: found.place.index + 1 };
  };
  return (
    <aside className="dx-pane dx-pane-side ds-steps" aria-label={t('steps')}>
      <header className="ds-steps-head">
        <h2>{t('steps')}</h2>
        <AddMenu label={t('steps.add')} isMain disabled={!isEditable} onAdd={(kind) => add(kind, place())} />
      </header>
      {flow === undefined ? <LoadingRows rows={3} /> : null}
      {flow !== undefined && outline === undefined ? (
        <Alert type="warning" title={t('steps.unreadable')} />
      ) : outline !== undefined && !isEditable ? (
        <Alert type="info" title={t('steps.partly')} />
      ) : null}
      {outline === undefined ? null : (
        <ol className="ds-step-list">
          <li className="ds-step-card ds-step-fixed">
            <b>{t('steps.start')}</b>
            <span className="ds-sub">{t('steps.startHelp')}</span>
          </li>
          <BlockList
            blocks={outline.blocks}
            selected={selected}
            onSelect={onSelect}
            commands={commands}
            isEditable={isEditable}
            onAdd={add}
          />
          {outline.blocks.at(-1)?.kind === 'end' ? null : (
            <li className="ds-step-card ds-step-fixed">
              <b>{t('steps.end')}</b>
            </li>
          )}
        </ol>
      )}
    </aside>
  );
}

/** Adds a block and selects it. */
function useAddBlock(commands: FlowCommands, onSelect: (id: string) => void) {
  const t = useMessages(designerFlowMessages);
  const { doc, flowVariables } = useDraft();
  return (kind: NewBlockKind, place: BlockPlace) => {
    const variables = doc.rules.amount === null ? flowVariables.filter((one) => one.source !== 'flow') : flowVariables;
    const block = newBlock(kind, {
      newId: randomId,
      variables,
      names: {
        step: t('new.step'),
        branch: t('new.branch'),
        branchYes: t('new.branchYes'),
        branchElse: t('new.branchElse'),
        parallel: t('new.parallel'),
        parallelOne: t('new.parallelOne'),
        parallelTwo: t('new.parallelTwo'),
        publicity: t('new.publicity'),
        refused: t('new.refused'),
        refusedAcceptance: t('new.refusedAcceptance'),
      },
    });
    commands.structure('command.addStep', (outline) => insertBlock(outline, place, block));
    onSelect(block.id);
  };
}
