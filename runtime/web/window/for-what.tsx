import { useQuery } from '@tanstack/react-query';
import { call } from '#client';
import { type ApplicantView, routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { Amount, Loaded, useMe, useMessages, Verdict } from '#ui';

interface ForWhatProps {
  readonly applicant: ApplicantView;
  /** Who came is recorded and agreed. */
  readonly isReady: boolean;
  readonly isStarting: boolean;
  readonly chosenPolicyId: string | null;
  readonly onChoose: (policyId: string) => void;
}

/** The policies open to this kind of applicant, each with its verdict. */
export function ForWhat({ applicant, isReady, isStarting, chosenPolicyId, onChoose }: ForWhatProps) {
  const t = useMessages(windowMessages);
  const slug = useMe()?.tenant.slug ?? '';
  const policies = useQuery({
    queryKey: ['catalogue', slug, 'window', applicant.id],
    queryFn: () =>
      call(routes.browsePolicies, {
        params: { slug },
        query: { audience: applicant.kind, applicantId: applicant.id, limit: 100 },
      }),
  });
  return (
    <section>
      <h2>{t('what.title')}</h2>
      {isReady ? null : <p className="dx-note">{t('came.consentNeeded')}</p>}
      <Loaded query={policies} rows={2}>
        {({ items }) => {
          const open = items.filter(({ availability }) => availability === 'open');
          if (open.length === 0) return <p className="dx-note">{t('what.none')}</p>;
          return (
            <div className="dx-window-choices">
              {open.map((row) => (
                <button
                  key={row.id}
                  type="button"
                  className="dx-choice"
                  data-chosen={row.id === chosenPolicyId}
                  disabled={!isReady || isStarting}
                  onClick={() => onChoose(row.id)}
                >
                  <strong>{row.title}</strong>
                  <span className="dx-note">
                    {row.amountFen === null ? row.amountText : <Amount fen={row.amountFen} />}
                  </span>
                  {row.assessment === null ? null : <Verdict assessment={row.assessment} />}
                </button>
              ))}
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
