import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { ApiError, call } from '#client';
import { type CaseDetail, type OnBehalf, routes } from '#core/contract';
import type { CompiledForm, FieldAccess, FormIssue } from '#core/form';
import { formatDateTime, portalMessages } from '#core/messages';
import { ErrorSummary, FormRenderer, useFormSession } from '#renderer';
import { errorText, useLocale, useMessages, useOpenFile, useUploader } from '#ui';
import { useCompiledForm } from './use-compiled-form.js';

interface ConfirmAccountProps {
  readonly detail: CaseDetail;
  readonly layout: 'one-column' | 'dense';
  /** At the window: who came and agreed; null while something of it is missing. Absent at the portal. */
  readonly onBehalf?: OnBehalf | null;
  /** Above the account, e.g. who came. */
  readonly children?: ReactNode;
}

/** 免申即享 (U2): the firm confirms where the money goes, or gives it up; afterwards what it said, and when. */
export function ConfirmAccount(props: ConfirmAccountProps) {
  const { detail } = props;
  const { confirmation } = detail;
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const compiled = useCompiledForm(detail.form);
  if (confirmation === null) return null;
  if (confirmation.state !== 'waiting') {
    const said = { name: confirmation.byName ?? '', time: formatDateTime(confirmation.at ?? '', locale) };
    return (
      <p className="dx-note">{t(confirmation.state === 'confirmed' ? 'award.confirmedBy' : 'award.givenUp', said)}</p>
    );
  }
  if (!detail.can.confirmAccount) return null;
  return (
    <section className="dx-panel dx-award" aria-label={t('award.title')}>
      <h2>{t('award.title')}</h2>
      <p>{t('award.lead')}</p>
      {props.children}
      {compiled === null ? null : <Account {...props} compiled={compiled} fields={confirmation.fields} />}
    </section>
  );
}

function Account({
  detail,
  layout,
  onBehalf,
  compiled,
  fields,
}: ConfirmAccountProps & { readonly compiled: CompiledForm; readonly fields: readonly string[] }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const uploader = useUploader();
  const openFile = useOpenFile();
  const [now] = useState(() => new Date().toISOString());
  const [commandId] = useState(() => crypto.randomUUID());
  const [serverIssues, setServerIssues] = useState<readonly FormIssue[]>([]);
  const access = useMemo<FieldAccess>(
    () => ({ '*': 'hidden', ...Object.fromEntries(fields.map((field) => [field, 'edit' as const])) }),
    [fields],
  );
  const session = useFormSession({
    compiled,
    initialData: detail.data,
    now,
    access,
    externalIssues: serverIssues,
    locale,
  });
  const isAtWindow = onBehalf !== undefined;
  const isReady = !isAtWindow || onBehalf !== null;
  const confirm = useMutation({
    mutationFn: () => {
      const data = session.data();
      const own = Object.fromEntries(
        fields.filter((field) => data[field] !== undefined).map((field) => [field, data[field]]),
      );
      const body = { commandId, data: own, onBehalf: onBehalf ?? null };
      return call(routes.confirmAccount, { params: { caseId: detail.id }, body });
    },
    onSuccess: () => message.success(t('award.confirmed')),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'SUBMISSION_INVALID')
        setServerIssues((error.issues ?? []) as unknown as readonly FormIssue[]);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', detail.id] }),
  });
  return (
    <>
      {confirm.error === null ? null : (
        <Alert type="error" showIcon role="alert" title={errorText(confirm.error, locale)} />
      )}
      <ErrorSummary session={session} section="all" />
      {fields.length === 0 ? (
        <p className="dx-note">{t('award.noAccount')}</p>
      ) : (
        <FormRenderer session={session} section="all" layout={layout} uploader={uploader} openFile={openFile} />
      )}
      <p className="dx-actions">
        <GiveUp caseId={detail.id} onBehalf={onBehalf ?? null} isReady={isReady} />
        <Button
          type="primary"
          size="large"
          disabled={!isReady}
          loading={confirm.isPending}
          onClick={() => (session.attemptAll() ? confirm.mutate() : undefined)}
        >
          {t('award.confirm')}
        </Button>
      </p>
    </>
  );
}

function GiveUp({
  caseId,
  onBehalf,
  isReady,
}: {
  readonly caseId: string;
  readonly onBehalf: OnBehalf | null;
  readonly isReady: boolean;
}) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [commandId] = useState(() => crypto.randomUUID());
  const giveUp = useMutation({
    mutationFn: () =>
      call(routes.giveUpAward, { params: { caseId }, body: { commandId, reason: reason.trim(), onBehalf } }),
    onSuccess: () => {
      setAsking(false);
      message.success(t('award.gaveUp'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', caseId] }),
  });
  return (
    <>
      <Button size="large" disabled={!isReady} onClick={() => setAsking(true)}>
        {t('award.giveUp')}
      </Button>
      <Modal
        open={isAsking}
        title={t('award.giveUpTitle')}
        okText={t('award.giveUp')}
        cancelText={t('apply.cancel')}
        okButtonProps={{ danger: true, loading: giveUp.isPending }}
        onOk={() => giveUp.mutate()}
        onCancel={() => setAsking(false)}
      >
        {giveUp.error === null ? null : (
          <Alert type="error" showIcon role="alert" title={errorText(giveUp.error, locale)} />
        )}
        <p>{t('award.giveUpHelp')}</p>
        <Input.TextArea
          aria-label={t('award.giveUpReason')}
          placeholder={t('award.giveUpReason')}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  );
}
