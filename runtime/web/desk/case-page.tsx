import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { deskMessages } from '#core/messages';
import { Loaded, netMs, useMessages } from '#ui';
import { CaseDocument } from '../case/case-document.js';
import { CaseActs } from './approval/case-acts.js';
import { HistoryCheck } from './operations/history-check.js';

/** One case to read. */
export function CasePage() {
  const t = useMessages(deskMessages);
  const { caseId = '' } = useParams();
  const detail = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
    refetchInterval: netMs,
  });
  return (
    <div className="dx-pane dx-office-page">
      <p>
        <Link to="/cases">← {t('back')}</Link>
      </p>
      <Loaded query={detail}>
        {(data) => (
          <>
            <CaseActs detail={data} />
            <CaseDocument detail={data} />
            {data.can.checkHistory ? <HistoryCheck caseId={caseId} /> : null}
          </>
        )}
      </Loaded>
    </div>
  );
}
