import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { formatLongDate, portalMessages } from '#core/messages';
import { CaseStatus, Loaded, Timeline, useLocale, useMessages, usePageTitle } from '#ui';
import { useCaseSentence } from './case-sentence.js';
import { useBrand, useSlug } from './use-city.js';

/** What the QR code of a receipt opens: progress without content. */
export function ProgressPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('progress.title'), useBrand());
  const locale = useLocale();
  const slug = useSlug();
  const { code = '' } = useParams();
  const sentence = useCaseSentence();
  const progress = useQuery({
    queryKey: ['progress', slug, code],
    queryFn: () => call(routes.getProgress, { params: { slug, code } }),
  });
  return (
    <div className="dx-page dx-narrow">
      <h1>{t('progress.title')}</h1>
      <Loaded query={progress} rows={2}>
        {(data) => (
          <section className="dx-panel">
            <h2>{data.policyTitle}</h2>
            <p className="dx-note">{data.number}</p>
            <p>{sentence(data)}</p>
            <p className="dx-tags">
              <CaseStatus status={data.status} />
              <span className="dx-note">
                {data.applicantMasked} · {t('progress.submitted', { date: formatLongDate(data.submittedAt, locale) })}
              </span>
            </p>
            <Timeline entries={data.timeline} current={data.currentSteps} coming={data.coming} />
            <p className="dx-note">{t('progress.help')}</p>
          </section>
        )}
      </Loaded>
    </div>
  );
}
