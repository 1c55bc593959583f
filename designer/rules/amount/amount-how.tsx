import { Button, Segmented, Select } from 'antd';
import { useRef } from 'react';
import { designerRuleMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FeelInput } from '../../conditions/feel-input.js';
import { useDraft } from '../../draft/draft-context.js';
import { randomId, useSelection } from '../../draft/use-selection.js';
import { uniqueName } from '../../model/rules/names.js';
import { blankTable } from '../../model/rules/table-edit.js';
import { useRules } from '../use-rules.js';
import type { AmountPartProps } from './amount-panel.js';

/** By a formula, or by a decision table whose name the formula then is. */
export function AmountHow({ amount, onSet }: AmountPartProps) {
  const t = useMessages(designerRuleMessages);
  const { doc, ruleVariables, types, names } = useDraft();
  const [, select] = useSelection();
  const { change } = useRules();
  const formulaBefore = useRef('');
  const tables = doc.rules.decisions.filter((one) => one.logic.kind === 'table' && one.name.trim() !== '');
  const table = tables.find((one) => one.name === amount.formula.trim());
  const toTable = () => {
    formulaBefore.current = amount.formula;
    const [known] = tables;
    if (known !== undefined) {
      onSet({ formula: known.name }, 'how');
      return;
    }
    const name = uniqueName(t('amount.tableName'), names);
    const id = randomId('d');
    change('command.addDecision', (rules) => ({
      ...rules,
      decisions: [...rules.decisions, { id, name, clause: amount.clause, logic: blankTable(randomId) }],
      amount: rules.amount === null ? null : { ...rules.amount, formula: name },
    }));
    select(id);
  };
  const numbers = ruleVariables.filter((one) => one.kind === 'number');
  return (
    <div className="ds-row">
      <div className="ds-line">
        <span className="ds-label">{t('amount.how')}</span>
        <Segmented
          size="small"
          aria-label={t('amount.how')}
          value={table === undefined ? 'formula' : 'table'}
          options={[
            { value: 'formula', label: t('amount.byFormula') },
            { value: 'table', label: t('amount.byTable') },
          ]}
          onChange={(next) => {
            if (next === 'table') toTable();
            else onSet({ formula: formulaBefore.current }, 'how');
          }}
        />
      </div>
      {table === undefined ? (
        <>
          <p className="ds-help">{t('amount.formulaHelp')}</p>
          <FeelInput
            label={t('amount.formula')}
            value={amount.formula}
            variables={ruleVariables}
            types={types}
            expected={{ kind: 'number' }}
            placeholder={numbers[0] === undefined ? '50万' : `${numbers[0].name} * 0.3`}
            onChange={(formula) => onSet({ formula }, 'formula')}
          />
        </>
      ) : (
        <p className="ds-sentence">
          <Select
            aria-label={t('amount.table')}
            value={table.name}
            options={tables.map((one) => ({ value: one.name, label: one.name }))}
            popupMatchSelectWidth={false}
            onChange={(formula) => onSet({ formula }, 'how')}
          />
          <Button type="link" onClick={() => select(table.id)}>
            {t('amount.openTable')}
          </Button>
        </p>
      )}
    </div>
  );
}
