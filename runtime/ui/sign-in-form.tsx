import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { call, session } from '#client';
import { type Me, routes } from '#core/contract';
import { uiMessages } from '#core/messages';
import { errorText } from './error-text.js';
import { useLocale, useMessages } from './preferences.js';

interface SignInFormProps {
  /** The city, where the address already says it. */
  readonly tenantSlug?: string;
  /** Pre-filled and fixed, to sign in again as the same person. */
  readonly login?: string;
  readonly onSignedIn?: (me: Me) => void;
}

interface Values {
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
}

/** City, account, password. What was typed stays when it is refused. */
export function SignInForm({ tenantSlug, login, onSignedIn }: SignInFormProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const tenants = useQuery({
    queryKey: ['tenants'],
    queryFn: () => call(routes.listTenants),
    enabled: tenantSlug === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [form] = Form.useForm<Values>();
  const first = tenants.data?.items[0]?.slug;

  async function submit(values: Values): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const me = await session.signIn({ ...values, tenant: tenantSlug ?? values.tenant ?? first ?? '' });
      onSignedIn?.(me);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ login: login ?? '', password: '' }}
      onFinish={(values) => void submit(values)}
      validateTrigger="onSubmit"
    >
      {error === null && tenants.error === null ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(error ?? tenants.error, locale)}
          style={{ marginBottom: 16 }}
        />
      )}
      {tenantSlug !== undefined ? null : tenants.data === undefined ? (
        <Form.Item label={t('signIn.city')}>
          <Skeleton.Input block active />
        </Form.Item>
      ) : (
        <Form.Item name="tenant" label={t('signIn.city')} initialValue={first}>
          <Select options={tenants.data.items.map(({ slug, name }) => ({ value: slug, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('signIn.needLogin') }]}>
        <Input autoComplete="username" autoFocus={login === undefined} disabled={login !== undefined} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.needPassword') }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={login !== undefined} maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}
