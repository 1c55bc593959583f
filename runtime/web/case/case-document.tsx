import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { Collapse } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '#core/contract';
import { deskMessages, formatDate } from '#core/messages';
import { FormDocument } from '#renderer';
import { Amount, CaseStatus, Conditions, Timeline, useLocale, useMessages, useOpenFile, usePageTitle } from '#ui';
import { AmountTrace } from './amount-trace.js';
import { Chart } from './chart.js';
import { Instalments } from './instalments.js';
import { Materials } from './materials.js';
import { Reveal } from './reveal.js';
import { revealAnswers, revealIdentity } from './reveal-numbers.js';
import { useCompiledForm } from './use-compiled-form.js';

/** A case as staff read it: what the machine checked first, then answers, materials, and the way so far. */
export function CaseDocument({ detail }: { readonly detail: CaseDetail }) {
  usePageTitle(detail.applicant.name, detail.number);
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const openFile = useOpenFile();
  const [now] = useState(() => new Date().toISOString());
  const compiled = useCompiledForm(detail.form);
  return (
    <article className="dx-case">
      <Head detail={detail} />
      {detail.heldUp ? <p className="dx-held-up">{t('case.heldUp')}</p> : null}
      <MachineCheck detail={detail} />
      {detail.correction === null ? null : (
        <section className="dx-said-by">
          <strong>{t('case.correction')}</strong>
          <p>{detail.correction.reason}</p>
          <ul>
            {detail.correction.items.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {detail.confirmation?.state === 'waiting' && detail.status === 'in-progress' ? (
        <p className="dx-said-by">{t('case.waitingAccount')}</p>
      ) : null}
      <Payment detail={detail} />
      <section>
        <h2 className="dx-visually-hidden">{t('case.answers')}</h2>
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
      <section>
        <h2>{t('case.materials')}</h2>
        <Materials materials={detail.materials} />
      </section>
      <section>
        <h2>{t('case.way')}</h2>
        <Timeline entries={detail.timeline} current={detail.currentSteps} coming={detail.coming} />
        <Chart {...detail.flow} />
      </section>
    </article>
  );
}

function Head({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(deskMessages);
  const locale = useLocale();
  const date = formatDate(detail.submittedAt, locale);
  const { filedBy } = detail;
  const how =
    detail.channel === 'window'
      ? t('case.filedBy', { date, unit: filedBy.unitName ?? '', name: filedBy.name })
      : detail.channel === 'screening'
        ? t('case.screened', { date, name: filedBy.name })
        : t('case.submitted', { date });
  return (
    <header className="dx-case-head">
      <div>
        <h1>{detail.applicant.name}</h1>
        <p className="dx-note">
          {[detail.number, `${detail.policyTitle} v${detail.policyVersion}`, how].join(' · ')}
          {filedBy.agentName === null ? '' : ` · ${t('case.agent', { name: filedBy.agentName })}`}
        </p>
        <p className="dx-note">
          {t('case.identity', { masked: detail.applicant.identityMasked })}{' '}
          {detail.can.revealIdentity ? (
            <>
              <Reveal label={t('case.reveal')} reveal={(reason) => revealIdentity(detail, reason)} /> ·{' '}
              <Reveal label={t('case.revealAnswers')} reveal={(reason) => revealAnswers(detail, reason)} />
            </>
          ) : null}
        </p>
        <CaseStatus status={detail.status} />
      </div>
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
            <dd title={detail.amountReason ?? ''}>
              <Amount fen={detail.grantedAmountFen} size="large" />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

/** What the machine has checked comes first, and what it leaves to judgement is named. */
function MachineCheck({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(deskMessages);
  const { conditions } = detail.assessment;
  const count = (outcome: string) => conditions.filter((condition) => condition.outcome === outcome).length;
  const open = count('unknown');
  const unmet = count('not-met');
  return (
    <Collapse
      className="dx-machine"
      items={[
        {
          key: 'conditions',
          label: (
            <span className="dx-machine-line">
              <span className="dx-verdict" data-verdict={unmet === 0 ? 'met' : 'not-met'}>
                {unmet === 0 ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
                {t('case.machine', { total: conditions.length, met: count('met') })}
              </span>
              {unmet === 0 ? null : (
                <span className="dx-verdict" data-verdict="not-met">
                  {t('case.unmet', { count: unmet })}
                </span>
              )}
              {open === 0 ? null : (
                <span className="dx-verdict" data-verdict="not-met">
                  <ExclamationCircleFilled aria-hidden />
                  {t('case.judge', { count: open })}
                </span>
              )}
            </span>
          ),
          children: <Conditions assessment={detail.assessment} />,
        },
        ...(detail.amount === null
          ? []
          : [
              {
                key: 'amount',
                label: t('case.amountHow'),
                children: <AmountTrace amount={detail.amount} awards={detail.awards} />,
              },
            ]),
      ]}
      defaultActiveKey={open + unmet > 0 ? ['conditions'] : []}
    />
  );
}

function Payment({ detail }: { readonly detail: CaseDetail }) {
  const t = useMessages(deskMessages);
  const { payment } = detail;
  if (payment === null) return null;
  return (
    <section className="dx-said-by" data-tone={payment.status === 'failed' ? 'error' : 'neutral'}>
      <strong>
        {t(`case.payment.${payment.status}`, { reason: payment.reason ?? '', voucher: payment.voucherNumber ?? '' })}
      </strong>{' '}
      <Amount fen={payment.amountFen} />
      <Instalments instalments={detail.instalments} />
    </section>
  );
}
