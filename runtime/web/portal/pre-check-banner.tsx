import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { describeTrace } from '#core/feel';
import { portalMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import type { AmountResult, EligibilityAssessment } from '#core/policy';
import { useLocale, useMessages } from '#ui';

const ConditionsDialog = lazy(() =>
  import('./conditions-dialog.js').then((part) => ({ default: part.ConditionsDialog })),
);

interface PreCheckBannerProps {
  readonly assessment: EligibilityAssessment;
  readonly amount: AmountResult | null;
}

/** Do I qualify, on what is filled in so far; what is missing first, all conditions on demand. */
export function PreCheckBanner({ assessment, amount }: PreCheckBannerProps) {
  const amountFen = amount?.amountFen ?? null;
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const count = (outcome: string) => assessment.conditions.filter((condition) => condition.outcome === outcome).length;
  const met = count('met');
  const title = {
    eligible:
      amountFen === null
        ? t('apply.verdictMetNoAmount')
        : t('apply.verdictMet', { amount: formatYuan(amountFen, locale) }),
    'not-eligible': t('apply.verdictUnmet', { met, unmet: count('not-met') }),
    unknown: t('apply.verdictUnknown', { met, open: count('unknown') }),
  }[assessment.verdict];
  const missing = assessment.conditions.find(({ outcome, trace }) => outcome === 'not-met' && trace !== null);
  return (
    <section className="dx-precheck" data-verdict={assessment.verdict} aria-live="polite">
      <strong>{title}</strong>
      <p>
        {missing?.trace ? `${missing.title}：${describeTrace(missing.trace, locale)} ` : ''}
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('apply.seeConditions')}
        </Button>
      </p>
      {isOpen ? (
        <Suspense fallback={null}>
          <ConditionsDialog assessment={assessment} amount={amount} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}
