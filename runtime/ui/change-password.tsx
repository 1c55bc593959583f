import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call, session } from '#client';
import { routes } from '#core/contract';
import { uiMessages } from '#core/messages';
import { errorText } from './error-text.js';
import { useLocale, useMessages } from './preferences.js';

interface Values {
  readonly current: string;
  readonly next: string;
}

/** Changes the own password and keeps this session; all others end. */
export function ChangePassword({ onDone }: { readonly onDone?: () => void }) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit({ current, next }: Values): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await call(routes.changePassword, { body: { current, next } });
      session.update(await call(routes.me));
      message.success(t('password.saved'));
      onDone?.();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  const required = { required: true, message: t('password.needed') };
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values: Values) => void submit(values)}
      validateTrigger="onSubmit"
    >
      {error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(error, locale)} style={{ marginBottom: 16 }} />
      )}
      <Form.Item name="current" label={t('password.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="next" label={t('password.next')} extra={t('password.rule')} rules={[required]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('password.repeat')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || getFieldValue('next') === value
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.differ'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('password.save')}
      </Button>
    </Form>
  );
}
