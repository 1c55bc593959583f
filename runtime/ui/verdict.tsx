import { CheckCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { uiMessages } from '#core/messages';
import type { ConditionOutcome, EligibilityAssessment } from '#core/policy';
import { useMessages } from './preferences.js';

const icons = {
  eligible: <CheckCircleFilled aria-hidden />,
  'not-eligible': <ExclamationCircleFilled aria-hidden />,
  unknown: <QuestionCircleFilled aria-hidden />,
};

/** One line: does this applicant qualify. */
export function Verdict({ assessment }: { readonly assessment: EligibilityAssessment }) {
  const t = useMessages(uiMessages);
  const { verdict } = assessment;
  return (
    <span className="dx-verdict" data-verdict={verdict}>
      {icons[verdict]}
      <span>{t(`verdict.${verdict}`, { count: countOf(assessment) })}</span>
    </span>
  );
}

const countOf = (assessment: EligibilityAssessment) =>
  assessment.conditions.filter((condition) =>
    assessment.verdict === 'not-eligible' ? condition.outcome === 'not-met' : condition.outcome === 'unknown',
  ).length;

const conditionIcons = {
  met: <CheckCircleFilled aria-hidden />,
  'not-met': <ExclamationCircleFilled aria-hidden />,
  unknown: <QuestionCircleFilled aria-hidden />,
};
const conditionWords = { met: 'verdict.met', 'not-met': 'verdict.unmet', unknown: 'verdict.open' } as const;

/** The verdict of one condition. */
export function ConditionVerdict({ outcome }: { readonly outcome: ConditionOutcome }) {
  const t = useMessages(uiMessages);
  return (
    <span className="dx-verdict" data-verdict={outcome}>
      {conditionIcons[outcome]}
      <span>{t(conditionWords[outcome])}</span>
    </span>
  );
}
