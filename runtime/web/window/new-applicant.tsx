import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type ApplicantView, routes } from '#core/contract';
import { portalMessages, windowMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';
import { useIdentityRules } from '../case/identity-rules.js';

interface NewApplicantProps {
  readonly initialNumber: string;
  readonly onCreated: (applicant: ApplicantView) => void;
}

interface Values {
  readonly name: string;
  readonly identityNumber: string;
  readonly contactName: string;
  readonly mobile: string;
}

/** Registers who is not known yet; an account can take it over later (D2). */
export function NewApplicant({ initialNumber, onCreated }: NewApplicantProps) {
  const t = useMessages(windowMessages);
  const words = useMessages(portalMessages);
  const locale = useLocale();
  const rules = useIdentityRules();
  const [kind, setKind] = useState<'enterprise' | 'person'>('enterprise');
  const isFirm = kind === 'enterprise';
  const create = useMutation({
    mutationFn: (values: Values) =>
      call(routes.createApplicant, {
        body: { ...values, contactName: isFirm ? values.contactName : values.name, kind },
      }),
    onSuccess: onCreated,
  });
  const needed = (label: string) => ({
    required: true,
    whitespace: true,
    message: words('register.needed', { label }),
  });
  const nameLabel = words(isFirm ? 'register.firmName' : 'register.personName');
  const numberLabel = words(isFirm ? 'register.creditCode' : 'register.idCard');
  return (
    <Form<Values>
      className="dx-window-form"
      layout="vertical"
      requiredMark={false}
      validateTrigger="onBlur"
      initialValues={{ identityNumber: initialNumber }}
      onFinish={(values) => create.mutate(values)}
    >
      <h3>{t('create.title')}</h3>
      <Segmented
        block
        value={kind}
        options={[
          { value: 'enterprise', label: words('register.enterprise') },
          { value: 'person', label: words('register.person') },
        ]}
        onChange={(value) => setKind(value as typeof kind)}
      />
      <Form.Item name="name" label={nameLabel} rules={[needed(nameLabel)]}>
        <Input autoFocus maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item
        key={kind}
        name="identityNumber"
        label={numberLabel}
        rules={[needed(numberLabel), rules.identity(kind)]}
      >
        <Input maxLength={32} autoComplete="off" />
      </Form.Item>
      {isFirm ? (
        <Form.Item name="contactName" label={words('register.contact')} rules={[needed(words('register.contact'))]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      ) : null}
      <Form.Item
        name="mobile"
        label={words('register.mobile')}
        rules={[needed(words('register.mobile')), rules.mobile]}
      >
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      {create.error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(create.error, locale)} />
      )}
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t('create.submit')}
      </Button>
    </Form>
  );
}
