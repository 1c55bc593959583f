import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Decision } from '#core/dmn';
import { designerDecisionMessages } from '#core/messages';
import { useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { randomId, useSelection } from '../draft/use-selection.js';
import { uniqueName } from '../model/rules/names.js';
import { blankTable } from '../model/rules/table-edit.js';
import { DecisionCard } from './decision-card.js';
import { DmnFiles } from './dmn-files.js';
import type { Trial } from './trial/use-trial.js';
import { useRules } from './use-rules.js';

/** Tables and computed values that conditions, the amount and branches read by name. */
export function DecisionsPanel({ trial }: { readonly trial: Trial }) {
  const t = useMessages(designerDecisionMessages);
  const { doc, names } = useDraft();
  const [selected, select] = useSelection();
  const { change, remove } = useRules();
  const { decisions } = doc.rules;
  const add = (decision: Decision) => {
    change('command.addDecision', (rules) => ({ ...rules, decisions: [...rules.decisions, decision] }));
    select(decision.id);
  };
  const addNew = (kind: 'table' | 'expression') => {
    const name = uniqueName(t(kind === 'table' ? 'decision.newTable' : 'decision.newExpression'), names);
    const logic = kind === 'table' ? blankTable(randomId) : ({ kind: 'expression', feel: '' } as const);
    add({ id: randomId('d'), name, clause: '', logic });
  };
  const take = (decision: Decision, index: number) => {
    remove('command.removeDecision', t('decision.removed', { title: decision.name }), {
      edit: (rules) => ({ ...rules, decisions: rules.decisions.filter((one) => one.id !== decision.id) }),
      restore: (rules) =>
        rules.decisions.some((one) => one.id === decision.id)
          ? rules
          : { ...rules, decisions: rules.decisions.toSpliced(index, 0, decision) },
    });
    if (selected === decision.id) select(null);
  };
  return (
    <section className="ds-rules-part" aria-labelledby="decisions-title">
      <header className="ds-page-head">
        <div>
          <h3 id="decisions-title">{t('decisions.title')}</h3>
          <p className="ds-help">{t(decisions.length === 0 ? 'decisions.empty' : 'decisions.help')}</p>
        </div>
        <span className="ds-actions">
          <DmnFiles
            onAdd={(added) =>
              change('command.addDecision', (rules) => ({ ...rules, decisions: [...rules.decisions, ...added] }))
            }
          />
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => addNew('table')}>
            {t('decisions.addTable')}
          </Button>
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => addNew('expression')}>
            {t('decisions.addExpression')}
          </Button>
        </span>
      </header>
      {decisions.length === 0 ? null : (
        <ul className="ds-cards">
          {decisions.map((decision, index) => (
            <DecisionCard
              key={decision.id}
              decision={decision}
              isOpen={selected === decision.id}
              trace={trial.isBlank ? undefined : trial.decisions.find((one) => one.id === decision.id)}
              onOpen={(isOpen) => select(isOpen ? decision.id : null)}
              onChange={(edit, mergeKey) =>
                change(
                  'command.changeDecision',
                  (rules) => ({
                    ...rules,
                    decisions: rules.decisions.map((one) => (one.id === decision.id ? edit(one) : one)),
                  }),
                  mergeKey === undefined ? undefined : `${decision.id}.${mergeKey}`,
                )
              }
              onDuplicate={() => add({ ...decision, id: randomId('d'), name: uniqueName(decision.name, names) })}
              onRemove={() => take(decision, index)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
