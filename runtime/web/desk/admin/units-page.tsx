import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm, Select, Table } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { routes, type Unit } from '#core/contract';
import { adminMessages, unitKindWords } from '#core/messages';
import { ErrorState, errorText, LoadingRows, PageName, Tag, useLocale, useMessages } from '#ui';
import { FormDialog, useNeeded } from './form-dialog.js';
import { useUnits } from './use-units.js';

type Kind = Unit['kind'];
const kinds: readonly Kind[] = ['department', 'centre', 'window', 'section', 'district', 'town', 'village'];

interface Values {
  readonly name: string;
  readonly code: string;
  readonly kind: Kind;
  readonly phone?: string;
  readonly regionCode?: string;
}

const depthOf = (unit: Unit) => unit.path.split('/').filter(Boolean).length - 1;

/** The unit tree (D1): add below, rename, close. */
export function UnitsPage() {
  const t = useMessages(adminMessages);
  const words = useMessages(unitKindWords);
  const locale = useLocale();
  const needed = useNeeded();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const units = useUnits();
  const [parent, setParent] = useState<Unit | null>(null);
  const [edited, setEdited] = useState<Unit | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['units'] });
  const close = useMutation({
    mutationFn: ({ id, closed }: Unit) =>
      call(routes.updateUnit, { params: { unitId: id }, body: { closed: !closed } }),
    onSuccess: () => message.success(t('saved')),
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: refresh,
  });
  return (
    <div className="dx-pane dx-office-page">
      <PageName name={t('nav.units')} />
      {units.error === null ? null : <ErrorState error={units.error} onRetry={units.refetch} />}
      {units.isPending ? <LoadingRows /> : null}
      {units.data === undefined ? null : (
        <Table<Unit>
          rowKey="id"
          size="middle"
          sticky
          dataSource={units.data?.items ?? []}
          pagination={false}
          scroll={{ x: 760 }}
          columns={[
            {
              key: 'name',
              title: t('units.name'),
              render: (_, unit) => (
                <span style={{ paddingInlineStart: depthOf(unit) * 20 }}>
                  {unit.name} {unit.closed ? <Tag>{t('units.closed')}</Tag> : null}
                </span>
              ),
            },
            { key: 'code', title: t('units.code'), dataIndex: 'code' },
            { key: 'kind', title: t('units.kind'), render: (_, { kind }) => words(kind) },
            { key: 'phone', title: t('units.phone'), dataIndex: 'phone' },
            {
              key: 'act',
              title: t('accounts.actions'),
              render: (_, unit) => (
                <>
                  <Button type="link" size="small" disabled={unit.closed} onClick={() => setParent(unit)}>
                    {t('units.new')}
                  </Button>
                  <Button type="link" size="small" onClick={() => setEdited(unit)}>
                    {t('units.edit')}
                  </Button>
                  {unit.parentId === null ? null : (
                    <Popconfirm
                      title={t(unit.closed ? 'units.reopenSure' : 'units.closeSure', { name: unit.name })}
                      okText={t(unit.closed ? 'units.reopen' : 'units.close')}
                      cancelText={t('cancel')}
                      onConfirm={() => close.mutate(unit)}
                    >
                      <Button type="link" size="small" danger={!unit.closed}>
                        {t(unit.closed ? 'units.reopen' : 'units.close')}
                      </Button>
                    </Popconfirm>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <FormDialog<Values>
        isOpen={parent !== null}
        title={t('units.newTitle', { parent: parent?.name ?? '' })}
        initial={{ kind: 'department' }}
        onClose={() => setParent(null)}
        onSave={async ({ name, code, kind, phone, regionCode }) => {
          await call(routes.createUnit, {
            body: {
              parentId: parent?.id ?? '',
              name,
              code,
              kind,
              phone: phone || null,
              regionCode: regionCode || null,
            },
          });
          await refresh();
        }}
      >
        <Form.Item name="name" label={t('units.name')} rules={[needed]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('units.code')}
          extra={t('units.codeHelp')}
          rules={[needed, { pattern: /^[a-z0-9-]{1,40}$/, message: t('units.codeHelp') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="kind" label={t('units.kind')} rules={[needed]}>
          <Select options={kinds.map((kind) => ({ value: kind, label: words(kind) }))} />
        </Form.Item>
        <Form.Item name="phone" label={t('units.phone')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="regionCode"
          label={t('units.region')}
          rules={[{ pattern: /^\d{6,12}$/, message: t('needed') }]}
        >
          <Input maxLength={12} />
        </Form.Item>
      </FormDialog>
      <FormDialog<Pick<Values, 'name' | 'phone'>>
        isOpen={edited !== null}
        title={t('units.editTitle', { name: edited?.name ?? '' })}
        initial={{ name: edited?.name ?? '', phone: edited?.phone ?? '' }}
        onClose={() => setEdited(null)}
        onSave={async ({ name, phone }) => {
          await call(routes.updateUnit, { params: { unitId: edited?.id ?? '' }, body: { name, phone: phone || null } });
          await refresh();
        }}
      >
        <Form.Item name="name" label={t('units.name')} rules={[needed]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="phone" label={t('units.phone')}>
          <Input maxLength={40} />
        </Form.Item>
      </FormDialog>
    </div>
  );
}
