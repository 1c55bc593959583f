import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import type { MyTask } from '#core/contract';
import { approvalMessages, formatDateTime } from '#core/messages';
import { useLocale, useMessages } from '#ui';
import type { Act } from './act-dialog.js';

interface PlacesProps {
  readonly task: MyTask;
  readonly onAct: (act: Act) => void;
}

/** Of several deciders: who has decided what, whose turn it is, and what it takes to pass. */
export function Places({ task, onAct }: PlacesProps) {
  const t = useMessages(approvalMessages);
  const locale = useLocale();
  const { modal } = App.useApp();
  if (task.seats.length === 0) return null;
  const share = Math.round(task.passShare * 100);
  const remove = (signerId: string) => {
    let reason = '';
    void modal.confirm({
      title: t('signer.remove'),
      content: (
        <Input.TextArea
          rows={2}
          maxLength={1000}
          aria-label={t('reason')}
          placeholder={t('reason')}
          onChange={(event) => {
            reason = event.target.value;
          }}
        />
      ),
      okText: t('signer.remove'),
      cancelText: t('cancel'),
      onOk: () =>
        reason.trim() === ''
          ? Promise.reject(new Error(t('needed')))
          : onAct({ act: 'remove-signer', signerId, reason: reason.trim() }),
    });
  };
  return (
    <section className="dx-places">
      <h3>{t(`vote.${task.decisionMode}`, { share })}</h3>
      <ul>
        {task.seats.map((seat) => (
          <li key={seat.id} data-decision={seat.decision ?? (seat.isOpen ? 'open' : 'later')}>
            <span>
              {seat.decision === 'approve' ? (
                <CheckCircleOutlined aria-hidden />
              ) : seat.decision === 'disapprove' ? (
                <CloseCircleOutlined aria-hidden />
              ) : (
                <ClockCircleOutlined aria-hidden />
              )}{' '}
              {seat.name}
              {seat.isMine && seat.decision === null ? `（${t('vote.mine')}）` : ''}
              {task.decisionMode === 'ratio' && seat.weight !== 1
                ? ` · ${t('vote.weight', { weight: seat.weight })}`
                : ''}
            </span>
            <span className="dx-note">
              {seat.decision === null
                ? t(seat.isOpen ? 'vote.turn' : 'vote.later')
                : [t(`vote.${seat.decision}`), seat.at === null ? '' : formatDateTime(seat.at, locale)]
                    .filter(Boolean)
                    .join(' · ')}
              {seat.canRemove ? (
                <Button type="link" size="small" onClick={() => remove(seat.id)}>
                  {t('signer.remove')}
                </Button>
              ) : null}
            </span>
            {seat.opinion ? <q>{seat.opinion}</q> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
