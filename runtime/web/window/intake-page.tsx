import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Result } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { ApiError, call } from '#client';
import { type AnswerOf, type ApplicantView, type DraftView, type OnBehalf, routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { EmptyState, errorText, Loaded, PageName, useLocale, useMe, useMessages } from '#ui';
import { type Came, type Counter, keepCounter, keptCounter } from './counter.js';
import { ForWhat } from './for-what.js';
import { ForWhom } from './for-whom.js';
import { IntakeForm } from './intake-form.js';
import { WhoCame } from './who-came.js';

type Filed = AnswerOf<typeof routes.submitDraft>;

/** The next person is waiting: Enter prints. `autoFocus` does nothing on a link. */
const takeFocus = (link: HTMLAnchorElement | null) => link?.focus();

interface AtCounter {
  readonly applicant: ApplicantView;
  readonly came: Came | null;
  readonly draft: DraftView | null;
}

/** Taking in, where it was left: who stood at the counter is still there after a look at a list, or a reload. */
export function IntakePage() {
  const accountId = useMe()?.accountId ?? '';
  const [kept] = useState(() => keptCounter(accountId));
  const restored = useQuery({
    queryKey: ['counter', kept?.applicantId, kept?.draftId],
    queryFn: () => (kept === null ? null : atCounter(kept)),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Loaded query={restored}>{(begin) => <Intake begin={begin} accountId={accountId} />}</Loaded>;
}

/** Null where it is gone: filed elsewhere, or swept up. */
async function atCounter({ applicantId, came, draftId }: Counter): Promise<AtCounter | null> {
  try {
    const [applicant, draft] = await Promise.all([
      call(routes.getApplicant, { params: { applicantId } }),
      draftId === null ? null : call(routes.getDraft, { params: { draftId } }),
    ]);
    return draft !== null && draft.caseId !== null ? null : { applicant, came, draft };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** For whom – who came and their consent – which policy – the form with its materials. */
function Intake({ begin, accountId }: { readonly begin: AtCounter | null; readonly accountId: string }) {
  const t = useMessages(windowMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const [applicant, setApplicant] = useState<ApplicantView | null>(begin?.applicant ?? null);
  const [came, setCame] = useState<Came | null>(begin?.came ?? null);
  const [onBehalf, setOnBehalf] = useState<OnBehalf | null>(null);
  const [draft, setDraft] = useState<DraftView | null>(begin?.draft ?? null);
  const [filed, setFiled] = useState<Filed | null>(null);
  const [round, setRound] = useState(0);
  const key = useRef({ policyId: '', value: '' });
  useEffect(() => {
    const isOver = applicant === null || filed !== null;
    keepCounter(accountId, isOver ? null : { applicantId: applicant.id, came, draftId: draft?.id ?? null });
  }, [accountId, applicant, came, draft, filed]);

  const start = useMutation({
    mutationFn: (policyId: string) => {
      // The same choice pressed twice is one draft (D6).
      if (key.current.policyId !== policyId) key.current = { policyId, value: crypto.randomUUID() };
      return call(routes.createDraft, {
        body: { policyId, applicantId: applicant?.id ?? '', onBehalf },
        idempotencyKey: key.current.value,
      });
    },
    onSuccess: setDraft,
    onError: (error) => message.error(errorText(error, locale)),
  });
  const choose = (chosen: ApplicantView | null) => {
    setApplicant(chosen);
    setCame(null);
    setOnBehalf(null);
    setDraft(null);
  };
  const next = () => {
    choose(null);
    setFiled(null);
    key.current = { policyId: '', value: '' };
    setRound(round + 1);
  };

  if (filed !== null) {
    return (
      <div className="dx-pane dx-office-page">
        <Result
          status="success"
          title={<h1>{t('finished')}</h1>}
          subTitle={t('finishedHelp', { number: filed.number })}
          extra={[
            <Link key="print" className="dx-button" to={`/cases/${filed.caseId}/receipt`} ref={takeFocus}>
              {t('print')}
            </Link>,
            <button key="next" type="button" className="dx-link" onClick={next}>
              {t('nextPerson')}
            </button>,
          ]}
        />
      </div>
    );
  }
  return (
    <div className="dx-window" key={round}>
      {draft === null ? <PageName name={t('nav.intake')} /> : null}
      <section className="dx-pane dx-pane-side dx-window-who">
        <ForWhom chosen={applicant} onChoose={choose} />
        {applicant === null ? null : (
          <WhoCame
            key={applicant.id}
            kind={applicant.kind}
            applicant={applicant}
            kept={came}
            onChange={(taken, agreed) => {
              setCame(taken);
              setOnBehalf(agreed);
            }}
          />
        )}
        {applicant === null ? null : (
          <ForWhat
            applicant={applicant}
            isReady={onBehalf !== null}
            isStarting={start.isPending}
            chosenPolicyId={draft?.policyId ?? null}
            onChoose={start.mutate}
          />
        )}
      </section>
      {draft === null ? (
        <div className="dx-pane dx-desk-none">
          <EmptyState title={t('fill.waiting')} help={t('fill.waitingHelp')} />
        </div>
      ) : (
        <IntakeForm key={draft.id} draft={draft} onFiled={setFiled} />
      )}
    </div>
  );
}
