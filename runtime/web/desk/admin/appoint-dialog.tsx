import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { call } from '#client';
import { type Account, routes } from '#core/contract';
import { adminMessages, roleWords } from '#core/messages';
import { useMessages } from '#ui';
import { FormDialog, useNeeded } from './form-dialog.js';
import { useUnits } from './use-units.js';

type AppointedRole = Account['appointments'][number]['role'];
const roles: readonly AppointedRole[] = [
  'reviewer',
  'finance',
  'window',
  'department-admin',
  'supervisor',
  'auditor',
  'tenant-admin',
];

interface Values {
  readonly unitId: string;
  readonly role: AppointedRole;
  readonly subtree: boolean;
  readonly from: Dayjs;
  readonly until?: Dayjs | null;
  readonly post?: string;
  readonly isHead?: boolean;
}

/** Appoints a person to a role in a unit, with dates (D2). */
export function AppointDialog({
  account,
  onClose,
}: {
  readonly account: Account | null;
  readonly onClose: () => void;
}) {
  const t = useMessages(adminMessages);
  const words = useMessages(roleWords);
  const needed = useNeeded();
  const queries = useQueryClient();
  const units = useUnits().data?.items ?? [];
  return (
    <FormDialog<Values>
      isOpen={account !== null}
      title={t('accounts.appointTitle', { name: account?.name ?? '' })}
      initial={{ subtree: false, from: dayjs() }}
      onClose={onClose}
      onSave={async ({ unitId, role, subtree, from, until, post = '', isHead = false }) => {
        await call(routes.createAppointment, {
          body: {
            accountId: account?.id ?? '',
            unitId,
            role,
            subtree,
            from: from.format('YYYY-MM-DD'),
            until: until?.format('YYYY-MM-DD') ?? null,
            post: post.trim() === '' ? null : post.trim(),
            isHead,
          },
        });
        void queries.invalidateQueries({ queryKey: ['accounts'] });
      }}
    >
      <Form.Item name="unitId" label={t('accounts.unit')} rules={[needed]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.filter(({ closed }) => !closed).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="role" label={t('accounts.role')} rules={[needed]}>
        <Select options={roles.map((role) => ({ value: role, label: words(role) }))} />
      </Form.Item>
      <Form.Item name="subtree" valuePropName="checked">
        <Checkbox>{t('accounts.subtree')}</Checkbox>
      </Form.Item>
      <Form.Item name="post" label={t('accounts.post')} help={t('accounts.postHelp')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="isHead" valuePropName="checked">
        <Checkbox>{t('accounts.isHead')}</Checkbox>
      </Form.Item>
      <Form.Item name="from" label={t('accounts.from')} rules={[needed]}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="until" label={t('accounts.until')}>
        <DatePicker />
      </Form.Item>
    </FormDialog>
  );
}
