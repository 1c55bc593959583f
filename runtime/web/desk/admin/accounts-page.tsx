import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { call } from '#client';
import { type Account, routes } from '#core/contract';
import { adminMessages, approvalMessages, formatDateTime, roleWords, uiMessages } from '#core/messages';
import { EmptyState, ErrorState, errorText, LoadingRows, PageName, Tag, useLocale, useMessages } from '#ui';
import { HandOverDialog } from '../approval/hand-over-dialog.js';
import { AppointDialog } from './appoint-dialog.js';
import { NewAccountDialog } from './new-account-dialog.js';
import { OneTimePassword } from './one-time-password.js';
import { useUnits } from './use-units.js';

/** People: accounts with their appointments; create, appoint, reset, disable. */
export function AccountsPage() {
  const t = useMessages(adminMessages);
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const query = address.get('q') ?? '';
  const accounts = useInfiniteQuery({
    queryKey: ['accounts', query],
    queryFn: ({ pageParam }) =>
      call(routes.listAccounts, { query: { query: query || undefined, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const [isCreating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<Account | null>(null);
  const [appointing, setAppointing] = useState<Account | null>(null);
  const [secret, setSecret] = useState<{ readonly name: string; readonly password: string } | null>(null);
  const rows = accounts.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.accounts')} />
      <div className="dx-desk-filter">
        <Input.Search
          allowClear
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          defaultValue={query}
          maxLength={60}
          onSearch={(value) => setAddress(value.trim() === '' ? {} : { q: value.trim() }, { replace: true })}
        />
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
          {t('accounts.new')}
        </Button>
      </div>
      {accounts.error === null ? null : <ErrorState error={accounts.error} onRetry={accounts.refetch} />}
      {accounts.isPending ? <LoadingRows /> : null}
      {accounts.data === undefined ? null : (
        <Table<Account>
          rowKey="id"
          size="middle"
          sticky
          dataSource={rows}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: <EmptyState title={t('accounts.emptyTitle')} help={t('accounts.emptyHelp')} /> }}
          columns={[
            { key: 'name', title: t('accounts.name'), dataIndex: 'name' },
            { key: 'login', title: t('accounts.login'), dataIndex: 'login' },
            { key: 'roles', title: t('accounts.roles'), render: (_, account) => <Appointments account={account} /> },
            { key: 'state', title: t('accounts.state'), render: (_, account) => <State account={account} /> },
            {
              key: 'seen',
              title: t('accounts.lastSignIn'),
              render: (_, { lastSignInAt }) =>
                lastSignInAt === null ? t('accounts.never') : formatDateTime(lastSignInAt, locale),
            },
            {
              key: 'act',
              title: t('accounts.actions'),
              render: (_, account) => (
                <Acts account={account} onAppoint={setAppointing} onHandOver={setLeaving} onSecret={setSecret} />
              ),
            },
          ]}
        />
      )}
      {accounts.hasNextPage ? (
        <Button block onClick={() => void accounts.fetchNextPage()} loading={accounts.isFetchingNextPage}>
          {ui('more')}
        </Button>
      ) : null}
      <NewAccountDialog isOpen={isCreating} onClose={() => setCreating(false)} onCreated={setSecret} />
      <AppointDialog account={appointing} onClose={() => setAppointing(null)} />
      <HandOverDialog account={leaving} onClose={() => setLeaving(null)} />
      <OneTimePassword secret={secret} onClose={() => setSecret(null)} />
    </div>
  );
}

function State({ account }: { readonly account: Account }) {
  const t = useMessages(adminMessages);
  if (account.disabled) return <Tag>{t('accounts.disabled')}</Tag>;
  if (account.lockedUntil !== null) return <Tag tone="error">{t('accounts.locked')}</Tag>;
  return <Tag tone="success">{t('accounts.active')}</Tag>;
}

function Appointments({ account }: { readonly account: Account }) {
  const t = useMessages(adminMessages);
  const roles = useMessages(roleWords);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const units = useUnits().data?.items ?? [];
  const end = useMutation({
    mutationFn: (appointmentId: string) => call(routes.endAppointment, { params: { appointmentId } }),
    onSuccess: () => message.success(t('saved')),
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
  return (
    <>
      {account.appointments.map(({ id, role, unitId, until }) => (
        <div key={id}>
          {units.find((unit) => unit.id === unitId)?.name ?? unitId} · {roles(role)}{' '}
          {until === null ? '' : `→ ${until} `}
          {until === null ? (
            <Popconfirm
              title={t('accounts.endSure')}
              okText={t('accounts.end')}
              cancelText={t('cancel')}
              onConfirm={() => end.mutate(id)}
            >
              <Button type="link" size="small">
                {t('accounts.end')}
              </Button>
            </Popconfirm>
          ) : null}
        </div>
      ))}
    </>
  );
}

interface ActsProps {
  readonly account: Account;
  readonly onAppoint: (account: Account) => void;
  readonly onHandOver: (account: Account) => void;
  readonly onSecret: (secret: { readonly name: string; readonly password: string }) => void;
}

function Acts({ account, onAppoint, onHandOver, onSecret }: ActsProps) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useMessages(approvalMessages);
  const params = { accountId: account.id };
  const settled = {
    onError: (error: unknown) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  };
  const reset = useMutation({
    mutationFn: () => call(routes.resetPassword, { params }),
    onSuccess: ({ oneTimePassword }) => onSecret({ name: account.name, password: oneTimePassword }),
    ...settled,
  });
  const update = useMutation({
    mutationFn: (body: { readonly disabled?: boolean; readonly unlock?: true }) =>
      call(routes.updateAccount, { params, body }),
    onSuccess: () => message.success(t('saved')),
    ...settled,
  });
  return (
    <>
      <Button type="link" size="small" onClick={() => onAppoint(account)}>
        {t('accounts.appoint')}
      </Button>
      <Button type="link" size="small" onClick={() => onHandOver(account)}>
        {words('handOver.do')}
      </Button>
      <Popconfirm
        title={t('accounts.resetSure')}
        okText={t('accounts.reset')}
        cancelText={t('cancel')}
        onConfirm={() => reset.mutate()}
      >
        <Button type="link" size="small">
          {t('accounts.reset')}
        </Button>
      </Popconfirm>
      {account.lockedUntil === null ? null : (
        <Button type="link" size="small" onClick={() => update.mutate({ unlock: true })}>
          {t('accounts.unlock')}
        </Button>
      )}
      {account.disabled ? (
        <Button type="link" size="small" onClick={() => update.mutate({ disabled: false })}>
          {t('accounts.enable')}
        </Button>
      ) : (
        <Popconfirm
          title={t('accounts.disableSure', { name: account.name })}
          okText={t('accounts.disable')}
          okButtonProps={{ danger: true }}
          cancelText={t('cancel')}
          onConfirm={() => update.mutate({ disabled: true })}
        >
          <Button type="link" size="small" danger>
            {t('accounts.disable')}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
