import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '#client';
import { type Me, type PolicyRow, routes } from '#core/contract';
import { designerMessages, formatDateTime } from '#core/messages';
import { EmptyState, ErrorState, LoadingRows, OfficeShell, Tag, useLocale, useMessages } from '#ui';
import { NewPolicy } from './new-policy.js';

/** The policies of the own units: what is online, what is being worked on, how much hangs on each. */
export function PolicyList({ me }: { readonly me: Me }) {
  const t = useMessages(designerMessages);
  const [params, setParams] = useSearchParams();
  const [isCreating, setCreating] = useState(false);
  const query = params.get('query') ?? '';
  const rows = useInfiniteQuery({
    queryKey: ['designer-policies', query],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listPolicies, {
        query: { ...(query === '' ? {} : { query }), ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const items = rows.data?.pages.flatMap((page) => page.items);
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('list.create')}
    </Button>
  );
  return (
    <OfficeShell me={me} place={t('title')} nav={[{ to: '/', label: t('list.title'), end: true }]}>
      <div className="ds-list dx-pane">
        <div className="ds-list-inner">
          <header className="ds-list-head">
            <h1>{t('list.title')}</h1>
            <Input
              type="search"
              allowClear
              className="ds-search"
              prefix={<SearchOutlined aria-hidden />}
              aria-label={t('list.search')}
              placeholder={t('list.search')}
              maxLength={60}
              defaultValue={query}
              onChange={(event) =>
                setParams(event.target.value === '' ? {} : { query: event.target.value }, { replace: true })
              }
            />
            {create}
          </header>
          {rows.error !== null && items === undefined ? (
            <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
          ) : items === undefined ? (
            <LoadingRows rows={4} />
          ) : items.length === 0 ? (
            <EmptyState
              title={t(query === '' ? 'list.empty' : 'list.nothingFound')}
              help={t(query === '' ? 'list.emptyHelp' : 'list.nothingFoundHelp')}
              action={query === '' ? create : undefined}
            />
          ) : (
            <PolicyRows rows={items} />
          )}
          {rows.hasNextPage ? (
            <Button block loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
              {t('list.more')}
            </Button>
          ) : null}
        </div>
      </div>
      <NewPolicy isOpen={isCreating} onClose={() => setCreating(false)} />
    </OfficeShell>
  );
}

function PolicyRows({ rows }: { readonly rows: readonly PolicyRow[] }) {
  const t = useMessages(designerMessages);
  return (
    <div className="dx-panel ds-table-panel">
      <table className="ds-table">
        <thead>
          <tr>
            <th scope="col">{t('list.policy')}</th>
            <th scope="col">{t('list.state')}</th>
            <th scope="col" className="ds-number">
              {t('list.openCases')}
            </th>
            <th scope="col">{t('list.updated')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PolicyLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const stateTones = { draft: 'neutral', online: 'success', offline: 'warning' } as const;

function PolicyLine({ row }: { readonly row: PolicyRow }) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  return (
    <tr>
      <td>
        <Link className="ds-row-link" to={`/${row.id}/elements`}>
          {row.title}
        </Link>
        <span className="ds-sub">{row.unitName}</span>
      </td>
      <td>
        <span className="ds-tags">
          <Tag tone={stateTones[row.state]}>
            {row.version === 0 ? t('state.draft') : t(`state.${row.state}Version`, { version: row.version })}
          </Tag>
          {row.changed && row.version > 0 ? <Tag tone="warning">{t('list.changed')}</Tag> : null}
        </span>
      </td>
      <td className="ds-number" data-label={t('list.openCases')}>
        {row.openCases}
      </td>
      <td data-label={t('list.updated')}>
        {formatDateTime(row.updatedAt, locale)}
        <span className="ds-sub">{row.updatedBy}</span>
      </td>
    </tr>
  );
}
