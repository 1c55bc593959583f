import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useMemo } from 'react';
import { type FormSchema, fieldsOf } from '#core/form';
import { deskMessages } from '#core/messages';
import { useMessages } from '#ui';

interface Item {
  readonly path?: string;
  readonly text: string;
}

interface ReturnDialogProps {
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly form: FormSchema;
  readonly onCancel: () => void;
  readonly onReturn: (
    reason: string,
    items: readonly { readonly path: string | null; readonly text: string }[],
  ) => void;
}

/** One notice with all that is missing (一次性告知, R27). */
export function ReturnDialog({ isOpen, isBusy, form: schema, onCancel, onReturn }: ReturnDialogProps) {
  const t = useMessages(deskMessages);
  const [form] = Form.useForm<{ reason: string; items: Item[] }>();
  const fields = useMemo(
    () =>
      fieldsOf(schema)
        .filter(({ tableId }) => tableId === undefined)
        .map(({ id, node }) => ({ value: id, label: node.title })),
    [schema],
  );
  const needed = { required: true, whitespace: true, message: t('decide.needed') };
  return (
    <Modal
      open={isOpen}
      destroyOnHidden
      title={t('decide.returnTitle')}
      okText={t('decide.return')}
      cancelText={t('decide.cancel')}
      okButtonProps={{ loading: isBusy }}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <p style={{ marginBottom: 12 }}>{t('decide.returnHelp')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: '', items: [] }}
        onFinish={({ reason, items }) =>
          onReturn(
            reason.trim(),
            items.map(({ path, text }) => ({ path: path ?? null, text: text.trim() })),
          )
        }
      >
        <Form.Item name="reason" label={t('decide.returnReason')} rules={[needed]}>
          <Input.TextArea rows={2} maxLength={2000} autoFocus />
        </Form.Item>
        <p>{t('decide.returnItems')}</p>
        <Form.List name="items">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div className="dx-return-item" key={key}>
                  <Form.Item name={[name, 'path']}>
                    <Select
                      allowClear
                      showSearch={{ optionFilterProp: 'label' }}
                      aria-label={t('decide.returnField')}
                      placeholder={t('decide.returnField')}
                      options={fields}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'text']} rules={[needed]}>
                    <Input maxLength={500} aria-label={t('decide.returnText')} placeholder={t('decide.returnText')} />
                  </Form.Item>
                  <Button icon={<DeleteOutlined />} aria-label={t('decide.removeItem')} onClick={() => remove(name)} />
                </div>
              ))}
              {rows.length >= 50 ? null : (
                <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ text: '' })}>
                  {t('decide.addItem')}
                </Button>
              )}
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
