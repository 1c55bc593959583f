import { describeTrace } from '#core/feel';
import { defineMessages } from '#core/messages';
import type { ConditionResult, EligibilityAssessment } from '#core/policy';
import { useLocale, useMessages } from './preferences.js';
import { ConditionVerdict } from './verdict.js';

const words = defineMessages({
  zh: { mustNot: '不得有：{title}', review: '提交后由部门核查', ask: '填写{names}后核对', gap: '{text}' },
  en: {
    mustNot: 'Must not: {title}',
    review: 'Checked by the department after submission',
    ask: 'Checked once filled in: {names}',
    gap: '{text}',
  },
});

/** Each condition with its clause, what it came to, why, and what is missing (N4). */
export function Conditions({ assessment }: { readonly assessment: EligibilityAssessment }) {
  return (
    <ul className="dx-conditions">
      {assessment.conditions.map((condition) => (
        <li key={condition.id}>
          <div>
            <p>
              <Title condition={condition} /> <small>{condition.clause}</small>
            </p>
            <Why condition={condition} />
          </div>
          <ConditionVerdict outcome={condition.outcome} />
        </li>
      ))}
    </ul>
  );
}

/** What an exclusion names must not be so; its title alone would say the opposite. */
export function Title({ condition }: { readonly condition: Pick<ConditionResult, 'kind' | 'title'> }) {
  const t = useMessages(words);
  return <>{condition.kind === 'exclusion' ? t('mustNot', { title: condition.title }) : condition.title}</>;
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
  const advice = condition.outcome === 'not-met' ? condition.advice : undefined;
  return <small>{[why, condition.note, advice].filter(Boolean).join(' · ')}</small>;
}
