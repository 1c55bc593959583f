import { Alert, Button } from 'antd';
import type { CaseDetail, MyTask } from '#core/contract';
import { approvalMessages, deskMessages } from '#core/messages';
import { errorText, TimeLeft, useLocale, useMessages } from '#ui';
import type { Act } from './approval/act-dialog.js';
import { MoreActs } from './approval/more-acts.js';
import { Places } from './approval/places.js';
import { Delegation, Requests } from './approval/requests.js';
import { PayoutForm } from './payout-form.js';
import { ReviewForm } from './review-form.js';
import { type Decision, useTaskCommands } from './use-decision.js';
import { useKeys } from './use-keys.js';

const deciding: ReadonlySet<MyTask['actions'][number]> = new Set([
  'approve',
  'disapprove',
  'return',
  'refuse',
  'refuse-acceptance',
  'pay',
]);

export interface DecisionFormProps {
  readonly detail: CaseDetail;
  readonly task: MyTask;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision, said: string) => void;
  readonly onAct: (act: Act) => void;
}

/** Never scrolls away; the main act is one button. */
export function DecisionPane({ detail, onDone }: { readonly detail: CaseDetail; readonly onDone: () => void }) {
  const t = useMessages(deskMessages);
  const { task } = detail;
  return (
    <aside className="dx-pane dx-pane-side dx-decision" aria-label={t('decide.title')}>
      {task === null ? (
        <p className="dx-note">{t('decide.none')}</p>
      ) : (
        <ForTask detail={detail} task={task} onDone={onDone} />
      )}
    </aside>
  );
}

function ForTask({
  detail,
  task,
  onDone,
}: {
  readonly detail: CaseDetail;
  readonly task: MyTask;
  readonly onDone: () => void;
}) {
  const t = useMessages(deskMessages);
  const said = useMessages(approvalMessages);
  const locale = useLocale();
  const commands = useTaskCommands(task.id, detail.id, onDone);
  const canClaim = task.actions.includes('claim');
  useKeys({ c: () => (canClaim ? commands.claim(t('decide.claimed')) : undefined) });
  if (task.status === 'done' || task.status === 'cancelled') return <p className="dx-note">{t('decide.closed')}</p>;
  const isOthers = task.claimedByName !== null && !task.claimedByMe;
  // Nothing is left to do for who filed, accepted or decided before (R35); the server says so by offering no act.
  const isAsked = task.delegation?.isMine === true || task.requests.some((request) => request.isMine);
  const mayDecide = task.actions.some((action) => deciding.has(action));
  const isSeparated =
    task.status !== 'suspended' && !isOthers && !isAsked && task.seats.length === 0 && task.actions.length === 0;
  const onAct = (act: Act) => commands.act(act, said('done'));
  const asked = { task, isBusy: commands.isBusy, onAct };
  const props: DecisionFormProps = { detail, task, isBusy: commands.isBusy, onDecide: commands.decide, onAct };
  return (
    <>
      <header className="dx-decision-head">
        <h2>{task.stepName}</h2>
        <TimeLeft light={task.light} workingMinutesLeft={task.workingMinutesLeft} />
      </header>
      {commands.error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(commands.error, locale)} />
      )}
      {task.status === 'suspended' ? (
        <p className="dx-said-by">
          {task.waitsFor === 'applicant' || task.waitsFor === null
            ? t('decide.suspended')
            : said(`waits.${task.waitsFor}`)}
        </p>
      ) : null}
      {isOthers && task.mySeat === null && !isAsked ? (
        <p className="dx-said-by">{t('decide.byOther', { name: task.claimedByName ?? '' })}</p>
      ) : null}
      {isSeparated ? <p className="dx-said-by">{t('decide.separated')}</p> : null}
      <Places task={task} onAct={onAct} />
      <Delegation {...asked} />
      <Requests {...asked} />
      {!mayDecide ? (
        <MoreActs {...asked} />
      ) : task.actions.includes('pay') ? (
        <>
          <PayoutForm {...props} />
          <MoreActs {...asked} />
        </>
      ) : (
        <ReviewForm {...props} />
      )}
      <p className="dx-decision-claim">
        {canClaim ? (
          <Button type="link" loading={commands.isBusy} onClick={() => commands.claim(t('decide.claimed'))}>
            {t('decide.claim')} (C)
          </Button>
        ) : null}
        {task.actions.includes('release') ? (
          <Button type="link" loading={commands.isBusy} onClick={() => commands.release(t('decide.released'))}>
            {t('decide.release')}
          </Button>
        ) : null}
      </p>
    </>
  );
}
