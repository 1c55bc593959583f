import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '#client';
import { type CaseDetail, type OnBehalf, routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { Amount, Loaded, PageName, useMessages } from '#ui';
import { ConfirmAccount } from '../case/confirm-account.js';
import { WhoCame } from './who-came.js';

/** A firm without an account of ours confirms at the counter where its award goes: who came, their consent, the account. */
export function AwardPage() {
  const { caseId = '' } = useParams();
  const detail = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
  });
  return (
    <div className="dx-pane dx-office-page">
      <div className="dx-window-correct">
        <Loaded query={detail}>{(data) => <Award detail={data} />}</Loaded>
      </div>
    </div>
  );
}

function Award({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(windowMessages);
  const [onBehalf, setOnBehalf] = useState<OnBehalf | null>(null);
  const applicant = useQuery({
    queryKey: ['applicant', detail.applicant.id],
    queryFn: () => call(routes.getApplicant, { params: { applicantId: detail.applicant.id } }),
  });
  return (
    <>
      <PageName name={`${t('confirmAccount')} · ${detail.applicant.name}`} />
      <p>
        <Link to={`/cases/${detail.id}`}>{detail.number}</Link> · {detail.policyTitle} · {detail.applicant.name} ·{' '}
        <Amount fen={detail.grantedAmountFen ?? detail.requestedAmountFen} />
      </p>
      <ConfirmAccount detail={detail} layout="dense" onBehalf={onBehalf}>
        <Loaded query={applicant} rows={1}>
          {(who) => (
            <WhoCame
              kind={detail.applicant.kind}
              applicant={who}
              kept={null}
              onChange={(_came, agreed) => setOnBehalf(agreed)}
            />
          )}
        </Loaded>
      </ConfirmAccount>
    </>
  );
}
