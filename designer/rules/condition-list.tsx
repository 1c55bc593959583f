import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { Condition } from '#core/policy';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId, useSelection } from '../draft/use-selection.js';
import { moved } from '../model/rules/table-edit.js';
import { Sortable } from '../parts/sortable.js';
import { ConditionCard } from './condition-card.js';
import type { Trial } from './trial/use-trial.js';
import { useRules } from './use-rules.js';

/** The conditions in their order; each is read as a sentence and opened in place. */
export function ConditionList({ trial }: { readonly trial: Trial }) {
  const t = useMessages(designerRuleMessages);
  const { doc } = useDraft();
  const [selected, select] = useSelection();
  const { change, remove } = useRules();
  const { conditions } = doc.rules;
  const edit = (name: string, to: (list: readonly Condition[]) => readonly Condition[], mergeKey?: string) =>
    change(name, (rules) => ({ ...rules, conditions: to(rules.conditions) }), mergeKey);
  const add = () => {
    const id = randomId('c');
    const title = t('condition.new');
    edit('command.addCondition', (list) => [
      ...list,
      { id, title, clause: '', feel: '', kind: 'must', onUnknown: 'ask' },
    ]);
    select(id);
  };
  const duplicate = (condition: Condition) => {
    const copy = {
      ...condition,
      id: randomId('c'),
      title: t('condition.copyOf', { title: condition.title }).slice(0, 120),
    };
    edit('command.duplicateCondition', (list) =>
      list.flatMap((one) => (one.id === condition.id ? [one, copy] : [one])),
    );
    select(copy.id);
  };
  const take = (condition: Condition, index: number) => {
    remove('command.removeCondition', t('condition.removed', { title: condition.title }), {
      edit: (rules) => ({ ...rules, conditions: rules.conditions.filter((one) => one.id !== condition.id) }),
      restore: (rules) =>
        rules.conditions.some((one) => one.id === condition.id)
          ? rules
          : { ...rules, conditions: rules.conditions.toSpliced(index, 0, condition) },
    });
    if (selected === condition.id) select(null);
  };
  const move = (from: number, to: number) => edit('command.moveCondition', (list) => moved(list, from, to));
  return (
    <section className="ds-rules-part" aria-labelledby="conditions-title">
      <header className="ds-page-head">
        <div>
          <h3 id="conditions-title">{t('rules.title')}</h3>
          <p className="ds-help">{t('rules.help')}</p>
        </div>
        <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('condition.add')}
        </Button>
      </header>
      {conditions.length === 0 ? (
        <div className="dx-panel">
          <EmptyState title={t('rules.empty')} help={t('rules.emptyHelp')} />
        </div>
      ) : (
        <Sortable items={conditions} onMove={move}>
          <ol className="ds-cards">
            {conditions.map((condition, index) => (
              <ConditionCard
                key={condition.id}
                condition={condition}
                index={index}
                count={conditions.length}
                isOpen={selected === condition.id}
                result={trial.isBlank ? undefined : trial.assessment.conditions.find((one) => one.id === condition.id)}
                onOpen={(isOpen) => select(isOpen ? condition.id : null)}
                onChange={(next, mergeKey) =>
                  edit(
                    'command.changeCondition',
                    (list) => list.map((one) => (one.id === next.id ? next : one)),
                    mergeKey,
                  )
                }
                onMove={(by) => move(index, index + by)}
                onDuplicate={() => duplicate(condition)}
                onRemove={() => take(condition, index)}
              />
            ))}
          </ol>
        </Sortable>
      )}
    </section>
  );
}
