import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { call } from '#client';
import { type AnswerOf, type EnterpriseImport, routes } from '#core/contract';
import { formatDateTime, formatLongDate, screeningMessages, uiMessages } from '#core/messages';
import { formatYuan } from '#core/money';
import {
  EmptyState,
  ErrorState,
  Loaded,
  LoadingRows,
  may,
  PageName,
  Tag,
  type Tone,
  useLocale,
  useMe,
  useMessages,
} from '#ui';

type Snapshot = NonNullable<AnswerOf<typeof routes.getSnapshot>['snapshot']>;
type Firm = AnswerOf<typeof routes.listSnapshotFirms>['items'][number];

/** The enterprise snapshot in force: how old, how many, which columns; its firms; and the imports before it. */
export function SnapshotPage() {
  const t = useMessages(screeningMessages);
  const me = useMe();
  const mayImport = may(me, 'enterprise.import');
  const snapshot = useQuery({ queryKey: ['snapshot'], queryFn: () => call(routes.getSnapshot) });
  const button = mayImport ? (
    <Link className="dx-button" to="/enterprises/import">
      {t('import.new')}
    </Link>
  ) : null;
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('snapshot.title')} />
      <Loaded query={snapshot} rows={2}>
        {({ snapshot: current }) =>
          current === null ? (
            <EmptyState title={t('snapshot.empty')} help={t('snapshot.emptyHelp')} action={button} />
          ) : (
            <>
              <header className="dx-screen-head">
                <Facts snapshot={current} />
                {button}
              </header>
              <Firms snapshot={current} />
            </>
          )
        }
      </Loaded>
      {mayImport ? <History /> : null}
    </div>
  );
}

function Facts({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const facts = [
    [t('snapshot.rows'), t('snapshot.rowsValue', { n: snapshot.rows.toLocaleString('en-US') })],
    [t('snapshot.asOf'), formatLongDate(snapshot.asOf, locale)],
    [t('snapshot.columns'), String(snapshot.columns.length)],
    [
      t('snapshot.imported'),
      t('snapshot.importedValue', { time: formatDateTime(snapshot.importedAt, locale), name: snapshot.importedBy }),
    ],
  ];
  return (
    <div>
      <p className="dx-note">{t('snapshot.lead')}</p>
      <dl className="dx-figures">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Money of a snapshot is 分; lists are joined; yes and no are words. */
function useValueText() {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  return (value: Firm['values'][number], type: Snapshot['columns'][number]['type']): string => {
    if (value === null) return '—';
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (Array.isArray(value)) return value.join('、');
    if (type === 'money' && typeof value === 'number') return formatYuan(value, locale);
    return typeof value === 'number' ? value.toLocaleString('en-US') : value;
  };
}

function Firms({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useMessages(screeningMessages);
  const ui = useMessages(uiMessages);
  const textOf = useValueText();
  const [address, setAddress] = useSearchParams();
  const query = address.get('q') ?? '';
  const firms = useInfiniteQuery({
    queryKey: ['snapshot', snapshot.importedAt, 'firms', query],
    queryFn: ({ pageParam }) =>
      call(routes.listSnapshotFirms, { query: { query: query || undefined, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const isShown = ({ name }: Snapshot['columns'][number]) => name !== '企业名称' && name !== '统一社会信用代码';
  return (
    <section>
      <div className="dx-desk-filter">
        <Input.Search
          allowClear
          aria-label={t('snapshot.search')}
          placeholder={t('snapshot.search')}
          defaultValue={query}
          maxLength={120}
          onSearch={(value) => setAddress(value.trim() === '' ? {} : { q: value.trim() }, { replace: true })}
        />
      </div>
      {firms.error === null ? null : <ErrorState error={firms.error} onRetry={firms.refetch} />}
      {firms.isPending ? <LoadingRows /> : null}
      {firms.data === undefined ? null : (
        <Table<Firm>
          rowKey="key"
          size="small"
          sticky
          dataSource={firms.data.pages.flatMap(({ items }) => items)}
          pagination={false}
          // A list that scrolls needs something in it that the keyboard reaches.
          onRow={(_, index) => (index === 0 ? { tabIndex: 0 } : {})}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <EmptyState title={t('snapshot.none')} help={t('snapshot.noneHelp')} /> }}
          columns={[
            { key: 'name', title: t('snapshot.name'), dataIndex: 'name', fixed: 'left', width: 220 },
            { key: 'code', title: t('snapshot.code'), dataIndex: 'codeMasked' },
            ...snapshot.columns.flatMap((column, index) =>
              isShown(column)
                ? [
                    {
                      key: column.name,
                      title: column.label,
                      ...(column.type === 'money' || column.type === 'number' ? { align: 'right' as const } : {}),
                      render: (_: unknown, firm: Firm) => textOf(firm.values[index] ?? null, column.type),
                    },
                  ]
                : [],
            ),
          ]}
        />
      )}
      {firms.hasNextPage ? (
        <Button block onClick={() => void firms.fetchNextPage()} loading={firms.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
    </section>
  );
}

const tones: Readonly<Record<EnterpriseImport['status'], Tone>> = {
  uploaded: 'primary',
  running: 'primary',
  refused: 'error',
  failed: 'error',
  cancelled: 'neutral',
  done: 'success',
};

function History() {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const imports = useQuery({
    queryKey: ['imports'],
    queryFn: () => call(routes.listEnterpriseImports, { query: { limit: 10 } }),
  });
  const items = imports.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="dx-screen-history">
      <h2>{t('snapshot.history')}</h2>
      <ul>
        {items.map(({ id, fileName, status, createdAt, startedBy }) => (
          <li key={id}>
            <Link to={`/enterprises/import/${id}`}>{fileName}</Link>
            <Tag tone={tones[status]}>{t(`import.status.${status}`)}</Tag>
            <span className="dx-note">
              {formatDateTime(createdAt, locale)} · {startedBy}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
