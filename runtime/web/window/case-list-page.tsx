import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { call } from '#client';
import { type CaseRow, routes } from '#core/contract';
import { deskMessages, formatDateTime, uiMessages, windowMessages } from '#core/messages';
import { Amount, CaseStatus, EmptyState, ErrorState, LoadingRows, netMs, PageName, useLocale, useMessages } from '#ui';

type View = 'window-awards' | 'window-corrections' | 'window-handout' | 'window-today';

const names = {
  'window-awards': 'nav.awards',
  'window-corrections': 'nav.corrections',
  'window-handout': 'nav.handout',
  'window-today': 'nav.today',
} as const;

const empty = {
  'window-awards': ['list.awards', 'list.awardsHelp'],
  'window-corrections': ['list.corrections', 'list.correctionsHelp'],
  'window-handout': ['list.handout', 'list.handoutHelp'],
  'window-today': ['list.today', 'list.todayHelp'],
} as const;

/** What was taken in at this window: today, to be corrected, or with a result to hand out. */
export function CaseListPage({ view }: { readonly view: View }) {
  const t = useMessages(windowMessages);
  const desk = useMessages(deskMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const query = address.get('q') ?? '';
  const cases = useInfiniteQuery({
    queryKey: ['cases', view, query],
    queryFn: ({ pageParam }) =>
      call(routes.listCases, { query: { view, query: query || undefined, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: netMs,
  });
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  const [title, help] = empty[view];
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t(names[view])} />
      <div className="dx-desk-filter">
        <Input.Search
          allowClear
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={query}
          maxLength={60}
          onSearch={(value) => setAddress(value.trim() === '' ? {} : { q: value.trim() }, { replace: true })}
        />
      </div>
      {cases.error === null ? null : <ErrorState error={cases.error} onRetry={cases.refetch} />}
      {cases.isPending ? <LoadingRows /> : null}
      {cases.data === undefined ? null : (
        <Table<CaseRow>
          rowKey="id"
          size="middle"
          sticky
          dataSource={rows}
          pagination={false}
          scroll={rows.length === 0 ? {} : { x: 800 }}
          locale={{
            emptyText:
              query === '' ? (
                <EmptyState title={t(title)} help={t(help)} />
              ) : (
                <EmptyState title={desk('list.emptySearch')} help={desk('list.emptySearchWindow')} />
              ),
          }}
          columns={[
            {
              key: 'number',
              title: desk('cases.number'),
              render: (_, row) => <Link to={`/cases/${row.id}`}>{row.number}</Link>,
            },
            { key: 'applicant', title: desk('cases.applicant'), dataIndex: 'applicantName' },
            { key: 'policy', title: desk('cases.policy'), dataIndex: 'policyTitle' },
            { key: 'status', title: desk('cases.status'), render: (_, row) => <CaseStatus status={row.status} /> },
            {
              key: 'amount',
              title: desk('cases.amount'),
              align: 'right',
              render: (_, row) => <Amount fen={row.grantedAmountFen ?? row.requestedAmountFen} />,
            },
            {
              key: 'at',
              title: desk('cases.submittedAt'),
              render: (_, row) => formatDateTime(row.submittedAt, locale),
            },
            {
              key: 'act',
              title: <span className="dx-visually-hidden">{desk('cases.act')}</span>,
              render: (_, row) =>
                view === 'window-awards' ? (
                  <Link to={`/cases/${row.id}/confirm`}>{t('confirmAccount')}</Link>
                ) : view === 'window-corrections' ? (
                  <Link to={`/cases/${row.id}/correct`}>{t('correct')}</Link>
                ) : (
                  <Link to={`/cases/${row.id}/receipt`}>{t('print')}</Link>
                ),
            },
          ]}
        />
      )}
      {cases.hasNextPage ? (
        <Button block onClick={() => void cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </div>
  );
}
