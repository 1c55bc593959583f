import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { call } from '#client';
import { routes } from '#core/contract';
import { adminMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FormDialog, useNeeded } from './form-dialog.js';

interface Values {
  readonly login: string;
  readonly name: string;
  readonly mobile?: string;
}

interface NewAccountDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCreated: (secret: { readonly name: string; readonly password: string }) => void;
}

export function NewAccountDialog({ isOpen, onClose, onCreated }: NewAccountDialogProps) {
  const t = useMessages(adminMessages);
  const needed = useNeeded();
  const queries = useQueryClient();
  return (
    <FormDialog<Values>
      isOpen={isOpen}
      title={t('accounts.new')}
      initial={{}}
      onClose={onClose}
      onSave={async ({ login, name, mobile }) => {
        const created = await call(routes.createAccount, { body: { login, name, mobile: mobile || null } });
        void queries.invalidateQueries({ queryKey: ['accounts'] });
        onCreated({ name, password: created.oneTimePassword });
      }}
    >
      <Form.Item name="name" label={t('accounts.name')} rules={[needed]}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('accounts.login')}
        extra={t('accounts.loginHelp')}
        rules={[needed, { pattern: /^[a-zA-Z0-9._-]{2,64}$/, message: t('accounts.loginHelp') }]}
      >
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="mobile" label={t('accounts.mobile')}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
