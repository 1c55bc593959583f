import type { DecisionTrace } from '#core/dmn';
import { showOperand } from '#core/feel';
import { defineMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import type { AmountResult, AmountStep, PastAward } from '#core/policy';
import { useLocale, useMessages } from '#ui';

const words = defineMessages({
  zh: {
    formula: '按算式',
    floor: '提到下限',
    cap: '不超过上限',
    group: '减去同类已得',
    'yearly-cap': '不超过年度上限',
    used: '{what}（已得 {amount}）',
    limit: '{what} {amount}',
    decision: '{name}为{value}：第 {rules} 条规则',
    decisionBy: '{name}为{value}',
    because: '{text}（{inputs}）',
    pair: '{label}{value}',
    join: '，',
    awards: '已享受的相关奖励',
    award: '{year} 年 · {title} · 办件 {number}',
    missing: '还缺：{names}',
  },
  en: {
    formula: 'By the formula',
    floor: 'Raised to the floor',
    cap: 'Limited by the cap',
    group: 'Less what was had of this kind',
    'yearly-cap': 'Limited by the yearly cap',
    used: '{what} (had {amount})',
    limit: '{what}: {amount}',
    decision: '{name} is {value}, by rule {rules}',
    decisionBy: '{name} is {value}',
    because: '{text} ({inputs})',
    pair: '{label}: {value}',
    join: ', ',
    awards: 'Awards had that bear on this',
    award: '{year} · {title} · case {number}',
    missing: 'Still missing: {names}',
  },
});

interface AmountTraceProps {
  readonly amount: AmountResult;
  readonly awards?: readonly PastAward[];
}

/** How an amount came about: what went in, which rules of a table matched, and each bound that was applied (N4). */
export function AmountTrace({ amount, awards = [] }: AmountTraceProps) {
  const t = useMessages(words);
  const locale = useLocale();
  return (
    <div className="dx-amount-trace">
      <p>
        {amount.explanation} <small>{amount.clause}</small>
      </p>
      <p className="dx-note">
        {amount.operands
          .map((operand) =>
            t('pair', {
              label: `${operand.label}${locale === 'zh-CN' ? '：' : ''}`,
              value: showOperand(operand, locale),
            }),
          )
          .join(t('join'))}
      </p>
      {amount.decisions.map((decision) => (
        <DecisionLine key={decision.id} decision={decision} />
      ))}
      {amount.missing.length === 0 ? null : (
        <p className="dx-note">{t('missing', { names: amount.missing.map(({ label }) => label).join(t('join')) })}</p>
      )}
      <ol>
        {amount.steps.map((step) => (
          <Step key={step.kind} step={step} />
        ))}
      </ol>
      {awards.length === 0 ? null : (
        <>
          <p>{t('awards')}</p>
          <ul>
            {awards.map((award) => (
              <li key={award.caseNumber}>
                <span>{t('award', { year: award.year, title: award.policyTitle, number: award.caseNumber })}</span>
                <span>{formatYuan(award.amountFen, locale)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function DecisionLine({ decision }: { readonly decision: DecisionTrace }) {
  const t = useMessages(words);
  const locale = useLocale();
  const value = showOperand(decision.result, locale);
  const rules = decision.matched.map(({ number }) => number).join(t('join'));
  const text =
    rules === ''
      ? t('decisionBy', { name: decision.name, value })
      : t('decision', { name: decision.name, value, rules });
  const inputs = decision.inputs.map((input) => `${input.label} ${showOperand(input, locale)}`).join(t('join'));
  return (
    <p className="dx-note">
      {inputs === '' ? text : t('because', { text, inputs })} {decision.clause}
    </p>
  );
}

function Step({ step }: { readonly step: AmountStep }) {
  const t = useMessages(words);
  const locale = useLocale();
  const what =
    step.limitFen === undefined
      ? t(step.kind)
      : t('limit', { what: t(step.kind), amount: formatYuan(step.limitFen, locale) });
  const label = step.usedFen === undefined ? what : t('used', { what, amount: formatYuan(step.usedFen, locale) });
  return (
    <li>
      <span>{label}</span>
      <b>{formatYuan(step.amountFen, locale)}</b>
    </li>
  );
}
