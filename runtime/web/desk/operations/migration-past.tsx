import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { formatDateTime, operationMessages } from '#core/messages';
import { Loaded, Tag, useLocale, useMessages } from '#ui';
import { MigrationRows } from './migration-rows.js';

type Past = AnswerOf<typeof routes.listMigrations>['items'][number];

/** How often a running move is looked at. */
const lookMs = 1500;

/** Moves that were begun: how far they are, and what stayed where it is. */
export function MigrationPast({ policyId }: { readonly policyId: string }) {
  const t = useMessages(operationMessages);
  const past = useQuery({
    queryKey: ['migrations', policyId],
    queryFn: () => call(routes.listMigrations, { params: { policyId } }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'running') ? lookMs : false),
  });
  return (
    <Loaded query={past} rows={1}>
      {({ items }) =>
        items.length === 0 ? null : (
          <section className="dx-panel">
            <h2>{t('migrations.past')}</h2>
            {items.map((one) => (
              <One key={one.id} policyId={policyId} migration={one} />
            ))}
          </section>
        )
      }
    </Loaded>
  );
}

function One({ policyId, migration }: { readonly policyId: string; readonly migration: Past }) {
  const t = useMessages(operationMessages);
  const locale = useLocale();
  const { id, status, total, moved, left, fromVersion, toVersion, createdAt, byName, reason } = migration;
  const detail = useQuery({
    queryKey: ['migration', id, left],
    enabled: left > 0,
    queryFn: () => call(routes.getMigration, { params: { policyId, migrationId: id } }),
  });
  const percent = status === 'done' ? 100 : Math.floor((100 * (moved + left)) / Math.max(1, total));
  return (
    <article className="dx-migration-past">
      <p>
        <b>
          {t('migrations.plain', { version: fromVersion })} → {t('migrations.plain', { version: toVersion })}
        </b>{' '}
        <Tag tone={status === 'done' ? 'success' : 'primary'}>{t(`migrations.${status}`)}</Tag>
      </p>
      <p className="dx-note">{t('migrations.by', { date: formatDateTime(createdAt, locale), name: byName, reason })}</p>
      {status === 'running' ? <Progress percent={percent} aria-label={t('migrations.running')} /> : null}
      <p role="status">{t('migrations.progress', { total, moved, left })}</p>
      <MigrationRows rows={detail.data?.leftRows ?? []} />
    </article>
  );
}
