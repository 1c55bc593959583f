import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { AnswerOf, MigrationRow, routes } from '#core/contract';
import { operationMessages, uiMessages } from '#core/messages';
import { LoadingRows, useMessages } from '#ui';
import { MigrationRows } from './migration-rows.js';

type Report = UseInfiniteQueryResult<InfiniteData<AnswerOf<typeof routes.tryMigration>>>;

/** What moving would do, case by case. */
export function MigrationReport({ report }: { readonly report: Report }) {
  const t = useMessages(operationMessages);
  const ui = useMessages(uiMessages);
  if (report.data === undefined) return report.isFetching ? <LoadingRows /> : null;
  const rows: readonly MigrationRow[] = report.data.pages.flatMap(({ items }) => items);
  const fit = rows.filter(({ reasons }) => reasons.length === 0).length;
  const total = report.data.pages[0]?.total ?? 0;
  return (
    <section className="dx-panel">
      <h2>{t('migrations.report')}</h2>
      <p role="status">{t('migrations.summary', { total, seen: rows.length, fit, unfit: rows.length - fit })}</p>
      <MigrationRows rows={rows} />
      {report.hasNextPage ? (
        <Button block onClick={() => void report.fetchNextPage()} loading={report.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </section>
  );
}
