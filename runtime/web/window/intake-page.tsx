import { useMutation } from '@tanstack/react-query';
import { App, Result } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { call } from '#client';
import { type AnswerOf, type ApplicantView, type DraftView, type OnBehalf, routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { EmptyState, errorText, PageName, useLocale, useMessages } from '#ui';
import { ForWhat } from './for-what.js';
import { ForWhom } from './for-whom.js';
import { IntakeForm } from './intake-form.js';
import { WhoCame } from './who-came.js';

type Filed = AnswerOf<typeof routes.submitDraft>;

/** The next person is waiting: Enter prints. `autoFocus` does nothing on a link. */
const takeFocus = (link: HTMLAnchorElement | null) => link?.focus();

/** For whom – who came and their consent – which policy – the form with its materials. */
export function IntakePage() {
  const t = useMessages(windowMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const [applicant, setApplicant] = useState<ApplicantView | null>(null);
  const [onBehalf, setOnBehalf] = useState<OnBehalf | null>(null);
  const [draft, setDraft] = useState<DraftView | null>(null);
  const [filed, setFiled] = useState<Filed | null>(null);
  const [round, setRound] = useState(0);
  const key = useRef({ policyId: '', value: '' });

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
  const next = () => {
    setApplicant(null);
    setOnBehalf(null);
    setDraft(null);
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
        <ForWhom
          chosen={applicant}
          onChoose={(chosen) => {
            setApplicant(chosen);
            setDraft(null);
          }}
        />
        {applicant === null ? null : (
          <WhoCame key={applicant.id} kind={applicant.kind} applicant={applicant} onChange={setOnBehalf} />
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
