import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ApiError, call } from '#client';
import { type CaseDetail, routes } from '#core/contract';
import { compileForm, type FormIssue } from '#core/form';
import { portalMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, useFormSession } from '#renderer';
import { errorText, Loaded, useLocale, useMessages, useOpenFile, useUploader } from '#ui';
import { factsOf } from '../case/registry.js';
import { useSlug } from './use-city.js';

/** Mending what was returned: the list of what is missing above the whole form, then one button. */
export function CorrectPage() {
  const { caseId = '' } = useParams();
  const detail = useQuery({
    queryKey: ['case', caseId, 'correct'],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <div className="dx-page dx-narrow">
      <Loaded query={detail}>{(data) => <WithApplicant detail={data} />}</Loaded>
    </div>
  );
}

function WithApplicant({ detail }: { readonly detail: CaseDetail }) {
  const applicantId = detail.applicant.id;
  const applicant = useQuery({
    queryKey: ['applicant', applicantId],
    queryFn: () => call(routes.getApplicant, { params: { applicantId } }),
  });
  return <Loaded query={applicant}>{(who) => <Correct detail={detail} facts={factsOf(who)} />}</Loaded>;
}

const copyKey = (caseId: string) => `duixian.correction.${caseId}`;

function copyOnDevice(caseId: string): Record<string, unknown> | null {
  try {
    return JSON.parse(localStorage.getItem(copyKey(caseId)) ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

function Correct({ detail, facts }: { readonly detail: CaseDetail; readonly facts: ReturnType<typeof factsOf> }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const slug = useSlug();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const uploader = useUploader();
  const openFile = useOpenFile();
  const [now] = useState(() => new Date().toISOString());
  const [commandId] = useState(() => crypto.randomUUID());
  const [initialData] = useState(() => copyOnDevice(detail.id) ?? detail.data);
  const [serverIssues, setServerIssues] = useState<readonly FormIssue[]>([]);
  const compiled = useMemo(() => compileForm(detail.form), [detail.form]);
  const session = useFormSession({
    compiled,
    initialData,
    now,
    registry: facts,
    externalIssues: serverIssues,
    locale,
    onChange: (data) => localStorage.setItem(copyKey(detail.id), JSON.stringify(data)),
  });
  const resubmit = useMutation({
    mutationFn: () =>
      call(routes.resubmitCase, { params: { caseId: detail.id }, body: { commandId, data: { ...session.data() } } }),
    onSuccess: () => {
      localStorage.removeItem(copyKey(detail.id));
      void queries.invalidateQueries({ queryKey: ['case', detail.id] });
      message.success(t('case.corrected'));
      navigate(`/t/${slug}/cases/${detail.id}`, { replace: true });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'SUBMISSION_INVALID')
        setServerIssues((error.issues ?? []) as unknown as readonly FormIssue[]);
    },
  });
  return (
    <div className="dx-fill">
      <h1>{t('case.correctTitle')}</h1>
      {detail.correction === null ? null : (
        <section className="dx-said-by">
          <strong>{detail.correction.reason}</strong>
          <ul>
            {detail.correction.items.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {resubmit.error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(resubmit.error, locale)} />
      )}
      <ErrorSummary session={session} section="all" />
      <FormRenderer session={session} section="all" layout="one-column" uploader={uploader} openFile={openFile} />
      <footer className="dx-fill-foot">
        <Button size="large" onClick={() => navigate(-1)}>
          {t('apply.back')}
        </Button>
        <Button
          type="primary"
          size="large"
          loading={resubmit.isPending}
          onClick={() => (session.attemptAll() ? resubmit.mutate() : undefined)}
        >
          {t('case.correctSubmit')}
        </Button>
      </footer>
    </div>
  );
}
