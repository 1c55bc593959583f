import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { conditionKindWords, designerRuleMessages } from '#core/messages';
import type { Condition, ConditionKind } from '#core/policy';
import { Tag, type Tone, useMessages } from '#ui';
import { ConditionEditor } from '../conditions/condition-editor.js';
import { ConditionText } from '../conditions/condition-text.js';
import { useDraft } from '../draft/draft-context.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';
import { PlaceProblems } from '../parts/place-problems.js';

interface ConditionCardProps {
  readonly condition: Condition;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (condition: Condition, mergeKey?: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const tones: Readonly<Record<ConditionKind, Tone>> = {
  must: 'primary',
  exclusion: 'warning',
  informational: 'neutral',
};

/** One condition: read as a sentence, opened to be changed in place. */
export function ConditionCard(props: ConditionCardProps) {
  const { condition, index, count, isOpen, onOpen, onMove, onRemove } = props;
  const t = useMessages(designerRuleMessages);
  const kindWords = useMessages(conditionKindWords);
  const { variables } = useDraft();
  return (
    <li className="dx-panel ds-card" id={`place-${condition.id}`} data-open={isOpen}>
      <div className="ds-card-head">
        <button type="button" className="ds-card-title" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          <span className="ds-ordinal">{index + 1}</span>
          <span>
            <b>{condition.title}</b>
            {condition.clause === '' ? null : <span className="ds-clause-tag">{condition.clause}</span>}
            <span className="ds-sub">
              {condition.feel.trim() === '' ? (
                t('condition.noFeel')
              ) : (
                <ConditionText feel={condition.feel} variables={variables} />
              )}
            </span>
          </span>
        </button>
        <Tag tone={tones[condition.kind]}>{kindWords(condition.kind)}</Tag>
        <span className="ds-actions">
          <Button
            type="text"
            size="small"
            aria-label={t('condition.up', { title: condition.title })}
            icon={<ArrowUpOutlined aria-hidden />}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('condition.down', { title: condition.title })}
            icon={<ArrowDownOutlined aria-hidden />}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('condition.remove', { title: condition.title })}
            icon={<DeleteOutlined aria-hidden />}
            onClick={onRemove}
          />
          <span className="ds-chevron">{isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}</span>
        </span>
      </div>
      <PlaceProblems part="rules" place={condition.id} />
      {isOpen ? <ConditionForm {...props} /> : null}
    </li>
  );
}

function ConditionForm({ condition, onChange }: ConditionCardProps) {
  const t = useMessages(designerRuleMessages);
  const kindWords = useMessages(conditionKindWords);
  const { variables, types } = useDraft();
  const set = (change: Partial<Condition>, key: string) =>
    onChange({ ...condition, ...change }, `${condition.id}.${key}`);
  return (
    <div className="ds-card-body">
      <div className="ds-two">
        <FieldRow label={t('condition.title')} help={t('condition.titleHelp')}>
          {(id) => (
            <DraftInput id={id} value={condition.title} maxLength={120} onCommit={(title) => set({ title }, 'title')} />
          )}
        </FieldRow>
        <FieldRow label={t('condition.clause')} help={t('condition.clauseHelp')}>
          {(id) => (
            <DraftInput
              id={id}
              value={condition.clause}
              maxLength={120}
              onCommit={(clause) => set({ clause }, 'clause')}
            />
          )}
        </FieldRow>
      </div>
      <div className="ds-row">
        <span className="ds-label">{t('condition.feel')}</span>
        <ConditionEditor
          label={t('condition.feel')}
          value={condition.feel}
          variables={variables}
          types={types}
          whenEmpty={t('condition.noFeel')}
          isWide
          onChange={(feel) => set({ feel }, 'feel')}
        />
      </div>
      <div className="ds-two">
        <FieldRow label={t('condition.kind')}>
          {(id) => (
            <Select
              id={id}
              value={condition.kind}
              options={(['must', 'exclusion', 'informational'] as const).map((kind) => ({
                value: kind,
                label: kindWords(kind),
              }))}
              onChange={(kind) => set({ kind }, 'kind')}
            />
          )}
        </FieldRow>
        <div className="ds-row">
          <span className="ds-label">{t('condition.onUnknown')}</span>
          <Segmented
            aria-label={t('condition.onUnknown')}
            value={condition.onUnknown}
            options={[
              { value: 'ask', label: t('condition.ask') },
              { value: 'review', label: t('condition.review') },
              { value: 'refuse', label: t('condition.refuse') },
            ]}
            onChange={(onUnknown: Condition['onUnknown']) => set({ onUnknown }, 'onUnknown')}
          />
        </div>
      </div>
      <FieldRow label={t('condition.note')} help={t('condition.noteHelp')}>
        {(id) => <NoteInput id={id} condition={condition} onChange={onChange} />}
      </FieldRow>
    </div>
  );
}

function NoteInput({
  id,
  condition,
  onChange,
}: { readonly id: string } & Pick<ConditionCardProps, 'condition' | 'onChange'>) {
  const commit = (note: string) => {
    const { note: _before, ...rest } = condition;
    onChange(note.trim() === '' ? rest : { ...rest, note: note.trim() }, `${condition.id}.note`);
  };
  return <DraftInput id={id} value={condition.note ?? ''} maxLength={300} onCommit={commit} />;
}
