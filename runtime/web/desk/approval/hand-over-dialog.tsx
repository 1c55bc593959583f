import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type Account, routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { useMessages } from '#ui';
import { FormDialog, useNeeded } from '../admin/form-dialog.js';
import { PersonSelect } from './person-select.js';

interface Values {
  readonly to: string;
  readonly reason: string;
}

/** 离岗交接: all that somebody holds goes to another, who also stands in for them from now on. */
export function HandOverDialog({
  account,
  onClose,
}: {
  readonly account: Account | null;
  readonly onClose: () => void;
}) {
  const t = useMessages(approvalMessages);
  const needed = useNeeded();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [commandId, setCommandId] = useState(() => crypto.randomUUID());
  return (
    <FormDialog<Values>
      isOpen={account !== null}
      title={t('handOver.title', { name: account?.name ?? '' })}
      initial={{}}
      onClose={onClose}
      onSave={async ({ to, reason }) => {
        const params = { accountId: account?.id ?? '' };
        const { handedOver, left } = await call(routes.handOver, { params, body: { commandId, to, reason } });
        setCommandId(crypto.randomUUID());
        message.success(t('handOver.done', { count: handedOver }));
        if (left.length > 0) {
          const cases = left.map(({ caseNumber, stepName }) => `${caseNumber} ${stepName}`).join('、');
          modal.warning({ title: t('handOver.left', { count: left.length, cases }) });
        }
        void queries.invalidateQueries({ queryKey: ['tasks'] });
      }}
    >
      <p style={{ marginBottom: 12 }}>{t('handOver.help')}</p>
      <Form.Item name="to" label={t('handOver.to')} rules={[needed]}>
        <PersonSelect />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[needed]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
