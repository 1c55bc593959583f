import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { MyTask } from '#core/contract';
import { approvalMessages, deskMessages } from '#core/messages';
import { amountInCapitals, formatYuan, yuanText } from '#core/money';
import { useLocale, useMessages } from '#ui';
import { RecordFields, useDecisionRecord } from './approval/decision-record.js';
import { MoreActs } from './approval/more-acts.js';
import { Phrases } from './approval/phrases.js';
import type { DecisionFormProps } from './decision-pane.js';
import { RefuseDialog } from './refuse-dialog.js';
import { ReturnDialog } from './return-dialog.js';

const approveWord = { intake: 'decide.takeIn', acceptance: 'decide.accept' } as const;

function wordFor(task: MyTask): 'decide.takeIn' | 'decide.accept' | 'decide.approve' {
  return task.stepKind === 'intake' || task.stepKind === 'acceptance' ? approveWord[task.stepKind] : 'decide.approve';
}

/** Review points, opinion, amount; approve, return or refuse. */
export function ReviewForm({ detail, task, isBusy, onDecide, onAct }: DecisionFormProps) {
  const t = useMessages(deskMessages);
  const [points, setPoints] = useState<readonly number[]>([]);
  const [opinion, setOpinion] = useState('');
  const requested = detail.requestedAmountFen;
  const limit = detail.grantLimitFen;
  const isLess = limit !== null && requested !== null && limit < requested;
  const [granted, setGranted] = useState<number | null>(detail.grantedAmountFen ?? (isLess ? limit : requested));
  const [reason, setReason] = useState('');
  const said = useMessages(approvalMessages);
  const papers = useDecisionRecord(task);
  const record = papers.record === undefined ? {} : { record: papers.record };
  const seat = task.seats.find(({ id }) => id === task.mySeat);
  // An added signer says yes or no; amounts and review points are the step's own decider's.
  const isSigner = seat?.isAdded === true;
  const shownPoints = isSigner ? [] : task.reviewPoints;
  const [dialog, setDialog] = useState<'return' | 'refuse' | 'refuse-acceptance' | 'disapprove' | null>(null);
  const can = (action: MyTask['actions'][number]) => task.actions.includes(action);
  const differs = !isSigner && task.grantsAmount && granted !== null && granted !== requested;

  const approve = () =>
    onDecide(
      {
        decision: 'approve',
        opinion: opinion.trim(),
        reviewPointsChecked: [...points],
        ...(task.mySeat === null ? {} : { seatId: task.mySeat }),
        ...record,
        ...(!isSigner && task.grantsAmount && granted !== null ? { grantedAmountFen: granted } : {}),
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
        <Points points={shownPoints} ticked={points} onTick={setPoints} />
        {task.grantsAmount && !isSigner ? (
          <Granted
            detail={detail}
            granted={granted}
            onGrant={setGranted}
            reason={differs ? reason : null}
            onReason={setReason}
          />
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
          <Phrases
            given={task.phrases}
            opinion={opinion}
            onTake={(phrase) => setOpinion(opinion === '' ? phrase : `${opinion}，${phrase}`)}
          />
        </div>
        <RecordFields
          task={isSigner ? { ...task, clauses: [], meeting: false } : task}
          draft={papers.draft}
          onChange={papers.setDraft}
        />
      </div>
      <footer className="dx-decision-foot">
        {can('approve') ? (
          <Button type="primary" size="large" block loading={isBusy} onClick={approve}>
            {t(wordFor(task))}
          </Button>
        ) : null}
        <div className="dx-decision-pair">
          {can('return') ? <Button onClick={() => setDialog('return')}>{t('decide.return')}</Button> : null}
          {can('disapprove') ? (
            <Button danger onClick={() => setDialog('disapprove')}>
              {said('vote.against')}
            </Button>
          ) : null}
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
        <MoreActs task={task} isBusy={isBusy} onAct={onAct} />
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
        kind={dialog === 'return' ? null : dialog}
        isBusy={isBusy}
        initial={opinion}
        onCancel={() => setDialog(null)}
        onRefuse={(kind, text) => {
          if (kind === 'disapprove')
            onDecide({ decision: kind, opinion: text, seatId: task.mySeat ?? '', ...record }, t('decide.approved'));
          else onDecide({ decision: kind, opinion: text, ...record }, t('decide.refused'));
          setDialog(null);
        }}
      />
    </>
  );
}

interface PointsProps {
  readonly points: readonly string[];
  readonly ticked: readonly number[];
  readonly onTick: (ticked: readonly number[]) => void;
}

/** 审核要点: what this step looks at (R39). */
function Points({ points, ticked, onTick }: PointsProps) {
  const t = useMessages(deskMessages);
  const open = points.length - ticked.length;
  if (points.length === 0) return null;
  return (
    <fieldset className="dx-points">
      <legend>{t('decide.points')}</legend>
      {points.map((point, index) => (
        <Checkbox
          key={point}
          checked={ticked.includes(index)}
          onChange={({ target }) => onTick(target.checked ? [...ticked, index] : ticked.filter((one) => one !== index))}
        >
          {point}
        </Checkbox>
      ))}
      {open === 0 ? null : <p className="dx-note">{t('decide.pointsOpen', { count: open })}</p>}
    </fieldset>
  );
}

interface GrantedProps {
  readonly detail: DecisionFormProps['detail'];
  readonly granted: number | null;
  readonly onGrant: (fen: number | null) => void;
  /** Why it differs from what was asked; null where it does not. */
  readonly reason: string | null;
  readonly onReason: (reason: string) => void;
}

/** 核定金额 beside 申报金额 (U8). */
function Granted({ detail, granted, onGrant, reason, onReason }: GrantedProps) {
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const requested = detail.requestedAmountFen;
  const limit = detail.grantLimitFen;
  const isLess = limit !== null && requested !== null && limit < requested;
  return (
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
        onChange={(value) => onGrant(value === null || value === '' ? null : Math.round(Number(value) * 100))}
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
      {reason !== null ? (
        <>
          <label htmlFor="amount-reason">{t('decide.reason')}</label>
          <Input.TextArea
            id="amount-reason"
            maxLength={2000}
            rows={2}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
        </>
      ) : null}
    </div>
  );
}
