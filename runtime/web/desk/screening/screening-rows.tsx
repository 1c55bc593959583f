import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Input, Modal, Radio, Select, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call, saveAnswer } from '#client';
import { routes, type ScreeningRow, type ScreeningView } from '#core/contract';
import { describeTrace } from '#core/feel';
import { errorMessages, message as say, screeningMessages, uiMessages } from '#core/messages';
import { Amount, EmptyState, ErrorState, errorText, FirmTrace, LoadingRows, useLocale, useMessages } from '#ui';

const groups = ['hit', 'near', 'open'] as const;
type Group = (typeof groups)[number];
const states: readonly ScreeningRow['state'][] = ['listed', 'excluded', 'case', 'skipped'];

/** The firms of one group; group, state and words stand in the address, each row opens its trace. */
export function ScreeningRows({ data }: { readonly data: ScreeningView }) {
  const t = useMessages(screeningMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const group = groups.find((one) => one === address.get('group')) ?? 'hit';
  const query = address.get('q') ?? '';
  const state = states.find((one) => one === address.get('state'));
  const row = address.get('row');
  const [selected, setSelected] = useState<readonly string[]>([]);
  const change = (changes: Readonly<Record<string, string>>) => {
    setSelected([]);
    setAddress((before) => {
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') before.delete(name);
        else before.set(name, value);
      }
      return before;
    });
  };
  const rows = useInfiniteQuery({
    queryKey: ['screening', data.id, 'rows', group, query, state, data.status, data.stage, data.excluded],
    queryFn: ({ pageParam }) =>
      call(routes.listScreeningRows, {
        params: { screeningId: data.id },
        query: { group, query: query || undefined, state, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const isOpen = data.may.confirm || (data.status === 'done' && data.stage === 'screen');
  const stateText = (one: ScreeningRow) => {
    if (one.state !== 'skipped') return t(`screening.state.${one.state}`);
    const isCode = one.reason !== null && Object.hasOwn(errorMessages.zh, one.reason);
    return isCode
      ? say(errorMessages, locale, one.reason as keyof typeof errorMessages.zh)
      : t('screening.state.skipped', { number: one.reason ?? '' });
  };
  return (
    <section>
      <div className="dx-desk-filter">
        <Radio.Group
          optionType="button"
          aria-label={t('screening.status')}
          value={group}
          options={groups.map((one) => ({
            value: one,
            label: `${t(`screening.group.${one}`)} ${data.tally.outcomes[one].toLocaleString('en-US')}`,
          }))}
          onChange={({ target }) => change({ group: target.value as Group, state: '', row: '' })}
        />
        <Input.Search
          allowClear
          aria-label={t('screening.search')}
          placeholder={t('screening.search')}
          defaultValue={query}
          maxLength={60}
          onSearch={(value) => change({ q: value.trim() })}
        />
        {group === 'hit' ? (
          <Select
            aria-label={t('screening.state')}
            value={state ?? ''}
            style={{ minWidth: 130 }}
            options={[
              { value: '', label: t('screening.all') },
              ...states.map((one) => ({ value: one, label: t(`screening.state.${one}`, { number: '' }) })),
            ]}
            onChange={(value) => change({ state: value })}
          />
        ) : null}
        <Export data={data} group={group} />
        {group === 'hit' && isOpen ? (
          <Exclude data={data} rows={items.filter(({ id }) => selected.includes(id))} onDone={() => setSelected([])} />
        ) : null}
      </div>
      <p className="dx-note">{t(`screening.group.${group}Help`)}</p>
      {rows.error === null ? null : <ErrorState error={rows.error} onRetry={rows.refetch} />}
      {rows.isPending ? <LoadingRows /> : null}
      {rows.data === undefined ? null : (
        <Table<ScreeningRow>
          rowKey="id"
          size="middle"
          sticky
          dataSource={items}
          pagination={false}
          scroll={items.length === 0 ? {} : { x: 760 }}
          {...(group === 'hit' && isOpen
            ? {
                rowSelection: {
                  selectedRowKeys: [...selected],
                  onChange: (keys) => setSelected(keys.map(String).slice(0, 200)),
                  getCheckboxProps: ({ name }) => ({ 'aria-label': name }),
                },
              }
            : {})}
          locale={{ emptyText: <EmptyState title={t('screening.noRows')} help={t('screening.noRowsHelp')} /> }}
          columns={[
            {
              key: 'name',
              title: t('screening.firm'),
              render: (_, one) => (
                <>
                  <Button type="link" className="dx-screen-name" onClick={() => change({ row: one.id })}>
                    {one.name}
                  </Button>
                  <div className="dx-note">{one.codeMasked}</div>
                </>
              ),
            },
            {
              key: 'amount',
              title: t('screening.amount'),
              align: 'right',
              render: (_, one) => <Amount fen={one.amountFen} />,
            },
            ...(group === 'near'
              ? [
                  {
                    key: 'missing',
                    title: t('screening.missing'),
                    render: (_: unknown, one: ScreeningRow) =>
                      one.unmet.map(({ id, title, trace }) => (
                        <div key={id}>
                          {title} <span className="dx-note">{trace === null ? '' : describeTrace(trace, locale)}</span>
                        </div>
                      )),
                  },
                ]
              : []),
            ...(group === 'hit'
              ? [
                  {
                    key: 'state',
                    title: t('screening.state'),
                    render: (_: unknown, one: ScreeningRow) => (
                      <>
                        {one.caseId === null ? (
                          stateText(one)
                        ) : (
                          <Link to={`/cases/${one.caseId}`}>{one.caseNumber}</Link>
                        )}
                        {one.state === 'excluded' && one.reason !== null ? (
                          <div className="dx-note">{one.reason}</div>
                        ) : null}
                        {one.toReview > 0 ? (
                          <div className="dx-note">{t('screening.review', { n: one.toReview })}</div>
                        ) : null}
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {rows.hasNextPage ? (
        <Button block onClick={() => void rows.fetchNextPage()} loading={rows.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
      <FirmTrace screening={data} asked={row === null ? null : { rowId: row }} onClose={() => change({ row: '' })} />
    </section>
  );
}

function Export({ data, group }: { readonly data: ScreeningView; readonly group: Group }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (format: string) =>
      saveAnswer(
        `${routes.exportScreening.path.replace(':screeningId', data.id)}?group=${group}&format=${format}`,
        `${data.policyTitle}-${t(`screening.group.${group}`)}.${format}`,
      ),
    onError: (error) => message.error(errorText(error, locale)),
  });
  return (
    <Dropdown
      menu={{
        items: [
          { key: 'xlsx', label: 'XLSX' },
          { key: 'csv', label: 'CSV' },
        ],
        onClick: ({ key }) => save.mutate(key),
      }}
    >
      <Button loading={save.isPending}>{t('screening.export')}</Button>
    </Dropdown>
  );
}

function Exclude({
  data,
  rows,
  onDone,
}: {
  readonly data: ScreeningView;
  readonly rows: readonly ScreeningRow[];
  readonly onDone: () => void;
}) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const exclude = useMutation({
    mutationFn: (given: { readonly rowIds: string[]; readonly reason: string | null }) =>
      call(routes.excludeFirms, { params: { screeningId: data.id }, body: given }),
    onSuccess: (after) => {
      queries.setQueryData(['screening', data.id], after);
      setAsking(false);
      setReason('');
      onDone();
    },
  });
  const listed = rows.filter(({ state }) => state === 'listed').map(({ id }) => id);
  const excluded = rows.filter(({ state }) => state === 'excluded').map(({ id }) => id);
  return (
    <>
      {listed.length === 0 ? null : (
        <Button onClick={() => setAsking(true)}>{t('screening.exclude', { n: listed.length })}</Button>
      )}
      {excluded.length === 0 ? null : (
        <Button loading={exclude.isPending} onClick={() => exclude.mutate({ rowIds: excluded, reason: null })}>
          {t('screening.include')}
        </Button>
      )}
      <Modal
        open={isAsking}
        title={t('screening.excludeTitle', { n: listed.length })}
        okText={t('screening.exclude', { n: listed.length })}
        okButtonProps={{ disabled: reason.trim() === '', loading: exclude.isPending }}
        onOk={() => exclude.mutate({ rowIds: listed, reason: reason.trim() })}
        onCancel={() => setAsking(false)}
      >
        {exclude.error === null ? null : (
          <Alert type="error" showIcon role="alert" title={errorText(exclude.error, locale)} />
        )}
        <Input.TextArea
          aria-label={t('screening.excludeReason')}
          placeholder={t('screening.excludeReason')}
          maxLength={300}
          rows={3}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  );
}
