import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { call } from '#client';
import { type DraftView, routes } from '#core/contract';
import { portalMessages } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';

interface SupersededProps {
  readonly draft: DraftView;
  readonly onCarriedOver: () => void;
}

/** The policy has a new version: the answers are carried over, and what changed is shown before going on. */
export function Superseded({ draft, onCarriedOver }: SupersededProps) {
  const t = useMessages(portalMessages);
  const locale = useLocale();
  const carry = useMutation({
    mutationFn: () =>
      call(routes.carryDraftOver, { params: { draftId: draft.id }, body: { revision: draft.revision } }),
  });
  const changes = carry.data?.changes;
  return (
    <section className="dx-panel dx-rows">
      <h1>{t('apply.superseded')}</h1>
      <p>{t('apply.supersededHelp', { version: draft.currentVersion })}</p>
      {carry.error === null ? null : <Alert type="error" showIcon title={errorText(carry.error, locale)} />}
      {changes === undefined ? (
        <Button type="primary" size="large" loading={carry.isPending} onClick={() => carry.mutate()}>
          {t('apply.carryOver')}
        </Button>
      ) : (
        <>
          <h2>{t('apply.changes')}</h2>
          {changes.length === 0 ? <p>{t('apply.noChanges')}</p> : null}
          <ul>
            {changes.map(({ kind, part, title }) => (
              <li key={`${part}-${kind}-${title}`}>{t(`apply.change.${kind}`, { title })}</li>
            ))}
          </ul>
          <Button type="primary" size="large" onClick={onCarriedOver}>
            {t('cases.continue')}
          </Button>
        </>
      )}
    </section>
  );
}
