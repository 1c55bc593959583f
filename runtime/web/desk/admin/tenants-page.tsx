import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type AnswerOf, routes } from '#core/contract';
import { adminMessages } from '#core/messages';
import { ErrorState, LoadingRows, PageName, useMessages } from '#ui';
import { FormDialog, useNeeded } from './form-dialog.js';
import { OneTimePassword } from './one-time-password.js';

type Tenant = AnswerOf<typeof routes.listTenants>['items'][number];

interface Values {
  readonly slug: string;
  readonly name: string;
  readonly adminLogin: string;
  readonly adminName: string;
}

/** The cities on this platform; a new one begins with its first administrator. */
export function TenantsPage() {
  const t = useMessages(adminMessages);
  const needed = useNeeded();
  const queries = useQueryClient();
  const tenants = useQuery({ queryKey: ['tenants'], queryFn: () => call(routes.listTenants) });
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<{ readonly name: string; readonly password: string } | null>(null);
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.tenants')} />
      <div className="dx-desk-filter">
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
          {t('tenants.new')}
        </Button>
      </div>
      {tenants.error === null ? null : <ErrorState error={tenants.error} onRetry={tenants.refetch} />}
      {tenants.isPending ? <LoadingRows /> : null}
      {tenants.data === undefined ? null : (
        <Table<Tenant>
          rowKey="id"
          size="middle"
          dataSource={tenants.data?.items ?? []}
          pagination={false}
          columns={[
            { key: 'name', title: t('tenants.name'), dataIndex: 'name' },
            { key: 'slug', title: t('tenants.slug'), render: (_, { slug }) => <a href={`/t/${slug}`}>{slug}</a> },
          ]}
        />
      )}
      <FormDialog<Values>
        isOpen={isCreating}
        title={t('tenants.new')}
        initial={{}}
        onClose={() => setCreating(false)}
        onSave={async (values) => {
          const created = await call(routes.createTenant, { body: values });
          void queries.invalidateQueries({ queryKey: ['tenants'] });
          setSecret({ name: values.adminName, password: created.oneTimePassword });
        }}
      >
        <Form.Item name="name" label={t('tenants.name')} rules={[needed]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item
          name="slug"
          label={t('tenants.slug')}
          extra={t('tenants.slugHelp')}
          rules={[needed, { pattern: /^[a-z][a-z0-9-]{1,30}$/, message: t('tenants.slugHelp') }]}
        >
          <Input maxLength={31} />
        </Form.Item>
        <Form.Item name="adminLogin" label={t('tenants.adminLogin')} rules={[needed]}>
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
        <Form.Item name="adminName" label={t('tenants.adminName')} rules={[needed]}>
          <Input maxLength={60} />
        </Form.Item>
      </FormDialog>
      <OneTimePassword secret={secret} onClose={() => setSecret(null)} />
    </div>
  );
}
