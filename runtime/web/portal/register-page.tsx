import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { session } from '#client';
import { portalMessages, uiMessages } from '#core/messages';
import { errorText, useLocale, useMessages, usePageTitle } from '#ui';
import { useIdentityRules } from '../case/identity-rules.js';
import { useBrand, useSlug } from './use-city.js';

interface Values {
  readonly name: string;
  readonly identityNumber: string;
  readonly contactName: string;
  readonly mobile: string;
  readonly login: string;
  readonly password: string;
}

/** Registers a firm or a person; the numbers are checked here and on the server by the same code. */
export function RegisterPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('register.title'), useBrand());
  const ui = useMessages(uiMessages);
  const locale = useLocale();
  const slug = useSlug();
  const navigate = useNavigate();
  const from = (useLocation().state as { from?: string } | null)?.from ?? `/t/${slug}`;
  const [kind, setKind] = useState<'enterprise' | 'person'>('enterprise');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const rules = useIdentityRules();
  const isFirm = kind === 'enterprise';

  async function submit(values: Values): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await session.register({ ...values, contactName: isFirm ? values.contactName : values.name, tenant: slug, kind });
      navigate(from, { replace: true });
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  const needed = (label: string) => ({ required: true, message: t('register.needed', { label }) });
  return (
    <div className="dx-page dx-form-page">
      <section className="dx-panel">
        <h1>{t('register.title')}</h1>
        {error === null ? null : (
          <Alert type="error" showIcon role="alert" title={errorText(error, locale)} style={{ marginBottom: 16 }} />
        )}
        <Form<Values>
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => void submit(values)}
          validateTrigger="onBlur"
          scrollToFirstError={{ focus: true, block: 'center' }}
        >
          <Form.Item label={t('register.kind')}>
            <Segmented
              block
              value={kind}
              options={[
                { value: 'enterprise', label: t('register.enterprise') },
                { value: 'person', label: t('register.person') },
              ]}
              onChange={(value) => setKind(value as typeof kind)}
            />
          </Form.Item>
          <Form.Item
            name="name"
            label={t(isFirm ? 'register.firmName' : 'register.personName')}
            rules={[needed(t(isFirm ? 'register.firmName' : 'register.personName'))]}
          >
            <Input autoComplete={isFirm ? 'organization' : 'name'} maxLength={120} />
          </Form.Item>
          <Form.Item
            key={kind}
            name="identityNumber"
            label={t(isFirm ? 'register.creditCode' : 'register.idCard')}
            extra={t(isFirm ? 'register.creditCodeHelp' : 'register.idCardHelp')}
            rules={[needed(t(isFirm ? 'register.creditCode' : 'register.idCard')), rules.identity(kind)]}
          >
            <Input autoComplete="off" maxLength={32} />
          </Form.Item>
          {isFirm ? (
            <Form.Item name="contactName" label={t('register.contact')} rules={[needed(t('register.contact'))]}>
              <Input autoComplete="name" maxLength={60} />
            </Form.Item>
          ) : null}
          <Form.Item name="mobile" label={t('register.mobile')} rules={[needed(t('register.mobile')), rules.mobile]}>
            <Input type="tel" autoComplete="tel" maxLength={20} />
          </Form.Item>
          <Form.Item
            name="login"
            label={t('register.login')}
            extra={t('register.loginHelp')}
            rules={[needed(t('register.login')), { min: 4, message: t('register.loginHelp') }]}
          >
            <Input autoComplete="username" maxLength={64} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('register.password')}
            extra={ui('password.rule')}
            rules={[needed(t('register.password'))]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={isBusy}>
            {t('register.submit')}
          </Button>
        </Form>
        <p>
          <Link to={`/t/${slug}/sign-in`} state={{ from }}>
            {t('register.haveAccount')}
          </Link>
        </p>
      </section>
    </div>
  );
}
