import { Switch } from 'antd';
import { designerRuleMessages } from '#core/messages';
import { describeAmount } from '#core/money';
import type { AmountRule } from '#core/policy';
import { useLocale, useMessages } from '#ui';
import { FeelInput } from '../conditions/feel-input.js';
import { useDraft } from '../draft/draft-context.js';
import { DraftInput } from '../parts/draft-input.js';
import { FieldRow } from '../parts/field-row.js';
import { MoneyInput } from '../parts/money-input.js';
import { PlaceProblems } from '../parts/place-problems.js';

interface AmountPanelProps {
  readonly amount: AmountRule | null;
  readonly onChange: (amount: AmountRule | null, mergeKey?: string) => void;
}

const blankAmount: AmountRule = { formula: '', clause: '', explanation: '' };

/** One formula in 元 with its bounds; or a policy that pays nothing (R59). */
export function AmountPanel({ amount, onChange }: AmountPanelProps) {
  const t = useMessages(designerRuleMessages);
  return (
    <section className="dx-panel ds-card" id="place-amount" aria-labelledby="amount-title">
      <div className="ds-card-head">
        <div className="ds-card-words">
          <h2 id="amount-title">{t('amount.title')}</h2>
          <p className="ds-help">{t('amount.help')}</p>
        </div>
        <span className="ds-switch">
          <Switch
            aria-label={t('amount.pays')}
            checked={amount !== null}
            onChange={(pays) => onChange(pays ? blankAmount : null)}
          />
          <span aria-hidden>{t('amount.pays')}</span>
        </span>
      </div>
      <PlaceProblems part="rules" place="amount" />
      {amount === null ? null : <AmountForm amount={amount} onChange={onChange} />}
    </section>
  );
}

function AmountForm({ amount, onChange }: { readonly amount: AmountRule } & Pick<AmountPanelProps, 'onChange'>) {
  const t = useMessages(designerRuleMessages);
  const locale = useLocale();
  const { variables, types } = useDraft();
  const set = (change: Partial<AmountRule>, key: string) => onChange({ ...amount, ...change }, `amount.${key}`);
  const bound = (key: 'capFen' | 'floorFen', fen: number | null) => {
    const { [key]: _before, ...rest } = amount;
    onChange(fen === null ? rest : { ...rest, [key]: fen }, `amount.${key}`);
  };
  const numbers = variables.filter((one) => one.kind === 'number');
  return (
    <div className="ds-card-body">
      <div className="ds-row">
        <span className="ds-label">{t('amount.formula')}</span>
        <p className="ds-help">{t('amount.formulaHelp')}</p>
        <FeelInput
          label={t('amount.formula')}
          value={amount.formula}
          variables={variables}
          types={types}
          expected={{ kind: 'number' }}
          placeholder={numbers[0] === undefined ? '50万' : `${numbers[0].name} * 0.3`}
          onChange={(formula) => set({ formula }, 'formula')}
        />
      </div>
      <div className="ds-two">
        <FieldRow
          label={t('amount.cap')}
          help={amount.capFen === undefined ? t('amount.noCap') : describeAmount(amount.capFen, locale).text}
        >
          {(id) => <MoneyInput id={id} fen={amount.capFen ?? null} onCommit={(fen) => bound('capFen', fen)} />}
        </FieldRow>
        <FieldRow
          label={t('amount.floor')}
          help={amount.floorFen === undefined ? t('amount.noFloor') : describeAmount(amount.floorFen, locale).text}
        >
          {(id) => <MoneyInput id={id} fen={amount.floorFen ?? null} onCommit={(fen) => bound('floorFen', fen)} />}
        </FieldRow>
      </div>
      <div className="ds-two">
        <FieldRow label={t('amount.explanation')} help={t('amount.explanationHelp')}>
          {(id) => (
            <DraftInput
              id={id}
              value={amount.explanation}
              maxLength={300}
              onCommit={(explanation) => set({ explanation }, 'explanation')}
            />
          )}
        </FieldRow>
        <FieldRow label={t('condition.clause')} help={t('condition.clauseHelp')}>
          {(id) => (
            <DraftInput
              id={id}
              value={amount.clause}
              maxLength={120}
              onCommit={(clause) => set({ clause }, 'clause')}
            />
          )}
        </FieldRow>
      </div>
    </div>
  );
}
