import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { Condition, PolicyRules } from '#core/policy';
import { EmptyState, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId, useSelection } from '../draft/use-selection.js';
import { withPart } from '../model/draft/document.js';
import { AmountPanel } from './amount-panel.js';
import { ConditionCard } from './condition-card.js';

/** Who qualifies, condition by condition with its clause, and how much there is. */
export function RulesTab() {
  const t = useMessages(designerRuleMessages);
  const { doc, store } = useDraft();
  const [selected, select] = useSelection();
  const { conditions } = doc.rules;
  const change = (name: string, edit: (rules: PolicyRules) => PolicyRules, mergeKey?: string) =>
    store.perform({
      name,
      ...(mergeKey === undefined ? {} : { mergeKey }),
      execute: (before) => withPart(before, 'rules', edit(before.rules)),
    });
  const setConditions = (name: string, edit: (list: readonly Condition[]) => readonly Condition[], mergeKey?: string) =>
    change(name, (rules) => ({ ...rules, conditions: edit(rules.conditions) }), mergeKey);
  const add = () => {
    const id = randomId('c');
    const condition: Condition = {
      id,
      title: t('condition.new'),
      clause: '',
      feel: '',
      kind: 'must',
      onUnknown: 'ask',
    };
    setConditions('command.addCondition', (list) => [...list, condition]);
    select(id);
  };
  const addButton = (
    <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
      {t('condition.add')}
    </Button>
  );
  return (
    <div className="dx-pane ds-page">
      <div className="ds-page-inner">
        <header className="ds-page-head">
          <div>
            <h2>{t('rules.title')}</h2>
            <p className="ds-help">{t('rules.help')}</p>
          </div>
          {addButton}
        </header>
        {conditions.length === 0 ? (
          <div className="dx-panel">
            <EmptyState title={t('rules.empty')} help={t('rules.emptyHelp')} />
          </div>
        ) : (
          <ol className="ds-cards">
            {conditions.map((condition, index) => (
              <ConditionCard
                key={condition.id}
                condition={condition}
                index={index}
                count={conditions.length}
                isOpen={selected === condition.id}
                onOpen={(isOpen) => select(isOpen ? condition.id : null)}
                onChange={(next, mergeKey) =>
                  setConditions(
                    'command.changeCondition',
                    (list) => list.map((one) => (one.id === next.id ? next : one)),
                    mergeKey,
                  )
                }
                onMove={(by) => setConditions('command.moveCondition', (list) => moved(list, index, by))}
                onRemove={() => {
                  setConditions('command.removeCondition', (list) => list.filter((one) => one.id !== condition.id));
                  select(null);
                }}
              />
            ))}
          </ol>
        )}
        <AmountPanel
          amount={doc.rules.amount}
          onChange={(amount, mergeKey) => change('command.changeAmount', (rules) => ({ ...rules, amount }), mergeKey)}
        />
      </div>
    </div>
  );
}

function moved(list: readonly Condition[], index: number, by: -1 | 1): readonly Condition[] {
  const here = list[index];
  const there = list[index + by];
  return here === undefined || there === undefined ? list : list.with(index, there).with(index + by, here);
}
