import { Button, Form, Input, Radio } from 'antd';
import type { MyTask } from '#core/contract';
import { approvalMessages, formatDateTime } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import type { Act } from './act-dialog.js';

interface AskedProps {
  readonly task: MyTask;
  readonly isBusy: boolean;
  readonly onAct: (act: Act) => void;
}

/** Opinions of other departments: what was asked and answered, and the answer of this viewer's own (联审, U9). */
export function Requests({ task, isBusy, onAct }: AskedProps) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  if (task.requests.length === 0) return null;
  return (
    <section className="dx-places">
      <h3>{t('request.title')}</h3>
      <ul>
        {task.requests.map((request) => (
          <li key={request.id} data-decision={request.answer === null ? 'open' : request.answer.verdict}>
            <span>{request.unitName}</span>
            <span className="dx-note">
              {request.answer === null
                ? t('request.waiting', { date: formatDateTime(request.dueAt, locale) })
                : `${t(`verdict.${request.answer.verdict}`)} · ${request.answer.byName}`}
            </span>
            <span className="dx-note">{request.question}</span>
            {request.answer === null ? null : <q>{request.answer.opinion}</q>}
            {request.isMine ? <Answer requestId={request.id} isBusy={isBusy} onAct={onAct} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Values {
  readonly verdict: 'agree' | 'disagree' | 'remark';
  readonly opinion: string;
}

function Answer({ requestId, isBusy, onAct }: Omit<AskedProps, 'task'> & { readonly requestId: string }) {
  const t = useMessages(approvalMessages);
  const needed = { required: true, whitespace: true, message: t('needed') };
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{ verdict: 'agree', opinion: '' }}
      onFinish={({ verdict, opinion }) => onAct({ act: 'answer-request', requestId, verdict, opinion: opinion.trim() })}
    >
      <Form.Item name="verdict" label={t('request.answer')}>
        <Radio.Group
          options={(['agree', 'disagree', 'remark'] as const).map((value) => ({ value, label: t(`verdict.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="opinion" label={t('delegation.opinion')} rules={[needed]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy} block>
        {t('request.answer')}
      </Button>
    </Form>
  );
}

/** An opinion that this viewer was asked for (委派), or that somebody else still owes. */
export function Delegation({ task, isBusy, onAct }: AskedProps) {
  const t = useMessages(approvalMessages);
  const { delegation } = task;
  if (delegation === null) return null;
  if (!delegation.isMine)
    return (
      <p className="dx-said-by">
        {t('delegation.waiting', { name: delegation.toName })}
        {task.actions.includes('recall-delegation') ? (
          <Button type="link" loading={isBusy} onClick={() => onAct({ act: 'recall-delegation' })}>
            {t('act.recall-delegation')}
          </Button>
        ) : null}
      </p>
    );
  return (
    <Form<{ opinion: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ opinion }) => onAct({ act: 'answer-delegation', opinion: opinion.trim() })}
    >
      <p className="dx-said-by">{t('delegation.mine', { name: delegation.byName, reason: delegation.reason })}</p>
      <Form.Item
        name="opinion"
        label={t('delegation.opinion')}
        rules={[{ required: true, whitespace: true, message: t('needed') }]}
      >
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy} block>
        {t('act.answer-delegation')}
      </Button>
    </Form>
  );
}
