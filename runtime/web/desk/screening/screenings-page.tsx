import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, InputNumber, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { call } from '#client';
import { routes, type ScreeningView } from '#core/contract';
import { formatDateTime, screeningMessages, uiMessages } from '#core/messages';
import {
  Amount,
  EmptyState,
  ErrorState,
  errorText,
  LoadingRows,
  PageName,
  Tag,
  type Tone,
  useLocale,
  useMessages,
} from '#ui';

/** Where a screening stands, as one word. */
export function useScreeningState() {
  const t = useMessages(screeningMessages);
  return ({
    status,
    stage,
  }: Pick<ScreeningView, 'status' | 'stage'>): { readonly word: string; readonly tone: Tone } => {
    if (status === 'failed') return { word: t('screening.failed'), tone: 'error' };
    if (status === 'cancelled') return { word: t('screening.cancelled'), tone: 'neutral' };
    if (stage === 'confirm') {
      return status === 'running'
        ? { word: t('screening.confirming'), tone: 'primary' }
        : { word: t('screening.confirmed'), tone: 'success' };
    }
    return status === 'running'
      ? { word: t('screening.running'), tone: 'primary' }
      : { word: t('screening.done'), tone: 'warning' };
  };
}

/** Screenings of the own units, and starting one; the dialog has its address. */
export function ScreeningsPage() {
  const t = useMessages(screeningMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const stateOf = useScreeningState();
  const [address, setAddress] = useSearchParams();
  const open = (isOpen: boolean) => setAddress(isOpen ? { new: '1' } : {}, { replace: !isOpen });
  const screenings = useInfiniteQuery({
    queryKey: ['screenings'],
    queryFn: ({ pageParam }) => call(routes.listScreenings, { query: { cursor: pageParam, limit: 30 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = screenings.data?.pages.flatMap(({ items }) => items) ?? [];
  const start = (
    <Button type="primary" onClick={() => open(true)}>
      {t('screening.new')}
    </Button>
  );
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('screening.title')} />
      <header className="dx-screen-head">
        <p className="dx-note">{t('screening.lead')}</p>
        {rows.length === 0 ? null : start}
      </header>
      {screenings.error === null ? null : <ErrorState error={screenings.error} onRetry={screenings.refetch} />}
      {screenings.isPending ? <LoadingRows /> : null}
      {screenings.data !== undefined && rows.length === 0 ? (
        <EmptyState title={t('screening.empty')} help={t('screening.emptyHelp')} action={start} />
      ) : null}
      {rows.length === 0 ? null : (
        <Table<ScreeningView>
          rowKey="id"
          size="middle"
          sticky
          dataSource={rows}
          pagination={false}
          scroll={{ x: 820 }}
          columns={[
            {
              key: 'policy',
              title: t('screening.policy'),
              render: (_, row) => <Link to={`/screenings/${row.id}`}>{row.policyTitle}</Link>,
            },
            {
              key: 'state',
              title: t('screening.status'),
              render: (_, row) => {
                const { word, tone } = stateOf(row);
                return <Tag tone={tone}>{word}</Tag>;
              },
            },
            {
              key: 'hits',
              title: t('screening.hits'),
              align: 'right',
              render: (_, row) => row.tally.outcomes.hit.toLocaleString('en-US'),
            },
            {
              key: 'sum',
              title: t('screening.sum'),
              align: 'right',
              render: (_, row) => <Amount fen={row.tally.sumFen} />,
            },
            { key: 'at', title: t('screening.at'), render: (_, row) => formatDateTime(row.startedAt, locale) },
            { key: 'by', title: t('screening.by'), dataIndex: 'startedBy' },
          ]}
        />
      )}
      {screenings.hasNextPage ? (
        <Button block onClick={() => void screenings.fetchNextPage()} loading={screenings.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
      <StartDialog isOpen={address.get('new') === '1'} onClose={() => open(false)} />
    </div>
  );
}

const fenOfWan = 1_000_000;

function StartDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useMessages(screeningMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const [policyId, setPolicyId] = useState<string | null>(null);
  const [budgetWan, setBudgetWan] = useState<number | null>(null);
  // Made once for the act and kept over retries, so that a lost answer starts no second screening (D6).
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const policies = useQuery({
    queryKey: ['policies', 'online'],
    queryFn: async () => (await call(routes.listPolicies, { query: { state: 'online', limit: 100 } })).items,
    enabled: isOpen,
  });
  const start = useMutation({
    mutationFn: () =>
      call(routes.startScreening, {
        idempotencyKey,
        body: {
          purpose: 'screening',
          policyId: policyId ?? '',
          budgetFen: budgetWan === null ? null : Math.round(budgetWan * fenOfWan),
        },
      }),
    onSuccess: ({ id }) => navigate(`/screenings/${id}`),
    onError: () => setKey(crypto.randomUUID()),
  });
  return (
    <Modal
      open={isOpen}
      title={t('screening.new')}
      okText={t('screening.start')}
      okButtonProps={{ disabled: policyId === null, loading: start.isPending }}
      onOk={() => start.mutate()}
      onCancel={onClose}
    >
      {start.error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(start.error, locale)} />
      )}
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('screening.policy')} help={t('screening.policyHelp')} htmlFor="screening-policy">
          <Select
            id="screening-policy"
            showSearch={{ optionFilterProp: 'label' }}
            value={policyId}
            loading={policies.isPending}
            notFoundContent={t('screening.noPolicy')}
            options={(policies.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setPolicyId}
          />
        </Form.Item>
        <Form.Item label={t('screening.budget')} help={t('screening.budgetHelp')} htmlFor="screening-budget">
          <InputNumber
            id="screening-budget"
            min={0}
            max={1_000_000_000}
            precision={2}
            value={budgetWan}
            suffix={t('unit.wan')}
            style={{ width: '100%' }}
            onChange={setBudgetWan}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
