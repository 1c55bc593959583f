import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { call } from '#client';
import { type NoticeView, routes } from '#core/contract';
import { formatDateTime, portalMessages, uiMessages } from '#core/messages';
import { Amount, EmptyState, ErrorState, LoadingRows, netMs, Tag, useLocale, useMessages, usePageTitle } from '#ui';
import { useBrand, useSlug } from './use-city.js';

/** What happened to my cases, newest first, each with its reason and a way to the case. */
export function NoticesPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('notices.title'), useBrand());
  const ui = useMessages(uiMessages);
  const queries = useQueryClient();
  const notices = useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: ({ pageParam }) => call(routes.listNotices, { query: { cursor: pageParam, limit: 30 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: netMs,
  });
  const read = useMutation({
    mutationFn: () => call(routes.readNotices),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = notices.data?.pages[0]?.unread ?? 0;
  return (
    <div className="dx-page dx-narrow">
      <header className="dx-between">
        <h1>{t('notices.title')}</h1>
        {unread === 0 ? null : (
          <Button onClick={() => read.mutate()} loading={read.isPending}>
            {t('notices.read')}
          </Button>
        )}
      </header>
      {notices.isPending ? <LoadingRows /> : null}
      {notices.error === null ? null : <ErrorState error={notices.error} onRetry={notices.refetch} />}
      {notices.data !== undefined && items.length === 0 ? (
        <EmptyState title={t('notices.emptyTitle')} help={t('notices.emptyHelp')} />
      ) : null}
      {items.length === 0 ? null : (
        <ul className="dx-policies">
          {items.map((notice) => (
            <Notice key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      {notices.hasNextPage ? (
        <Button block onClick={() => void notices.fetchNextPage()} loading={notices.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </div>
  );
}

/** What was said at these is an opinion, not the reason for something unwelcome. */
const positive: ReadonlySet<NoticeView['kind']> = new Set([
  'case-accepted',
  'case-approved-step',
  'case-paid',
  'case-completed',
]);

function Notice({ notice }: { readonly notice: NoticeView }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const slug = useSlug();
  return (
    <li className="dx-notice">
      <p>
        <Link to={`/t/${slug}/cases/${notice.caseId}`}>
          {t(`notice.${notice.kind}`, { policy: notice.policyTitle })}
        </Link>{' '}
        {notice.readAt === null ? <Tag tone="primary">{t('notices.new')}</Tag> : null}
      </p>
      {notice.amountFen === null ? null : (
        <p>
          <Amount fen={notice.amountFen} />
        </p>
      )}
      {notice.reason === null || notice.reason === '' ? null : (
        <p>
          {notice.kind === 'case-message'
            ? notice.reason
            : t(positive.has(notice.kind) ? 'notice.opinion' : 'notice.reason', { reason: notice.reason })}
        </p>
      )}
      <p className="dx-note">
        {[notice.caseNumber, notice.by, formatDateTime(notice.at, locale)].filter(Boolean).join(' · ')}
      </p>
    </li>
  );
}
