import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError, call } from '#client';
import { type DraftView, type PolicyVersionContent, routes } from '#core/contract';
import type { CompiledForm, FormIssue, RegistryFact, SubmissionData } from '#core/form';
import { portalMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, ReviewAnswers, StepProgress, useFormSession } from '#renderer';
import { errorText, useLocale, useMessages, useOpenFile, usePageTitle, useUploader } from '#ui';
import { forgetOnDevice } from '../case/draft-saver.js';
import { SaveState } from '../case/save-state.js';
import { issuesOfRefusal, submitDraft } from '../case/submit-draft.js';
import { useDraftSaver } from '../case/use-draft-saver.js';
import type { SaidBefore } from './pages-with-messages.js';
import { useBrand, useSlug } from './use-city.js';
import { useFillSteps } from './use-fill-steps.js';

const PreCheck = lazy(() => import('./pre-check.js').then((part) => ({ default: part.PreCheck })));
const DeleteDraft = lazy(() => import('./delete-draft.js').then((part) => ({ default: part.DeleteDraft })));

export interface FillInProps {
  readonly draft: DraftView;
  readonly policy: PolicyVersionContent;
  readonly begin: {
    readonly compiled: CompiledForm;
    readonly data: SubmissionData;
    readonly facts: Readonly<Record<string, RegistryFact>>;
    readonly now: string;
  };
  readonly onReload: () => void;
}

/** One topic a page, then check-your-answers, then submit. */
export function FillIn({ draft, policy, begin, onReload }: FillInProps) {
  const t = useMessages(portalMessages);
  usePageTitle(policy.elements.title, useBrand());
  const locale = useLocale();
  const slug = useSlug();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { saver, state: saveState } = useDraftSaver(draft);
  const uploader = useUploader();
  const openFile = useOpenFile();
  const [answers, setAnswers] = useState(begin.data);
  const [serverIssues, setServerIssues] = useState<readonly FormIssue[]>([]);
  const [submitKey] = useState(() => crypto.randomUUID());
  const session = useFormSession({
    compiled: begin.compiled,
    initialData: begin.data,
    now: begin.now,
    registry: begin.facts,
    externalIssues: serverIssues,
    locale,
    onChange: (data) => {
      setAnswers(data);
      saver.keep(data);
    },
  });
  const { isReviewing, isFirst, isLast, change, goOn, goBack } = useFillSteps(session);
  const submit = useMutation({
    mutationFn: () => submitDraft(saver, draft.id, submitKey),
    onSuccess: ({ caseId, number }) => {
      forgetOnDevice(draft.id);
      void queries.invalidateQueries({ queryKey: ['drafts'] });
      const state: SaidBefore = { said: t('apply.submitted', { number }) };
      navigate(`/t/${slug}/cases/${caseId}`, { replace: true, state });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'VERSION_SUPERSEDED') onReload();
      setServerIssues(issuesOfRefusal(error));
    },
  });
  const remove = useMutation({
    mutationFn: () => call(routes.deleteDraft, { params: { draftId: draft.id } }),
    onSuccess: () => {
      forgetOnDevice(draft.id);
      void queries.invalidateQueries({ queryKey: ['drafts'] });
      navigate(`/t/${slug}/cases`, { replace: true });
    },
  });

  const failure = submit.error ?? remove.error;
  return (
    <div className="dx-fill">
      <header className="dx-fill-head">
        <div>
          <h1>{isReviewing ? t('apply.reviewTitle') : policy.elements.title}</h1>
          <SaveState state={saveState} />
        </div>
        <p className="dx-note">{t('apply.fillFor', { name: draft.applicantName })}</p>
        {isReviewing ? <p>{t('apply.reviewHelp')}</p> : <StepProgress session={session} />}
      </header>
      {saveState.kind === 'conflict' ? (
        <Alert
          type="warning"
          showIcon
          title={t('apply.conflict')}
          description={
            <>
              <p>{t('apply.conflictHelp')}</p>
              <p className="dx-actions">
                <Button onClick={() => void saver.overwrite()}>{t('apply.keepMine')}</Button>
                <Button
                  onClick={() => {
                    forgetOnDevice(draft.id);
                    onReload();
                  }}
                >
                  {t('apply.takeTheirs')}
                </Button>
              </p>
            </>
          }
        />
      ) : null}
      <Suspense fallback={null}>
        <PreCheck draft={draft} rules={policy.rules} begin={begin} answers={answers} />
      </Suspense>
      {failure === null ? null : <Alert type="error" showIcon role="alert" title={errorText(failure, locale)} />}
      {isReviewing ? (
        <>
          <ErrorSummary session={session} section="all" />
          <ReviewAnswers session={session} onChange={change} />
        </>
      ) : (
        <>
          <ErrorSummary session={session} section="current" />
          <FormRenderer
            session={session}
            section="current"
            layout="one-column"
            uploader={uploader}
            openFile={openFile}
          />
        </>
      )}
      <footer className="dx-fill-foot">
        {!isFirst ? (
          <Button size="large" onClick={goBack}>
            {t('apply.previous')}
          </Button>
        ) : (
          <Suspense fallback={<Button size="large">{t('apply.delete')}</Button>}>
            <DeleteDraft onDelete={() => remove.mutate()} />
          </Suspense>
        )}
        {isReviewing ? (
          <Button type="primary" size="large" loading={submit.isPending} onClick={() => submit.mutate()}>
            {t('apply.submit')}
          </Button>
        ) : (
          <Button type="primary" size="large" onClick={goOn}>
            {t(isLast ? 'apply.check' : 'apply.next')}
          </Button>
        )}
      </footer>
    </div>
  );
}
