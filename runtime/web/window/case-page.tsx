import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { Loaded, netMs, useMessages } from '#ui';
import { CaseDocument } from '../case/case-document.js';

/** A case that was taken in here: to read, to print again, to correct on behalf. */
export function CasePage() {
  const t = useMessages(windowMessages);
  const { caseId = '' } = useParams();
  const detail = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
    refetchInterval: netMs,
  });
  return (
    <div className="dx-pane dx-office-page">
      <Loaded query={detail}>
        {(data) => (
          <>
            <p className="dx-window-acts">
              {data.can.printReceipt ? <Link to={`/cases/${caseId}/receipt`}>{t('print')}</Link> : null}
              {data.can.confirmAccount ? <Link to={`/cases/${caseId}/confirm`}>{t('confirmAccount')}</Link> : null}
              {data.can.correct ? <Link to={`/cases/${caseId}/correct`}>{t('correct')}</Link> : null}
            </p>
            <CaseDocument detail={data} />
          </>
        )}
      </Loaded>
    </div>
  );
}
