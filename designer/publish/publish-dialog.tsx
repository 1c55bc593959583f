import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '#client';
import { policyParts, routes } from '#core/contract';
import { designerMessages } from '#core/messages';
import { type PolicyProblem, policyProblemText } from '#core/policy';
import { errorText, LoadingRows, may, useLocale, useMe, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';
import { problemAddress } from '../model/places.js';
import { DryRun } from './dry-run.js';

interface PublishDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPublished: () => Promise<void>;
}

/** Checks the whole as the server has it, leads to what is wrong, and publishes what was checked. */
export function PublishDialog({ isOpen, onClose, onPublished }: PublishDialogProps) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const { policyId = '' } = useParams();
  const { policy, store, snapshot } = useDraft();
  const me = useMe();
  const check = useMutation({
    mutationFn: async () => {
      await store.flush();
      return (await call(routes.checkPolicy, { params: { policyId } })).problems;
    },
  });
  const { mutate: runCheck } = check;
  useEffect(() => {
    if (isOpen) runCheck();
  }, [isOpen, runCheck]);
  const publication = useMutation({
    mutationFn: () => {
      const saves = store.get().saves;
      const revisions = Object.fromEntries(policyParts.map((part) => [part, saves[part].revision]));
      return call(routes.publishPolicy, { params: { policyId }, body: { revisions: revisions as never } });
    },
    onSuccess: async ({ version }) => {
      message.success(t('publish.done', { version }));
      await onPublished();
      onClose();
    },
  });
  const problems = check.data ?? [];
  const errors = problems.filter((problem) => problem.severity === 'error');
  const isUnsaved = policyParts.some((part) => snapshot.saves[part].status !== 'saved');
  const mayPublish = may(me, 'policy.publish') && check.isSuccess && errors.length === 0 && !isUnsaved;
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      width={760}
      title={t('publish.title')}
      footer={[
        <TakeOffline key="offline" onDone={onPublished} />,
        <Button key="again" onClick={() => runCheck()} loading={check.isPending}>
          {t('publish.again')}
        </Button>,
        <Button
          key="publish"
          type="primary"
          disabled={!mayPublish}
          loading={publication.isPending}
          onClick={() => publication.mutate()}
        >
          {t('publish.submit', { version: policy.version + 1 })}
        </Button>,
      ]}
    >
      {[check.error, publication.error].map((error) =>
        error === null ? null : (
          <Alert
            key={String(error)}
            type="error"
            showIcon
            role="alert"
            className="ds-alert"
            title={errorText(error, locale)}
          />
        ),
      )}
      {isUnsaved && check.isSuccess ? (
        <Alert type="warning" showIcon className="ds-alert" title={t('publish.unsaved')} />
      ) : null}
      {check.isPending ? <LoadingRows rows={2} /> : null}
      {check.isSuccess ? <Findings problems={problems} policyId={policyId} onFollow={onClose} /> : null}
      {check.isSuccess && errors.length === 0 ? <DryRun policyId={policyId} /> : null}
      {check.isSuccess && errors.length === 0 ? (
        <p>{t('publish.consequence', { version: policy.version + 1 })}</p>
      ) : null}
    </Modal>
  );
}

interface FindingsProps {
  readonly problems: readonly PolicyProblem[];
  readonly policyId: string;
  readonly onFollow: () => void;
}

function Findings({ problems, policyId, onFollow }: FindingsProps) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const title =
    problems.length === 0
      ? t('publish.clean')
      : errors === 0
        ? t('publish.warnings', { count: problems.length })
        : t('publish.errors', { count: errors });
  return (
    <>
      <Alert
        type={errors > 0 ? 'error' : problems.length > 0 ? 'warning' : 'success'}
        showIcon
        className="ds-alert"
        role="status"
        title={title}
      />
      {policyParts.map((part) => {
        const here = problems.filter((problem) => problem.part === part);
        if (here.length === 0) return null;
        return (
          <section className="ds-findings" key={part} aria-label={t(`tab.${part}`)}>
            <h3>{`${t(`tab.${part}`)}（${here.length}）`}</h3>
            <ul>
              {here.map((problem) => (
                <li key={`${problem.place}-${policyProblemText(problem, locale)}`} data-severity={problem.severity}>
                  <span className="ds-severity">{t(`severity.${problem.severity}`)}</span>
                  <Link to={problemAddress(policyId, problem)} onClick={onFollow}>
                    {isElement(problem)
                      ? t('publish.element', {
                          label: t(`element.${problem.place}`),
                          text: policyProblemText(problem, locale),
                        })
                      : policyProblemText(problem, locale)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

type ElementLabel =
  Extract<keyof typeof designerMessages.zh, `element.${string}`> extends `element.${infer Place}` ? Place : never;

/** Problems of the elements speak of “here”; away from there they need its name. */
function isElement(problem: PolicyProblem): problem is PolicyProblem & { readonly place: ElementLabel } {
  return problem.part === 'elements' && Object.hasOwn(designerMessages.zh, `element.${problem.place}`);
}

function TakeOffline({ onDone }: { readonly onDone: () => Promise<void> }) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { message } = App.useApp();
  const { policy } = useDraft();
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const removal = useMutation({
    mutationFn: () =>
      call(routes.takePolicyOffline, { params: { policyId: policy.id }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      message.success(t('offline.done'));
      setAsking(false);
      await onDone();
    },
  });
  if (policy.state !== 'online' || !may(me, 'policy.publish')) return null;
  return (
    <>
      <Button key="offline" danger type="text" className="ds-left" onClick={() => setAsking(true)}>
        {t('offline.open')}
      </Button>
      <Modal
        open={isAsking}
        title={t('offline.title')}
        okText={t('offline.submit')}
        cancelText={t('cancel')}
        okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
        confirmLoading={removal.isPending}
        onOk={() => removal.mutate()}
        onCancel={() => setAsking(false)}
      >
        {removal.error === null ? null : (
          <Alert type="error" showIcon role="alert" title={errorText(removal.error, locale)} />
        )}
        <p className="ds-help">{t('offline.help')}</p>
        <Input.TextArea
          aria-label={t('offline.reason')}
          placeholder={t('offline.reason')}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
