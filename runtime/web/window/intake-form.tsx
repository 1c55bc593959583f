import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { call } from '#client';
import { type AnswerOf, type DraftView, type PolicyVersionContent, routes } from '#core/contract';
import { type CompiledForm, type FormIssue, prefillData, type SubmissionData } from '#core/form';
import { windowMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, useFormSession } from '#renderer';
import { errorText, Loaded, LoadingRows, useLocale, useMessages, useOpenFile, useUploader } from '#ui';
import { forgetOnDevice, unsavedOnDevice } from '../case/draft-saver.js';
import { factsOf } from '../case/registry.js';
import { SaveState } from '../case/save-state.js';
import { issuesOfRefusal, submitDraft } from '../case/submit-draft.js';
import { useCompiledForm } from '../case/use-compiled-form.js';
import { useDraftSaver } from '../case/use-draft-saver.js';
import { MaterialsPane } from './materials-pane.js';

interface IntakeFormProps {
  readonly draft: DraftView;
  readonly onFiled: (filed: AnswerOf<typeof routes.submitDraft>) => void;
}

/** The same form, denser, with the materials beside it. */
export function IntakeForm({ draft, onFiled }: IntakeFormProps) {
  const { policyId, applicantId } = draft;
  // A draft of an older version is carried over at once: the clerk fills in what is in force now.
  const [current, setCurrent] = useState(draft);
  const carry = useMutation({
    mutationFn: () =>
      call(routes.carryDraftOver, { params: { draftId: draft.id }, body: { revision: draft.revision } }),
    onSuccess: ({ draft: carried }) => setCurrent(carried),
  });
  const isOld = current.currentVersion > current.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for this draft
  useEffect(() => {
    if (isOld) carry.mutate();
  }, [isOld]);
  const content = useQuery({
    queryKey: ['version', policyId, current.version],
    queryFn: () => call(routes.getPolicyVersion, { params: { policyId, version: current.version } }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !isOld,
  });
  const applicant = useQuery({
    queryKey: ['applicant', applicantId],
    queryFn: () => call(routes.getApplicant, { params: { applicantId } }),
  });
  return (
    <Loaded query={content}>
      {(policy) => (
        <Loaded query={applicant}>
          {(who) => (
            <WithForm key={current.version} draft={current} policy={policy} facts={factsOf(who)} onFiled={onFiled} />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface FormProps extends IntakeFormProps {
  readonly policy: PolicyVersionContent;
  readonly facts: ReturnType<typeof factsOf>;
  readonly compiled: CompiledForm;
}

function WithForm(props: Omit<FormProps, 'compiled'>) {
  const compiled = useCompiledForm(props.policy.form);
  return compiled === null ? <LoadingRows rows={2} /> : <Form {...props} compiled={compiled} />;
}

function Form({ draft, policy, facts, compiled, onFiled }: FormProps) {
  const t = useMessages(windowMessages);
  const locale = useLocale();
  const uploader = useUploader();
  const openFile = useOpenFile();
  const { saver, state } = useDraftSaver(draft);
  const [now] = useState(() => new Date().toISOString());
  const [begin] = useState(() => {
    return { compiled, data: prefillData(compiled, unsavedOnDevice(draft.id) ?? draft.data, facts) };
  });
  const [answers, setAnswers] = useState<SubmissionData>(begin.data);
  const [originals, setOriginals] = useState<readonly string[]>(draft.originalsSeen);
  const [serverIssues, setServerIssues] = useState<readonly FormIssue[]>([]);
  const [submitKey] = useState(() => crypto.randomUUID());
  const session = useFormSession({
    compiled: begin.compiled,
    initialData: begin.data,
    now,
    registry: facts,
    externalIssues: serverIssues,
    locale,
    onChange: (data) => {
      setAnswers(data);
      saver.keep(data);
    },
  });
  const submit = useMutation({
    mutationFn: () => submitDraft(saver, draft.id, submitKey),
    onSuccess: (filed) => {
      forgetOnDevice(draft.id);
      onFiled(filed);
    },
    onError: (error) => setServerIssues(issuesOfRefusal(error)),
  });
  // The keyboard goes on in the form that was just opened.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const file = () => (session.attemptAll() && !submit.isPending ? submit.mutate() : undefined);
  const latest = useRef(file);
  latest.current = file;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F4') return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <section className="dx-pane dx-window-fill" aria-label={policy.elements.title}>
        <header>
          <h1 ref={heading} tabIndex={-1}>
            {policy.elements.title}
          </h1>
          <span className="dx-note">{t('fill.keys')}</span>
          <SaveState state={state} />
        </header>
        <ErrorSummary session={session} section="all" />
        <FormRenderer session={session} section="all" layout="dense" uploader={uploader} openFile={openFile} />
      </section>
      <aside className="dx-pane dx-pane-side dx-window-materials">
        <MaterialsPane
          materials={policy.materials}
          answers={answers}
          originals={originals}
          onOriginals={(next) => {
            setOriginals(next);
            saver.keepOriginals(next);
          }}
        />
        {submit.error === null ? null : (
          <Alert type="error" showIcon role="alert" title={errorText(submit.error, locale)} />
        )}
        <Button type="primary" size="large" block loading={submit.isPending} onClick={file}>
          {t('submit')}
        </Button>
      </aside>
    </>
  );
}
