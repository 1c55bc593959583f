import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { ApiError, call } from '#client';
import { type CaseDetail, routes } from '#core/contract';
import type { CompiledForm, FormIssue } from '#core/form';
import { portalMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, useFormSession } from '#renderer';
import { errorText, Loaded, LoadingRows, useLocale, useMessages, useOpenFile, useUploader } from '#ui';
import { factsOf } from './registry.js';
import { useCompiledForm } from './use-compiled-form.js';

export interface CorrectCaseProps {
  readonly caseId: string;
  readonly layout: 'one-column' | 'dense';
  /** Who mends for the applicant opens the masked numbers with this reason, which the audit log keeps (D20). */
  readonly revealReason?: string;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Mending what was returned: the list of what is missing above the whole form, then one button. */
export function CorrectCase(props: CorrectCaseProps) {
  const { caseId, revealReason } = props;
  const detail = useQuery({
    queryKey: ['case', caseId, 'correct'],
    queryFn: async () => {
      const params = { caseId };
      const found = await call(routes.getCase, { params });
      if (revealReason === undefined || !found.can.correct) return found;
      const { data } = await call(routes.revealAnswers, { params, body: { reason: revealReason } });
      return { ...found, data: { ...found.data, ...data } };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return <Loaded query={detail}>{(data) => <WithApplicant {...props} detail={data} />}</Loaded>;
}

type WithDetail = CorrectCaseProps & { readonly detail: CaseDetail };

function WithApplicant(props: WithDetail) {
  const applicantId = props.detail.applicant.id;
  const compiled = useCompiledForm(props.detail.form);
  const applicant = useQuery({
    queryKey: ['applicant', applicantId],
    queryFn: () => call(routes.getApplicant, { params: { applicantId } }),
  });
  return (
    <Loaded query={applicant}>
      {(who) =>
        compiled === null ? <LoadingRows rows={2} /> : <Correct {...props} facts={factsOf(who)} compiled={compiled} />
      }
    </Loaded>
  );
}

const copyKey = (caseId: string) => `duixian.correction.${caseId}`;

function copyOnDevice(caseId: string): Record<string, unknown> | null {
  try {
    return JSON.parse(localStorage.getItem(copyKey(caseId)) ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

function Correct({
  detail,
  layout,
  facts,
  compiled,
  onDone,
  onBack,
}: WithDetail & { readonly facts: ReturnType<typeof factsOf>; readonly compiled: CompiledForm }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const uploader = useUploader();
  const openFile = useOpenFile();
  const [now] = useState(() => new Date().toISOString());
  const [commandId] = useState(() => crypto.randomUUID());
  const [initialData] = useState(() => copyOnDevice(detail.id) ?? detail.data);
  const [serverIssues, setServerIssues] = useState<readonly FormIssue[]>([]);
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
      onDone();
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
      <FormRenderer session={session} section="all" layout={layout} uploader={uploader} openFile={openFile} />
      <footer className="dx-fill-foot">
        <Button size="large" onClick={() => onBack()}>
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
