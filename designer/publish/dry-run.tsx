import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Radio, Table } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { routes, type ScreeningRow, type ScreeningView } from '#core/contract';
import { formatLongDate, screeningMessages, uiMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import {
  Amount,
  EmptyState,
  ErrorState,
  errorText,
  FirmTrace,
  Loaded,
  OutcomeTag,
  useLocale,
  useMessages,
  WorkProgress,
} from '#ui';
import { useDraft } from '../draft/draft-context.js';

const groups = ['newly-hits', 'newly-fails', 'amount', 'other'] as const;
type Group = (typeof groups)[number];
/** How often a run under way is looked at. */
const lookMs = 700;

/** N3: the draft's rules over the enterprise snapshot and past cases, beside the version in force, before it is published. */
export function DryRun({ policyId }: { readonly policyId: string }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { store, policy } = useDraft();
  const latest = useQuery({
    queryKey: ['dry-run', policyId],
    queryFn: async () =>
      (await call(routes.listScreenings, { query: { purpose: 'dry-run', policyId, limit: 1 } })).items[0] ?? null,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? lookMs : false),
  });
  const start = useMutation({
    mutationFn: async () => {
      await store.flush();
      return call(routes.startScreening, {
        idempotencyKey: crypto.randomUUID(),
        body: { purpose: 'dry-run', policyId, budgetFen: null },
      });
    },
    onSuccess: (begun) => queries.setQueryData(['dry-run', policyId], begun),
  });
  const cancel = useMutation({
    mutationFn: (screeningId: string) => call(routes.cancelScreening, { params: { screeningId }, body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dry-run', policyId] }),
  });
  return (
    <section className="ds-dry-run" aria-label={t('dryRun.title')}>
      <h3>{t('dryRun.title')}</h3>
      <p className="ds-help">{t('dryRun.lead')}</p>
      {[start.error, cancel.error].map((error) =>
        error === null ? null : (
          <Alert
            key={String(error)}
            type="error"
            showIcon
            role="alert"
            className="ds-alert"
            title={errorText(error, locale)}
          />
        ),
      )}
      <Loaded query={latest} rows={1}>
        {(run) => (
          <>
            {run !== null && run.status === 'running' ? (
              <WorkProgress
                progress={run.progress}
                text={t('screening.progress', { done: run.progress.done, total: run.progress.total ?? 0 })}
                cancel={{
                  label: t('screening.cancel'),
                  isPending: cancel.isPending,
                  onCancel: () => cancel.mutate(run.id),
                }}
              />
            ) : (
              <Button onClick={() => start.mutate()} loading={start.isPending}>
                {t(run === null ? 'dryRun.start' : 'dryRun.again')}
              </Button>
            )}
            {run === null || run.status === 'running' ? null : (
              <>
                {isStale(run, policy.updatedAt) ? (
                  <Alert type="warning" showIcon className="ds-alert" title={t('dryRun.stale')} />
                ) : null}
                {run.status === 'failed' ? <Alert type="error" showIcon title={t('screening.failedHelp')} /> : null}
                {run.status === 'cancelled' ? (
                  <Alert type="info" showIcon title={t('screening.cancelledHelp')} />
                ) : null}
                <Result run={run} />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The draft was changed after the run began. */
const isStale = (run: ScreeningView, updatedAt: string): boolean => updatedAt > run.startedAt;

function Result({ run }: { readonly run: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const { changes, sumFen, sumBeforeFen, cases } = run.tally;
  const [chosen, setGroup] = useState<Group | null>(null);
  const [row, setRow] = useState<string | null>(null);
  const group = chosen ?? groups.find((one) => changes[one] > 0) ?? 'newly-hits';
  const rows = useInfiniteQuery({
    queryKey: ['dry-run', run.id, 'rows', group],
    queryFn: ({ pageParam }) =>
      call(routes.listScreeningRows, {
        params: { screeningId: run.id },
        query: { group, cursor: pageParam, limit: 30 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const date = formatLongDate(run.snapshotAsOf, locale);
  const difference = sumFen - sumBeforeFen;
  return (
    <>
      <p className="ds-help">
        {run.comparedVersion === null
          ? t('dryRun.alone', { date })
          : t('dryRun.against', { version: run.comparedVersion, date, cases })}
      </p>
      <p className="ds-dry-run-money">
        {t('dryRun.money')}{' '}
        <strong>
          {t('dryRun.moneyFrom', { before: formatYuan(sumBeforeFen, locale), after: formatYuan(sumFen, locale) })}
        </strong>{' '}
        {difference === 0
          ? t('dryRun.equal')
          : t(difference > 0 ? 'dryRun.more' : 'dryRun.less', { amount: formatYuan(Math.abs(difference), locale) })}
      </p>
      <Radio.Group
        optionType="button"
        aria-label={t('dryRun.title')}
        value={group}
        options={groups.map((one) => ({ value: one, label: `${t(`dryRun.${one}`)} ${changes[one]}` }))}
        onChange={({ target }) => setGroup(target.value as Group)}
      />
      {rows.error === null ? null : <ErrorState error={rows.error} onRetry={rows.refetch} />}
      <Table<ScreeningRow>
        rowKey="id"
        size="small"
        dataSource={rows.data?.pages.flatMap(({ items }) => items) ?? []}
        loading={rows.isPending}
        pagination={false}
        scroll={{ y: 280 }}
        locale={{ emptyText: <EmptyState title={t('dryRun.nobody')} help={t('dryRun.nobodyHelp')} /> }}
        columns={[
          {
            key: 'name',
            title: t('screening.firm'),
            render: (_, one) => (
              <>
                <Button type="link" className="ds-dry-run-name" onClick={() => setRow(one.id)}>
                  {one.name}
                </Button>
                <div className="ds-help">
                  {one.kind === 'case' ? t('dryRun.pastCase', { number: one.codeMasked }) : one.codeMasked}
                </div>
              </>
            ),
          },
          {
            key: 'before',
            title: run.comparedVersion === null ? '—' : t('trace.before', { version: run.comparedVersion }),
            render: (_, one) => (one.before === null ? '—' : <Side {...one.before} />),
          },
          { key: 'after', title: t('trace.after'), render: (_, one) => <Side {...one} /> },
        ]}
      />
      {rows.hasNextPage ? (
        <Button block onClick={() => void rows.fetchNextPage()} loading={rows.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
      <FirmTrace screening={run} asked={row === null ? null : { rowId: row }} onClose={() => setRow(null)} />
    </>
  );
}

const Side = ({ outcome, amountFen }: Pick<ScreeningRow, 'outcome' | 'amountFen'>) => (
  <>
    <OutcomeTag outcome={outcome} /> {amountFen === null ? null : <Amount fen={amountFen} />}
  </>
);
