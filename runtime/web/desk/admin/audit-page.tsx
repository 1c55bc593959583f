import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select, Table } from 'antd';
import { useSearchParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, auditActions, routes } from '#core/contract';
import { adminMessages, auditActionWords, formatDateTime, uiMessages } from '#core/messages';
import { EmptyState, ErrorState, LoadingRows, PageName, useLocale, useMessages } from '#ui';
import { auditDetailText } from './audit-detail.js';

type Entry = AnswerOf<typeof routes.listAudit>['items'][number];

/** An id of ours means nothing to a reader; what it stands for is named in the detail. */
const isInternal = (target: string) => /^[0-9a-f-]{24,36}(:.*)?$/.test(target);

/** Who did what, newest first; read only. */
export function AuditPage() {
  const t = useMessages(adminMessages);
  const ui = useMessages(uiMessages);
  const actionWords = useMessages(auditActionWords);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  // An address that names an act nobody knows shows everything.
  const action = auditActions.find((one) => one === address.get('action'));
  const audit = useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam }) => call(routes.listAudit, { query: { action, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.audit')} />
      <div className="dx-desk-filter">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          aria-label={t('audit.filter')}
          placeholder={t('audit.all')}
          style={{ minWidth: 260 }}
          value={action ?? null}
          options={auditActions.map((value) => ({ value, label: actionWords(value) }))}
          onChange={(chosen) => setAddress(chosen ? { action: chosen } : {}, { replace: true })}
        />
      </div>
      {audit.error === null ? null : <ErrorState error={audit.error} onRetry={audit.refetch} />}
      {audit.isPending ? <LoadingRows /> : null}
      {audit.data === undefined ? null : (
        <Table<Entry>
          rowKey="id"
          size="middle"
          sticky
          dataSource={audit.data?.pages.flatMap(({ items }) => items) ?? []}
          pagination={false}
          // A list that scrolls needs something in it that the keyboard reaches.
          onRow={(_, index) => (index === 0 ? { tabIndex: 0 } : {})}
          scroll={{ x: 760 }}
          locale={{ emptyText: <EmptyState title={t('audit.emptyTitle')} help={t('audit.emptyHelp')} /> }}
          columns={[
            { key: 'at', title: t('audit.at'), render: (_, { at }) => formatDateTime(at, locale) },
            { key: 'actor', title: t('audit.actor'), dataIndex: 'actorName' },
            { key: 'action', title: t('audit.action'), render: (_, entry) => actionWords(entry.action) },
            { key: 'target', title: t('audit.target'), render: (_, { target }) => (isInternal(target) ? '—' : target) },
            {
              key: 'detail',
              title: t('audit.detail'),
              render: (_, { detail }) => auditDetailText(detail, locale),
            },
          ]}
        />
      )}
      {audit.hasNextPage ? (
        <Button block onClick={() => void audit.fetchNextPage()} loading={audit.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </div>
  );
}
