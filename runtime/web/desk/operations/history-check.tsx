import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '#client';
import { routes } from '#core/contract';
import { operationMessages } from '#core/messages';
import { ErrorState, Tag, useMessages } from '#ui';

/** Whether the history of a case is whole (N10); each check is in the audit log. */
export function HistoryCheck({ caseId }: { readonly caseId: string }) {
  const t = useMessages(operationMessages);
  const check = useQuery({
    queryKey: ['history-check', caseId],
    queryFn: () => call(routes.checkHistory, { params: { caseId } }),
    enabled: false,
    staleTime: 0,
  });
  const { data } = check;
  return (
    <div className="dx-history-check">
      <Button onClick={() => void check.refetch()} loading={check.isFetching}>
        {t('history.check')}
      </Button>
      <span role="status">
        {data === undefined ? null : data.fault === null ? (
          <Tag tone="success">{t('history.whole', { count: data.entries })}</Tag>
        ) : (
          <>
            <Tag tone="error">{t(`history.${data.fault.kind}`, { seq: data.fault.seq })}</Tag>{' '}
            <span className="dx-note">{t('history.help')}</span>
          </>
        )}
      </span>
      {check.error === null ? null : <ErrorState error={check.error} onRetry={check.refetch} />}
    </div>
  );
}
