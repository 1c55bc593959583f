import { Select } from 'antd';
import { conditionKindWords, designerRuleMessages } from '#core/messages';
import type { Condition, ConditionKind, OnUnknown } from '#core/policy';
import { useMessages } from '#ui';
import { ConditionEditor } from '../conditions/condition-editor.js';
import { useDraft } from '../draft/draft-context.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';

interface ConditionFormProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition, mergeKey?: string) => void;
}

const kinds: readonly ConditionKind[] = ['must', 'exclusion', 'informational'];
const unknowns: readonly OnUnknown[] = ['ask', 'review', 'refuse'];

/** What a condition says, how it is decided, and what follows, in sentences. */
export function ConditionForm({ condition, onChange }: ConditionFormProps) {
  const t = useMessages(designerRuleMessages);
  const kindWords = useMessages(conditionKindWords);
  const { ruleVariables, types } = useDraft();
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
          variables={ruleVariables}
          types={types}
          whenEmpty={t('condition.noFeel')}
          isWide
          onChange={(feel) => set({ feel }, 'feel')}
        />
      </div>
      <p className="ds-sentence">
        {t('condition.sentence')}
        <Select
          aria-label={t('condition.kind')}
          value={condition.kind}
          options={kinds.map((kind) => ({ value: kind, label: kindWords(kind) }))}
          popupMatchSelectWidth={false}
          onChange={(kind) => set({ kind }, 'kind')}
        />
        {t('condition.unknownSentence')}
        <Select
          aria-label={t('condition.onUnknown')}
          value={condition.onUnknown}
          options={unknowns.map((onUnknown) => ({ value: onUnknown, label: t(`condition.${onUnknown}`) }))}
          popupMatchSelectWidth={false}
          onChange={(onUnknown) => set({ onUnknown }, 'onUnknown')}
        />
      </p>
      <div className="ds-two">
        <OptionalText condition={condition} onChange={onChange} name="note" />
        <OptionalText condition={condition} onChange={onChange} name="advice" />
      </div>
    </div>
  );
}

function OptionalText({ condition, onChange, name }: ConditionFormProps & { readonly name: 'note' | 'advice' }) {
  const t = useMessages(designerRuleMessages);
  const commit = (text: string) => {
    const { [name]: _before, ...rest } = condition;
    onChange(text.trim() === '' ? rest : { ...rest, [name]: text.trim() }, `${condition.id}.${name}`);
  };
  return (
    <FieldRow label={t(`condition.${name}`)} help={t(`condition.${name}Help`)}>
      {(id) => <DraftInput id={id} value={condition[name] ?? ''} maxLength={300} onCommit={commit} />}
    </FieldRow>
  );
}
