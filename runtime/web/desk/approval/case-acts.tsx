import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type CaseDetail, routes } from '#core/contract';
import { approvalMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

type Chosen = { readonly kind: 'urge' } | { readonly kind: 'take-back'; readonly elementId: string };

/** What somebody may do with a case as a whole: take back their decision, urge who has it. */
export function CaseActs({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [commandId, setCommandId] = useState(() => crypto.randomUUID());
  const params = { caseId: detail.id };
  const act = useMutation({
    mutationFn: ({ wish, text }: { wish: Chosen; text: string }) =>
      wish.kind === 'urge'
        ? call(routes.urgeCase, { params, body: { commandId, text } })
        : call(routes.takeBackDecision, { params, body: { commandId, elementId: wish.elementId, reason: text } }),
    onSuccess: (_, { wish }) => {
      setCommandId(crypto.randomUUID());
      setChosen(null);
      message.success(t(wish.kind === 'urge' ? 'case.urged' : 'case.takenBack'));
    },
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['case', detail.id] });
    },
  });
  const { takeBack, urge } = detail.can;
  // Who can do the step themselves does not urge it.
  const mayUrge = urge && (detail.task === null || detail.task.actions.length === 0);
  if (takeBack.length === 0 && !mayUrge) return null;
  const isUrge = chosen?.kind === 'urge';
  return (
    <p className="dx-case-acts dx-no-print">
      {takeBack.map(({ elementId, name }) => (
        <Button key={elementId} onClick={() => setChosen({ kind: 'take-back', elementId })}>
          {t('case.takeBack', { step: name })}
        </Button>
      ))}
      {mayUrge ? <Button onClick={() => setChosen({ kind: 'urge' })}>{t('case.urge')}</Button> : null}
      <Modal
        open={chosen !== null}
        destroyOnHidden
        title={t(isUrge ? 'case.urgeTitle' : 'case.takeBackTitle')}
        okText={t(isUrge ? 'case.urgeTitle' : 'case.takeBackTitle')}
        cancelText={t('cancel')}
        okButtonProps={{ loading: act.isPending }}
        onCancel={() => setChosen(null)}
        onOk={() => form.submit()}
      >
        <p style={{ marginBottom: 12 }}>{t(isUrge ? 'case.urgeHelp' : 'case.takeBackHelp')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ text: '' }}
          onFinish={({ text }) => (chosen === null ? undefined : act.mutate({ wish: chosen, text: text.trim() }))}
        >
          <Form.Item
            name="text"
            label={t(isUrge ? 'case.urgeText' : 'reason')}
            rules={isUrge ? [] : [{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea rows={3} maxLength={1000} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
    </p>
  );
}
