import { useMemo } from 'react';
import { describeTrace } from '#core/feel';
import type { RegistryFact, SubmissionData } from '#core/form';
import { designerMessages } from '#core/messages';
import { assessPolicy, compileRules, policyVariables, variableDescriptions, variableNames } from '#core/policy';
import { Amount, ConditionVerdict, useLocale, useMessages, Verdict } from '#ui';
import { useDraft } from '../draft/draft-context.js';

interface OutcomeProps {
  readonly data: SubmissionData;
  readonly facts: Readonly<Record<string, RegistryFact>>;
  readonly now: string;
}

/** Does this applicant qualify, for how much, and why: by the same code as the portal and the server. */
export function Outcome({ data, facts, now }: OutcomeProps) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { doc, compiled, registry } = useDraft();
  const outcome = useMemo(() => {
    const rules = compileRules(doc.rules, variableNames(registry, compiled));
    const variables = policyVariables({ registry, facts, form: compiled, data });
    const describe = variableDescriptions({ registry, facts, form: compiled });
    return assessPolicy(rules, { variables, now, describe });
  }, [doc.rules, compiled, registry, facts, data, now]);
  const { assessment, amount } = outcome;
  return (
    <section className="ds-group" aria-live="polite">
      <h3>{t('preview.outcome')}</h3>
      <div className="ds-outcome">
        <Verdict assessment={assessment} />
        {amount === null ? (
          <span className="ds-sub">{t('preview.noMoney')}</span>
        ) : (
          <span>
            <Amount fen={amount.amountFen} size="hero" />
            {amount.limitedBy === null ? null : <span className="ds-sub">{t(`preview.${amount.limitedBy}`)}</span>}
            {amount.missing.length === 0 ? null : (
              <span className="ds-sub">
                {t('preview.missing', { names: amount.missing.map((one) => one.label).join(t('comma')) })}
              </span>
            )}
          </span>
        )}
      </div>
      <ol className="ds-outcome-list">
        {assessment.conditions.map((condition) => (
          <li key={condition.id}>
            <span className="ds-line">
              <b>{condition.title}</b>
              <ConditionVerdict outcome={condition.outcome} />
            </span>
            {condition.trace === null ? null : <span className="ds-sub">{describeTrace(condition.trace, locale)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
