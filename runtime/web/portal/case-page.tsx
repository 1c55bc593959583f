import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '#client';
import { type CaseDetail, routes } from '#core/contract';
import { formatDateTime, portalMessages } from '#core/messages';
import { FormDocument } from '#renderer';
import {
  Amount,
  CaseStatus,
  Conditions,
  errorText,
  Loaded,
  netMs,
  Timeline,
  useLocale,
  useMessages,
  useOpenFile,
  usePageTitle,
} from '#ui';
import { AmountTrace } from '../case/amount-trace.js';
import { Chart } from '../case/chart.js';
import { ConfirmAccount } from '../case/confirm-account.js';
import { Instalments } from '../case/instalments.js';
import { Materials } from '../case/materials.js';
import { useCompiledForm } from '../case/use-compiled-form.js';
import { useCaseSentence } from './case-sentence.js';
import { useBrand, useSlug } from './use-city.js';

/** My case: a sentence about now and when, then the way, then what was handed in. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const detail = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(routes.getCase, { params: { caseId } }),
    refetchInterval: netMs,
  });
  return (
    <div className="dx-page dx-narrow">
      <Loaded query={detail}>{(data) => <Case detail={data} />}</Loaded>
    </div>
  );
}

const lastOpinion = (detail: CaseDetail) =>
  detail.timeline.findLast(({ kind }) => kind === 'refused' || kind === 'acceptance-refused')?.opinion ?? null;

function Case({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(portalMessages);
  usePageTitle(detail.policyTitle, detail.number, useBrand());
  const locale = useLocale();
  const slug = useSlug();
  const sentence = useCaseSentence();
  const openFile = useOpenFile();
  const [now] = useState(() => new Date().toISOString());
  const compiled = useCompiledForm(detail.form);
  const isRefused = detail.status === 'refused' || detail.status === 'acceptance-refused';
  const reason = isRefused ? lastOpinion(detail) : null;
  const base = `/t/${slug}/cases/${detail.id}`;
  return (
    <>
      <header>
        <p className="dx-note">{detail.number}</p>
        <h1>{detail.policyTitle}</h1>
        <p className="dx-now-sentence">{detail.heldUp ? t('case.heldUp') : sentence(detail)}</p>
        <p className="dx-tags">
          <CaseStatus status={detail.status} />
          {detail.channel === 'screening' ? <span className="dx-note">{t('case.screened')}</span> : null}
          {detail.channel === 'window' ? (
            <span className="dx-note">
              {t('case.filedBy', { unit: detail.filedBy.unitName ?? '', name: detail.filedBy.name })}
              {detail.filedBy.agentName === null ? '' : ` · ${t('case.agent', { name: detail.filedBy.agentName })}`}
            </span>
          ) : null}
        </p>
      </header>
      {reason === null ? null : (
        <section className="dx-said-by" data-tone="error">
          <strong>{t('case.reason')}</strong>
          <p>{reason}</p>
        </section>
      )}
      {detail.correction === null ? null : <Correction detail={detail} href={`${base}/correct`} />}
      <ConfirmAccount detail={detail} layout="one-column" />
      <section className="dx-panel">
        <Amounts detail={detail} />
        <Instalments instalments={detail.instalments} />
        <h2>{t('case.way')}</h2>
        <Timeline entries={detail.timeline} current={detail.currentSteps} coming={detail.coming} />
        <Chart {...detail.flow} />
      </section>
      <section className="dx-panel">
        <h2>{t('case.materials')}</h2>
        <Materials materials={detail.materials} />
      </section>
      <section className="dx-panel">
        <h2>{t('case.answers')}</h2>
        {compiled === null ? null : (
          <FormDocument
            compiled={compiled}
            data={detail.data}
            access={detail.access}
            changedFields={detail.changedFields}
            openFile={openFile}
            locale={locale}
            now={now}
          />
        )}
      </section>
      <section className="dx-panel">
        <h2>{t('apply.conditions')}</h2>
        <Conditions assessment={detail.assessment} />
      </section>
      {detail.amount === null ? null : (
        <section className="dx-panel">
          <h2>{t('case.amountHow')}</h2>
          <AmountTrace amount={detail.amount} awards={detail.awards} />
        </section>
      )}
      <p className="dx-actions dx-no-print">
        {detail.can.printReceipt ? (
          <Link className="dx-strong" to={`${base}/receipt`}>
            {t('case.receipt')}
          </Link>
        ) : null}
        {detail.can.withdraw ? <Withdraw caseId={detail.id} /> : null}
      </p>
    </>
  );
}

function Amounts({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(portalMessages);
  if (detail.requestedAmountFen === null && detail.grantedAmountFen === null) return null;
  return (
    <dl className="dx-amounts">
      <div>
        <dt>{t('case.requested')}</dt>
        <dd>
          <Amount fen={detail.requestedAmountFen} size="large" />
        </dd>
      </div>
      {detail.grantedAmountFen === null ? null : (
        <div>
          <dt>{t('case.granted')}</dt>
          <dd>
            <Amount fen={detail.grantedAmountFen} size="large" />
          </dd>
        </div>
      )}
      {detail.amountReason === null ? null : (
        <div>
          <dt>{t('case.reason')}</dt>
          <dd>{detail.amountReason}</dd>
        </div>
      )}
    </dl>
  );
}

function Correction({ detail, href }: { readonly detail: CaseDetail; readonly href: string }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const { correction } = detail;
  if (correction === null) return null;
  return (
    <section className="dx-said-by">
      <strong>{t('case.correctTitle')}</strong>
      <p>{correction.reason}</p>
      <ul>
        {correction.items.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        <small>{t('case.correctBy', { name: correction.byName, time: formatDateTime(correction.at, locale) })}</small>
      </p>
      {detail.can.correct ? (
        <p>
          <Link className="dx-button" to={href}>
            {t('case.correct')}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Withdraw({ caseId }: { readonly caseId: string }) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [commandId] = useState(() => crypto.randomUUID());
  const withdraw = useMutation({
    mutationFn: () => call(routes.withdrawCase, { params: { caseId }, body: { commandId, reason } }),
    onSuccess: () => {
      setOpen(false);
      message.success(t('case.withdrawn'));
    },
    onError: (error) => message.error(errorText(error, locale)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', caseId] }),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('case.withdraw')}</Button>
      <Modal
        open={isOpen}
        title={t('case.withdrawTitle')}
        okText={t('case.withdraw')}
        cancelText={t('apply.cancel')}
        okButtonProps={{ danger: true, loading: withdraw.isPending }}
        onOk={() => withdraw.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p>{t('case.withdrawHelp')}</p>
        <Input.TextArea
          aria-label={t('case.withdrawReason')}
          placeholder={t('case.withdrawReason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
