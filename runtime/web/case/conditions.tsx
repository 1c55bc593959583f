import { describeTrace } from '#core/feel';
import { defineMessages } from '#core/messages';
import type { ConditionResult, EligibilityAssessment } from '#core/policy';
import { ConditionVerdict, useLocale, useMessages } from '#ui';

const words = defineMessages({
  zh: { review: '提交后由部门核查', ask: '填写{names}后核对', gap: '{text}' },
  en: { review: 'Checked by the department after submission', ask: 'Checked once filled in: {names}', gap: '{text}' },
});

/** Each condition with its clause, what it came to, why, and what is missing (N4). */
export function Conditions({ assessment }: { readonly assessment: EligibilityAssessment }) {
  return (
    <ul className="dx-conditions">
      {assessment.conditions.map((condition) => (
        <li key={condition.id}>
          <div>
            <p>
              {condition.title} <small>{condition.clause}</small>
            </p>
            <Why condition={condition} />
          </div>
          <ConditionVerdict outcome={condition.outcome} />
        </li>
      ))}
    </ul>
  );
}

function Why({ condition }: { readonly condition: ConditionResult }) {
  const t = useMessages(words);
  const locale = useLocale();
  if (condition.outcome === 'unknown') {
    const names = condition.missing.map(({ label }) => `“${label}”`).join('、');
    if (condition.onUnknown === 'review' || names === '') return <small>{condition.note ?? t('review')}</small>;
    return <small>{t('ask', { names })}</small>;
  }
  const why = condition.trace === null ? '' : describeTrace(condition.trace, locale);
  return <small>{[why, condition.note].filter(Boolean).join(' · ')}</small>;
}
