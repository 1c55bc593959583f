import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type ErrorCode, errorStatus, routes, type TaskRow } from '#core/contract';
import { approvalMessages, errorMessages, message as sentence } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

const isCode = (code: string): code is ErrorCode => code in errorStatus;

/** Approves what was selected with one opinion, each recorded by itself (批量办理); says which could not be, and why. */
export function BatchBar({ rows, onDone }: { readonly rows: readonly TaskRow[]; readonly onDone: () => void }) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<{ opinion: string }>();
  const [isOpen, setOpen] = useState(false);
  const approve = useMutation({
    mutationFn: (opinion: string) =>
      call(routes.approveTasks, {
        body: { opinion, items: rows.map(({ id }) => ({ taskId: id, commandId: crypto.randomUUID() })) },
      }),
    onSuccess: ({ results }) => {
      const failed = results.filter(({ code }) => code !== null);
      const said = t('batch.result', { ok: results.length - failed.length, failed: failed.length });
      if (failed.length === 0) message.success(said);
      else
        modal.warning({
          title: said,
          content: failed.map(({ taskId, code, params }) => (
            <p key={taskId}>
              {t('batch.failed', {
                name: rows.find(({ id }) => id === taskId)?.applicantName ?? '',
                reason: code !== null && isCode(code) ? sentence(errorMessages, locale, code, textsOf(params)) : '',
              })}
            </p>
          )),
        });
      setOpen(false);
      onDone();
    },
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
  if (rows.length === 0) return null;
  return (
    <div className="dx-batch">
      <Button type="primary" block onClick={() => setOpen(true)}>
        {t('list.batch', { count: rows.length })}
      </Button>
      <Modal
        open={isOpen}
        destroyOnHidden
        title={t('batch.title', { count: rows.length })}
        okText={t('batch.ok')}
        cancelText={t('cancel')}
        okButtonProps={{ loading: approve.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
      >
        <p style={{ marginBottom: 12 }}>{t('batch.help')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ opinion }) => approve.mutate(opinion.trim())}
        >
          <Form.Item
            name="opinion"
            label={t('batch.opinion')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea rows={3} maxLength={2000} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </div>
  );
}

const textsOf = (params: Readonly<Record<string, unknown>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
