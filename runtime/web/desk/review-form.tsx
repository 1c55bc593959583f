import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { MyTask } from '#core/contract';
import { deskMessages } from '#core/messages';
import { amountInCapitals, formatYuan, yuanText } from '#core/money';
import { useLocale, useMessages } from '#ui';
import type { DecisionFormProps } from './decision-pane.js';
import { RefuseDialog } from './refuse-dialog.js';
import { ReturnDialog } from './return-dialog.js';

const approveWord = { intake: 'decide.takeIn', acceptance: 'decide.accept' } as const;

function wordFor(task: MyTask): 'decide.takeIn' | 'decide.accept' | 'decide.approve' {
  return task.stepKind === 'intake' || task.stepKind === 'acceptance' ? approveWord[task.stepKind] : 'decide.approve';
}

/** Review points, opinion, amount; approve, return or refuse. */
export function ReviewForm({ detail, task, isBusy, onDecide }: DecisionFormProps) {
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const [points, setPoints] = useState<readonly number[]>([]);
  const [opinion, setOpinion] = useState('');
  const requested = detail.requestedAmountFen;
  const limit = detail.grantLimitFen;
  const isLess = limit !== null && requested !== null && limit < requested;
  const [granted, setGranted] = useState<number | null>(detail.grantedAmountFen ?? (isLess ? limit : requested));
  const [reason, setReason] = useState('');
  const [dialog, setDialog] = useState<'return' | 'refuse' | 'refuse-acceptance' | null>(null);
  const can = (action: MyTask['actions'][number]) => task.actions.includes(action);
  const open = task.reviewPoints.length - points.length;
  const differs = task.grantsAmount && granted !== null && granted !== requested;

  const approve = () =>
    onDecide(
      {
        decision: 'approve',
        opinion: opinion.trim(),
        reviewPointsChecked: [...points],
        ...(task.grantsAmount && granted !== null ? { grantedAmountFen: granted } : {}),
        ...(differs ? { amountReason: reason.trim() } : {}),
      },
      t('decide.approved'),
    );
  const latest = useRef(approve);
  latest.current = approve;
  const mayApprove = can('approve') && !isBusy && dialog === null;
  useEffect(() => {
    if (!mayApprove) return undefined;
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [mayApprove]);

  return (
    <>
      <div className="dx-decision-body">
        {task.reviewPoints.length === 0 ? null : (
          <fieldset className="dx-points">
            <legend>{t('decide.points')}</legend>
            {task.reviewPoints.map((point, index) => (
              <Checkbox
                key={point}
                checked={points.includes(index)}
                onChange={({ target }) =>
                  setPoints(target.checked ? [...points, index] : points.filter((one) => one !== index))
                }
              >
                {point}
              </Checkbox>
            ))}
            {open === 0 ? null : <p className="dx-note">{t('decide.pointsOpen', { count: open })}</p>}
          </fieldset>
        )}
        {task.grantsAmount ? (
          <div className="dx-granted">
            <label htmlFor="granted">{t('decide.granted')}</label>
            <InputNumber<string>
              id="granted"
              stringMode
              min="0"
              precision={2}
              style={{ width: '100%' }}
              suffix={locale === 'zh-CN' ? '元' : 'CNY'}
              formatter={(value) => `${value ?? ''}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
              parser={(value) => (value ?? '').replace(/[,，\s]/g, '')}
              value={granted === null ? null : yuanText(granted)}
              onChange={(value) => setGranted(value === null || value === '' ? null : Math.round(Number(value) * 100))}
            />
            <p className="dx-note">
              {[
                requested === null ? '' : t('decide.grantedHelp', { amount: formatYuan(requested, locale) }),
                isLess ? t('decide.grantLimit', { amount: formatYuan(limit, locale) }) : '',
                granted === null || locale !== 'zh-CN' ? '' : amountInCapitals(granted),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {differs ? (
              <>
                <label htmlFor="amount-reason">{t('decide.reason')}</label>
                <Input.TextArea
                  id="amount-reason"
                  maxLength={2000}
                  rows={2}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </>
            ) : null}
          </div>
        ) : null}
        <div>
          <label htmlFor="opinion">{t('decide.opinion')}</label>
          <Input.TextArea
            id="opinion"
            rows={4}
            maxLength={2000}
            placeholder={t('decide.opinionHint')}
            value={opinion}
            onChange={(event) => setOpinion(event.target.value)}
          />
          <div className="dx-phrases">
            {task.phrases.map((phrase) => (
              <button
                type="button"
                key={phrase}
                onClick={() => setOpinion(opinion === '' ? phrase : `${opinion}，${phrase}`)}
              >
                {phrase}
              </button>
            ))}
          </div>
        </div>
      </div>
      <footer className="dx-decision-foot">
        {can('approve') ? (
          <Button type="primary" size="large" block loading={isBusy} onClick={approve}>
            {t(wordFor(task))}
          </Button>
        ) : null}
        <div className="dx-decision-pair">
          {can('return') ? <Button onClick={() => setDialog('return')}>{t('decide.return')}</Button> : null}
          {can('refuse-acceptance') ? (
            <Button danger onClick={() => setDialog('refuse-acceptance')}>
              {t('decide.refuse-acceptance')}
            </Button>
          ) : null}
          {can('refuse') ? (
            <Button danger onClick={() => setDialog('refuse')}>
              {t('decide.refuse')}
            </Button>
          ) : null}
        </div>
        <p className="dx-note">Ctrl / ⌘ + Enter · {t(wordFor(task))}</p>
      </footer>
      <ReturnDialog
        isOpen={dialog === 'return'}
        isBusy={isBusy}
        form={detail.form}
        onCancel={() => setDialog(null)}
        onReturn={(reasonText, items) => {
          onDecide({ decision: 'return', reason: reasonText, items: [...items] }, t('decide.returned'));
          setDialog(null);
        }}
      />
      <RefuseDialog
        kind={dialog === 'refuse' || dialog === 'refuse-acceptance' ? dialog : null}
        isBusy={isBusy}
        initial={opinion}
        onCancel={() => setDialog(null)}
        onRefuse={(kind, text) => {
          onDecide({ decision: kind, opinion: text }, t('decide.refused'));
          setDialog(null);
        }}
      />
    </>
  );
}
