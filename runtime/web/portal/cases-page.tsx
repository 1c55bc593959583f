import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { call } from '#client';
import { type CaseRow, routes } from '#core/contract';
import { formatDateTime, portalMessages, uiMessages } from '#core/messages';
import {
  Amount,
  CaseStatus,
  EmptyState,
  ErrorState,
  LoadingRows,
  netMs,
  useLocale,
  useMessages,
  usePageTitle,
} from '#ui';
import { useCaseSentence } from './case-sentence.js';
import { useActingFor, useBrand, useSlug } from './use-city.js';

/** My applications: what is not handed in yet, then every case with one sentence about now. */
export function CasesPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('cases.title'), useBrand());
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const slug = useSlug();
  const actingFor = useActingFor();
  const applicantId = actingFor?.id ?? '';
  const enabled = actingFor !== null;
  const drafts = useQuery({
    queryKey: ['drafts', applicantId],
    queryFn: () => call(routes.listDrafts, { query: { applicantId, limit: 100 } }),
    enabled,
  });
  const cases = useInfiniteQuery({
    queryKey: ['cases', applicantId],
    queryFn: ({ pageParam }) =>
      call(routes.listCases, { query: { view: 'applicant', applicantId, cursor: pageParam, limit: 20 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled,
    refetchInterval: netMs,
  });
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = (drafts.data?.items ?? []).filter(({ caseId }) => caseId === null);
  return (
    <div className="dx-page dx-narrow">
      <h1>{t('cases.title')}</h1>
      {enabled ? null : <EmptyState title={t('me.noApplicant')} />}
      {open.length === 0 ? null : (
        <section className="dx-panel">
          <h2>{t('cases.drafts')}</h2>
          <ul className="dx-conditions">
            {open.map((draft) => (
              <li key={draft.id}>
                <div>
                  <p>{draft.policyTitle}</p>
                  <small>{t('cases.draftSaved', { time: formatDateTime(draft.updatedAt, locale) })}</small>
                </div>
                <Link className="dx-strong" to={`/t/${slug}/apply/${draft.id}`}>
                  {t('cases.continue')}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {enabled && cases.isPending ? <LoadingRows /> : null}
      {cases.error === null ? null : <ErrorState error={cases.error} onRetry={cases.refetch} />}
      {cases.data !== undefined && rows.length === 0 && open.length === 0 ? (
        <EmptyState
          title={t('cases.emptyTitle')}
          help={t('cases.emptyHelp')}
          action={<Link to={`/t/${slug}`}>{t('cases.find')}</Link>}
        />
      ) : null}
      {rows.map((row) => (
        <CaseCard key={row.id} row={row} href={`/t/${slug}/cases/${row.id}`} />
      ))}
      {cases.hasNextPage ? (
        <Button block onClick={() => void cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </div>
  );
}

function CaseCard({ row, href }: { readonly row: CaseRow; readonly href: string }) {
  const sentence = useCaseSentence();
  return (
    <article className="dx-panel dx-case-card">
      <div>
        <h2>
          <Link to={href}>{row.policyTitle}</Link>
        </h2>
        <small className="dx-note">{row.number}</small>
        <p>{sentence(row)}</p>
        <CaseStatus status={row.status} />
      </div>
      <Amount fen={row.grantedAmountFen ?? row.requestedAmountFen} size="large" />
    </article>
  );
}
