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

/** The city signed in to last on this device. */
const cityKey = 'duixian.city';

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
  const cities = tenants.data?.items ?? [];
  const last = localStorage.getItem(cityKey);
  // No city is chosen for somebody who may belong to another: the same login can stand in both.
  const city = cities.length === 1 ? cities[0]?.slug : cities.find(({ slug }) => slug === last)?.slug;

  async function submit(values: Values): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const me = await session.signIn({ ...values, tenant: tenantSlug ?? values.tenant });
      if (tenantSlug === undefined) localStorage.setItem(cityKey, me.tenant.slug);
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
        <Form.Item
          name="tenant"
          label={t('signIn.city')}
          initialValue={city}
          rules={[{ required: true, message: t('signIn.needCity') }]}
        >
          <Select
            placeholder={t('signIn.needCity')}
            options={cities.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
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
