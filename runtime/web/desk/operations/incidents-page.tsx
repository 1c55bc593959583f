import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '#client';
import { type IncidentView, routes } from '#core/contract';
import { formatDateTime, operationMessages, uiMessages } from '#core/messages';
import { EmptyState, ErrorState, LoadingRows, netMs, PageName, useLocale, useMessages } from '#ui';
import { useIncidentCause } from './incident-cause.js';
import { type Resolution, ResolveDialog } from './resolve-dialog.js';

/** Cases that a fault holds up, for who administers the unit: why, where, since when, and the two ways on. */
export function IncidentsPage() {
  const t = useMessages(operationMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const cause = useIncidentCause();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const [open, setOpen] = useState<{ readonly incident: IncidentView; readonly how: Resolution } | null>(null);
  const policyId = address.get('policy') ?? undefined;
  const code = address.get('kind') ?? undefined;
  const incidents = useInfiniteQuery({
    queryKey: ['incidents', policyId, code],
    queryFn: ({ pageParam }) => call(routes.listIncidents, { query: { policyId, code, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: netMs,
  });
  const rows = incidents.data?.pages.flatMap(({ items }) => items) ?? [];
  const facets = incidents.data?.pages[0]?.facets ?? [];
  const policies = new Map(facets.map((facet) => [facet.policyId, facet.policyTitle]));
  const kinds = [...new Set(facets.map((facet) => facet.code))];
  const isFiltered = policyId !== undefined || code !== undefined;
  const change = (name: string, value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const done = (how: Resolution) => {
    setOpen(null);
    void message.success(t(how === 'retry' ? 'incidents.retried' : 'incidents.movedOn'));
    void queries.invalidateQueries({ queryKey: ['incidents'] });
  };
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.incidents')} />
      <p className="dx-note">{t('incidents.help')}</p>
      <div className="dx-desk-filter">
        <Select
          aria-label={t('incidents.policy')}
          style={{ minWidth: 220 }}
          value={policyId ?? ''}
          options={[
            { value: '', label: t('incidents.allPolicies') },
            ...[...policies].map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) => change('policy', value)}
        />
        <Select
          aria-label={t('incidents.kind')}
          style={{ minWidth: 220 }}
          value={code ?? ''}
          options={[
            { value: '', label: t('incidents.allKinds') },
            ...kinds.map((value) => ({ value, label: cause.kind(value) })),
          ]}
          onChange={(value) => change('kind', value)}
        />
      </div>
      {incidents.error === null ? null : <ErrorState error={incidents.error} onRetry={incidents.refetch} />}
      {incidents.isPending ? <LoadingRows /> : null}
      {incidents.data === undefined ? null : (
        <Table<IncidentView>
          rowKey={({ caseId, incidentId }) => `${caseId}:${incidentId}`}
          size="middle"
          sticky
          dataSource={rows}
          pagination={false}
          locale={{
            emptyText: (
              <EmptyState
                title={t(isFiltered ? 'incidents.emptyFiltered' : 'incidents.emptyTitle')}
                help={t(isFiltered ? 'incidents.emptyFilteredHelp' : 'incidents.emptyHelp')}
              />
            ),
          }}
          columns={[
            {
              key: 'case',
              title: t('incidents.case'),
              render: (_, row) => (
                <>
                  <Link to={`/cases/${row.caseId}`}>{row.caseNumber}</Link>
                  <div className="dx-note">
                    {row.applicantName} · {row.policyTitle}
                  </div>
                </>
              ),
            },
            {
              key: 'cause',
              title: t('incidents.cause'),
              render: (_, row) => (
                <>
                  {t('incidents.at', { step: row.elementName || row.elementId, kind: cause.kind(row.code) })}
                  <div className="dx-note">
                    {[cause.detail(row), t('incidents.since', { time: formatDateTime(row.raisedAt, locale) })]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </>
              ),
            },
            {
              key: 'acts',
              title: t('incidents.acts'),
              render: (_, incident) => (
                <span className="dx-acts">
                  <Button type="primary" onClick={() => setOpen({ incident, how: 'retry' })}>
                    {t('incidents.retry')}
                  </Button>
                  <Button onClick={() => setOpen({ incident, how: 'moveOn' })}>{t('incidents.moveOn')}</Button>
                </span>
              ),
            },
          ]}
        />
      )}
      {incidents.hasNextPage ? (
        <Button block onClick={() => void incidents.fetchNextPage()} loading={incidents.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
      {open === null ? null : <ResolveDialog {...open} onClose={() => setOpen(null)} onDone={done} />}
    </div>
  );
}
