import { Switch } from 'antd';
import { designerRuleMessages } from '#core/messages';
import type { AmountRule, PolicyRules } from '#core/policy';
import { useMessages } from '#ui';
import { DraftInput } from '../../parts/draft-input.js';
import { FieldRow } from '../../parts/field-row.js';
import { PlaceProblems } from '../../parts/place-problems.js';
import { AmountHow } from './amount-how.js';
import { AmountLimits } from './amount-limits.js';
import { AwardLimits } from './award-limits.js';
import { Instalments } from './instalments.js';

export type EditRules = (edit: (rules: PolicyRules) => PolicyRules, mergeKey?: string) => void;

interface AmountPanelProps {
  readonly rules: PolicyRules;
  readonly onChange: EditRules;
}

export interface AmountPartProps {
  readonly amount: AmountRule;
  /** Keys set to undefined are taken away. */
  readonly onSet: (change: { readonly [Key in keyof AmountRule]?: AmountRule[Key] | undefined }, key: string) => void;
}

const blankAmount: AmountRule = { formula: '', clause: '', explanation: '' };

/** How much there is: by a formula or a table, with its bounds in sentences; or a policy that pays nothing (R59). */
export function AmountPanel({ rules, onChange }: AmountPanelProps) {
  const t = useMessages(designerRuleMessages);
  const { amount } = rules;
  const onSet: AmountPartProps['onSet'] = (change, key) =>
    onChange(
      (before) => ({ ...before, amount: before.amount === null ? null : withSet(before.amount, change) }),
      `amount.${key}`,
    );
  return (
    <section className="dx-panel ds-card" id="place-amount" aria-labelledby="amount-title">
      <div className="ds-card-head">
        <div className="ds-card-words">
          <h3 id="amount-title">{t('amount.title')}</h3>
          <p className="ds-help">{t('amount.help')}</p>
        </div>
        <span className="ds-switch">
          <Switch
            aria-label={t('amount.pays')}
            checked={amount !== null}
            onChange={(pays) => onChange((before) => ({ ...before, amount: pays ? blankAmount : null }))}
          />
          <span aria-hidden>{t('amount.pays')}</span>
        </span>
      </div>
      <PlaceProblems part="rules" place="amount" />
      {amount === null ? null : (
        <div className="ds-card-body">
          <AmountHow amount={amount} onSet={onSet} />
          <AmountLimits amount={amount} onSet={onSet} />
          <Instalments amount={amount} onSet={onSet} />
          <AwardLimits amount={amount} onSet={onSet} rules={rules} onChange={onChange} />
          <AmountWords amount={amount} onSet={onSet} />
        </div>
      )}
    </section>
  );
}

function withSet(amount: AmountRule, change: Parameters<AmountPartProps['onSet']>[0]): AmountRule {
  const entries = Object.entries({ ...amount, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as AmountRule;
}

function AmountWords({ amount, onSet }: AmountPartProps) {
  const t = useMessages(designerRuleMessages);
  return (
    <div className="ds-two">
      <FieldRow label={t('amount.explanation')} help={t('amount.explanationHelp')}>
        {(id) => (
          <DraftInput
            id={id}
            value={amount.explanation}
            maxLength={300}
            onCommit={(explanation) => onSet({ explanation }, 'explanation')}
          />
        )}
      </FieldRow>
      <FieldRow label={t('condition.clause')} help={t('condition.clauseHelp')}>
        {(id) => (
          <DraftInput
            id={id}
            value={amount.clause}
            maxLength={120}
            onCommit={(clause) => onSet({ clause }, 'clause')}
          />
        )}
      </FieldRow>
    </div>
  );
}
