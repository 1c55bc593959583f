import { Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { deskMessages } from '#core/messages';
import { amountInCapitals } from '#core/money';
import { Amount, useMessages } from '#ui';
import { Reveal } from '../case/reveal.js';
import { revealAnswers } from '../case/reveal-numbers.js';
import type { DecisionFormProps } from './decision-pane.js';
import { ReturnDialog } from './return-dialog.js';

interface Values {
  readonly voucherNumber: string;
  readonly paidOn: Dayjs;
}

/** Finance records a payment, or that it failed; a failed one can be paid again. */
export function PayoutForm({ detail, task, isBusy, onDecide }: DecisionFormProps) {
  const t = useMessages(deskMessages);
  const [form] = Form.useForm<Values>();
  const [failing] = Form.useForm<{ reason: string }>();
  const [dialog, setDialog] = useState<'failed' | 'return' | null>(null);
  const amount = detail.payment?.amountFen ?? detail.grantedAmountFen ?? detail.requestedAmountFen;
  const attempts = detail.payment?.attempts ?? 0;
  const needed = { required: true, whitespace: true, message: t('decide.needed') };
  return (
    <>
      <div className="dx-decision-body">
        <div>
          <p className="dx-note">{t('pay.amount')}</p>
          <Amount fen={amount} size="hero" />
          {amount === null ? null : <p className="dx-note">{amountInCapitals(amount)}</p>}
          {detail.can.revealIdentity ? (
            <Reveal label={t('pay.account')} reveal={(reason) => revealAnswers(detail, reason)} />
          ) : null}
          {attempts === 0 ? null : <p className="dx-note">{t('pay.attempts', { n: attempts + 1 })}</p>}
        </div>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ voucherNumber: '', paidOn: dayjs() }}
          onFinish={({ voucherNumber, paidOn }) =>
            onDecide(
              {
                decision: 'paid',
                voucherNumber: voucherNumber.trim(),
                paidOn: paidOn.format('YYYY-MM-DD'),
                opinion: '',
              },
              t('pay.recorded'),
            )
          }
        >
          <Form.Item name="voucherNumber" label={t('pay.voucher')} rules={[needed]}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="paidOn" label={t('pay.date')} rules={[{ required: true, message: t('decide.needed') }]}>
            <DatePicker style={{ width: '100%' }} allowClear={false} maxDate={dayjs()} />
          </Form.Item>
        </Form>
      </div>
      <footer className="dx-decision-foot">
        <Button type="primary" size="large" block loading={isBusy} onClick={() => form.submit()}>
          {t(attempts === 0 ? 'pay.paid' : 'pay.again')}
        </Button>
        <div className="dx-decision-pair">
          <Button danger onClick={() => setDialog('failed')}>
            {t('pay.failed')}
          </Button>
          {task.actions.includes('return') ? (
            <Button onClick={() => setDialog('return')}>{t('decide.return')}</Button>
          ) : null}
        </div>
      </footer>
      <Modal
        open={dialog === 'failed'}
        destroyOnHidden
        title={t('pay.failedTitle')}
        okText={t('pay.failed')}
        cancelText={t('decide.cancel')}
        okButtonProps={{ danger: true, loading: isBusy }}
        onCancel={() => setDialog(null)}
        onOk={() => failing.submit()}
      >
        <p style={{ marginBottom: 12 }}>{t('pay.failedHelp')}</p>
        <Form
          form={failing}
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => {
            onDecide({ decision: 'payment-failed', reason: reason.trim() }, t('pay.recorded'));
            setDialog(null);
          }}
        >
          <Form.Item name="reason" label={t('pay.failedReason')} rules={[needed]}>
            <Input.TextArea rows={2} maxLength={500} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
      <ReturnDialog
        isOpen={dialog === 'return'}
        isBusy={isBusy}
        form={detail.form}
        onCancel={() => setDialog(null)}
        onReturn={(reason, items) => {
          onDecide({ decision: 'return', reason, items: [...items] }, t('decide.returned'));
          setDialog(null);
        }}
      />
    </>
  );
}
