import { ScanOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#client';
import { type ApplicantView, routes } from '#core/contract';
import { windowMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';
import { NewApplicant } from './new-applicant.js';

interface ForWhomProps {
  readonly chosen: ApplicantView | null;
  readonly onChoose: (applicant: ApplicantView | null) => void;
}

/** Finds the applicant by what a scanner or a person types, or registers a new one (D2). */
export function ForWhom({ chosen, onChoose }: ForWhomProps) {
  const t = useMessages(windowMessages);
  const locale = useLocale();
  const [query, setQuery] = useState('');
  const [isCreating, setCreating] = useState(false);
  const find = useMutation({
    mutationFn: (text: string) => call(routes.findApplicants, { query: { query: text, limit: 10 } }),
    onSuccess: ({ items }) => {
      // A whole number leads to exactly one: a scanner needs no further click.
      const [only, other] = items;
      if (only !== undefined && other === undefined) onChoose(only);
    },
  });
  if (chosen !== null) {
    return (
      <section>
        <h2>{t('who.title')}</h2>
        <ApplicantCard applicant={chosen} />
        <Button type="link" size="small" onClick={() => onChoose(null)}>
          {t('who.change')}
        </Button>
      </section>
    );
  }
  return (
    <section>
      <h2>{t('who.title')}</h2>
      <Input.Search
        autoFocus
        enterButton={t('who.search')}
        aria-label={t('who.hint')}
        placeholder={t('who.hint')}
        prefix={<ScanOutlined aria-hidden />}
        maxLength={120}
        loading={find.isPending}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onSearch={(text) => (text.trim().length < 2 ? undefined : find.mutate(text.trim()))}
      />
      {find.error === null ? null : <Alert type="error" showIcon title={errorText(find.error, locale)} />}
      {find.data?.items.length === 0 ? <p className="dx-note">{t('who.none')}</p> : null}
      <div className="dx-window-choices">
        {(find.data?.items ?? []).map((applicant) => (
          <button key={applicant.id} type="button" className="dx-choice" onClick={() => onChoose(applicant)}>
            <Lines applicant={applicant} />
          </button>
        ))}
      </div>
      {isCreating ? (
        <NewApplicant
          initialNumber={/^[0-9A-Za-z]{15,18}$/.test(query.trim()) ? query.trim() : ''}
          onCreated={onChoose}
        />
      ) : (
        <Button type="link" size="small" onClick={() => setCreating(true)}>
          {t('who.create')}
        </Button>
      )}
    </section>
  );
}

function ApplicantCard({ applicant }: { readonly applicant: ApplicantView }) {
  return (
    <div className="dx-choice" data-chosen="true">
      <Lines applicant={applicant} />
    </div>
  );
}

function Lines({ applicant }: { readonly applicant: ApplicantView }) {
  const t = useMessages(windowMessages);
  return (
    <>
      <strong>{applicant.name}</strong>
      <span className="dx-note">{applicant.identityMasked}</span>
      <span className="dx-note">
        {t('who.contact', { name: applicant.contactName, mobile: applicant.mobileMasked })}
      </span>
      <span className="dx-note">
        {t(applicant.hasAccount ? 'who.account' : 'who.noAccount')} ·{' '}
        {t('who.open', { cases: applicant.openCases, drafts: applicant.drafts })}
      </span>
    </>
  );
}
