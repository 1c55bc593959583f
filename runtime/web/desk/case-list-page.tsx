import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { call } from '#client';
import { type CaseRow, routes } from '#core/contract';
import { approvalMessages, deskMessages, formatDateTime, uiMessages } from '#core/messages';
import {
  Amount,
  CaseStatus,
  EmptyState,
  ErrorState,
  LoadingRows,
  PageName,
  TimeLeft,
  useLocale,
  useMessages,
} from '#ui';

const statuses: readonly CaseRow['status'][] = [
  'in-progress',
  'correction',
  'completed',
  'refused',
  'acceptance-refused',
  'withdrawn',
  'terminated',
];

const ownLists = {
  copied: { name: 'nav.copied', title: 'cases.emptyCopied', help: 'cases.emptyCopiedHelp' },
  'started-by-me': { name: 'nav.started', title: 'cases.emptyStarted', help: 'cases.emptyStartedHelp' },
} as const;

/** Cases of the own units, for supervisors, auditors and departments; read only. */
export function CaseListPage({ view = 'unit' }: { readonly view?: 'unit' | 'copied' | 'started-by-me' }) {
  const t = useMessages(deskMessages);
  const words = useMessages(approvalMessages);
  const own = view === 'unit' ? null : ownLists[view];
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const query = address.get('q') ?? '';
  const status = statuses.find((one) => one === address.get('status'));
  const cases = useInfiniteQuery({
    queryKey: ['cases', view, query, status],
    queryFn: ({ pageParam }) =>
      call(routes.listCases, {
        query: { view, query: query || undefined, status, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (name: string, value: string) =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={own === null ? t('nav.cases') : words(own.name)} />
      <div className="dx-desk-filter">
        <Input.Search
          allowClear
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          defaultValue={query}
          maxLength={60}
          onSearch={(value) => change('q', value.trim())}
        />
        <Select
          aria-label={t('cases.filterStatus')}
          value={status ?? ''}
          style={{ minWidth: 140 }}
          options={[
            { value: '', label: t('cases.allStatus') },
            ...statuses.map((one) => ({ value: one, label: ui(`status.${one}`) })),
          ]}
          onChange={(value) => change('status', value)}
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
          scroll={rows.length === 0 ? {} : { x: 900 }}
          locale={{
            emptyText:
              query === '' && status === undefined ? (
                <EmptyState
                  title={own === null ? t('cases.emptyTitle') : words(own.title)}
                  help={own === null ? t('cases.emptyHelp') : words(own.help)}
                />
              ) : (
                <EmptyState title={t('list.emptySearch')} help={t('list.emptySearchHelp')} />
              ),
          }}
          columns={[
            {
              key: 'number',
              title: t('cases.number'),
              render: (_, row) => <Link to={`/cases/${row.id}`}>{row.number}</Link>,
            },
            { key: 'applicant', title: t('cases.applicant'), dataIndex: 'applicantName' },
            { key: 'policy', title: t('cases.policy'), dataIndex: 'policyTitle' },
            { key: 'status', title: t('cases.status'), render: (_, row) => <CaseStatus status={row.status} /> },
            {
              key: 'now',
              title: t('cases.now'),
              render: (_, row) =>
                row.currentSteps.map((step) => (
                  <div key={step.elementId}>
                    {step.name} <TimeLeft light={step.light} workingMinutesLeft={step.workingMinutesLeft} />
                  </div>
                )),
            },
            {
              key: 'amount',
              title: t('cases.amount'),
              align: 'right',
              render: (_, row) => <Amount fen={row.grantedAmountFen ?? row.requestedAmountFen} />,
            },
            { key: 'at', title: t('cases.submittedAt'), render: (_, row) => formatDateTime(row.submittedAt, locale) },
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
