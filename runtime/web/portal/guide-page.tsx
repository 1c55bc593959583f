import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '#client';
import { type PolicyGuide, routes } from '#core/contract';
import { audienceWords, formatLongDate, policyClassWords, portalMessages, redemptionWords } from '#core/messages';
import {
  Amount,
  Conditions,
  ConditionTitle,
  errorText,
  Loaded,
  Tag,
  useLocale,
  useMe,
  useMessages,
  usePageTitle,
} from '#ui';
import { Chart } from '../case/chart.js';
import { Deadline } from './policy-row.js';
import { useActingFor, useBrand, useSlug } from './use-city.js';

/** The guide: do you qualify, what to hand in, how it goes; and beside it the amount and the one button. */
export function GuidePage() {
  const slug = useSlug();
  const { policyId = '' } = useParams();
  const actingFor = useActingFor();
  const guide = useQuery({
    queryKey: ['guide', slug, policyId, actingFor?.id],
    queryFn: () => call(routes.getGuide, { params: { slug, policyId }, query: { applicantId: actingFor?.id } }),
  });
  return (
    <div className="dx-wide dx-page">
      <Loaded query={guide}>{(data) => <Guide guide={data} />}</Loaded>
    </div>
  );
}

function Guide({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  usePageTitle(guide.title, useBrand());
  const locale = useLocale();
  const slug = useSlug();
  const classes = useMessages(policyClassWords);
  const ways = useMessages(redemptionWords);
  const { elements } = guide;
  return (
    <>
      <nav className="dx-note" aria-label={t('guide.breadcrumb')}>
        <Link to={`/t/${slug}`}>{t('nav.policies')}</Link> /{' '}
        <Link to={`/t/${slug}?class=${guide.class}`}>{classes(guide.class)}</Link>
      </nav>
      <h1>{guide.title}</h1>
      <p className="dx-note dx-tags">
        <Tag tone="primary">{ways(guide.redemption)}</Tag>
        <span>
          {guide.unitName} ·{' '}
          {t('guide.version', { version: guide.version, date: formatLongDate(guide.publishedAt, locale) })}
        </span>
      </p>
      <div className="dx-guide">
        <div className="dx-rows">
          <Qualify guide={guide} />
          <HandIn guide={guide} />
          <Way guide={guide} />
          <section className="dx-panel">
            <h2>{t('guide.basis')}</h2>
            <p>
              {elements.document.title}
              {elements.document.number === '' ? '' : `（${elements.document.number}）`}
            </p>
            <p className="dx-note">{elements.document.issuer}</p>
            {elements.demoValues.length === 0 ? null : (
              <p className="dx-note">
                <Tag tone="warning">{t('guide.demo')}</Tag>{' '}
                {t('guide.demoHelp', { notes: elements.demoValues.map(({ note }) => note).join('；') })}
              </p>
            )}
          </section>
        </div>
        <ApplyBox guide={guide} />
      </div>
    </>
  );
}

function Qualify({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  return (
    <section className="dx-panel">
      <h2>{guide.assessment === null ? t('guide.qualifyVisitor') : t('guide.qualify')}</h2>
      {guide.assessment === null ? (
        <ul className="dx-conditions">
          {guide.rules.conditions.map(({ id, kind, title, clause, note }) => (
            <li key={id}>
              <div>
                <p>
                  <ConditionTitle condition={{ kind, title }} /> <small>{clause}</small>
                </p>
                {note === undefined ? null : <small>{note}</small>}
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Conditions assessment={guide.assessment} />
      )}
    </section>
  );
}

function HandIn({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  return (
    <section className="dx-panel">
      <h2>{t('guide.materials')}</h2>
      {guide.materials.length === 0 ? <p>{t('guide.noMaterials')}</p> : null}
      <ul className="dx-conditions">
        {guide.materials.map(({ id, title, note, heldByGovernment, heldBy, originalNeeded }) => (
          <li key={id}>
            <div>
              <p>{title}</p>
              {note === '' ? null : <small>{note}</small>}
            </div>
            {heldByGovernment ? (
              <Tag tone="success">{t('guide.held', { by: heldBy ?? t('guide.heldBy') })}</Tag>
            ) : (
              <Tag>{[t('guide.online'), originalNeeded ? t('guide.original') : ''].filter(Boolean).join(' · ')}</Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  return (
    <section className="dx-panel">
      <h2>{t('guide.way')}</h2>
      <ol className="dx-way">
        <li>
          <b>{t('guide.submit')}</b>
        </li>
        {guide.steps.map((step) => (
          <li key={step.elementId}>
            <b>{step.name}</b>
            <small>{step.handler}</small>
            <small>
              {step.limitWorkingDays === null ? t('guide.noLimit') : t('guide.days', { n: step.limitWorkingDays })}
            </small>
          </li>
        ))}
      </ol>
      {guide.promisedWorkingDays === null ? null : (
        <p className="dx-note">{t('guide.promise', { n: guide.promisedWorkingDays })}</p>
      )}
      <Chart xml={guide.flow} />
    </section>
  );
}

/** Stays in view: the amount, and the one button. */
function ApplyBox({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  const { elements } = guide;
  return (
    <aside className="dx-guide-side">
      <div className="dx-panel">
        <p className="dx-note">{guide.amountFen === null ? t('guide.amountVisitor') : t('guide.amount')}</p>
        <p>
          {guide.amountFen === null ? (
            <span className="dx-amount" data-size="large">
              {guide.amountText}
            </span>
          ) : (
            <Amount fen={guide.amountFen} size="hero" />
          )}
        </p>
        {guide.rules.amount === null ? null : <p className="dx-note">{guide.rules.amount.explanation}</p>}
        <ApplyButton guide={guide} />
        <Button type="text" block className="dx-no-print" onClick={() => window.print()}>
          {t('guide.print')}
        </Button>
      </div>
      <div className="dx-note dx-contacts">
        <p>
          <Deadline row={guide} />
        </p>
        {elements.contacts.map(({ name, phone, hours, address }) => (
          <p key={`${name}${phone}`}>
            {t('guide.contact')} {name} {phone}
            {hours === '' ? '' : `（${hours}）`}
            {address === '' ? null : <br />}
            {address}
          </p>
        ))}
        {elements.complaintPhone === '' ? null : <p>{t('guide.complaint', { phone: elements.complaintPhone })}</p>}
        <p>{t('guide.window')}</p>
      </div>
    </aside>
  );
}

function ApplyButton({ guide }: { readonly guide: PolicyGuide }) {
  const t = useMessages(portalMessages);
  const audiences = useMessages(audienceWords);
  const locale = useLocale();
  const slug = useSlug();
  const navigate = useNavigate();
  const me = useMe();
  const actingFor = useActingFor();
  const { message } = App.useApp();
  const drafts = useQuery({
    queryKey: ['drafts', actingFor?.id],
    queryFn: () => call(routes.listDrafts, { query: { applicantId: actingFor?.id ?? '', limit: 100 } }),
    enabled: actingFor !== null,
  });
  const open = drafts.data?.items.find((draft) => draft.policyId === guide.id && draft.caseId === null);
  const start = useMutation({
    mutationFn: () =>
      call(routes.createDraft, {
        body: { policyId: guide.id, applicantId: actingFor?.id ?? '', onBehalf: null },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (draft) => navigate(`/t/${slug}/apply/${draft.id}`),
    onError: (error) => message.error(errorText(error, locale)),
  });
  if (me === null) {
    return (
      <Button
        type="primary"
        block
        size="large"
        onClick={() => navigate(`/t/${slug}/sign-in`, { state: { from: `/t/${slug}/policies/${guide.id}` } })}
      >
        {t('guide.signInToApply')}
      </Button>
    );
  }
  if (guide.availability !== 'open') {
    return (
      <Button block size="large" disabled>
        {t(guide.availability === 'closed' ? 'guide.closed' : 'guide.notYet')}
      </Button>
    );
  }
  if (actingFor === null || actingFor.kind !== guide.audience) {
    return <p role="note">{t('guide.wrongAudience', { audience: audiences(guide.audience) })}</p>;
  }
  if (open !== undefined) {
    return (
      <Button type="primary" block size="large" onClick={() => navigate(`/t/${slug}/apply/${open.id}`)}>
        {t('guide.continue')}
      </Button>
    );
  }
  return (
    <Button type="primary" block size="large" loading={start.isPending} onClick={() => start.mutate()}>
      {t('guide.apply')}
    </Button>
  );
}
