import { Alert, Button } from 'antd';
import { policyParts } from '#core/contract';
import { designerMessages, formatDateTime } from '#core/messages';
import { errorText, useLocale, useMessages } from '#ui';
import { useDraft } from '../draft/draft-context.js';

/** What stands between one's work and the server, with the choice it leaves. Nothing is decided for the person. */
export function Notices() {
  const { snapshot } = useDraft();
  return (
    <>
      {snapshot.offered === null ? null : <OfferedCopy />}
      {policyParts
        .filter((part) => snapshot.saves[part].status === 'conflict')
        .map((part) => (
          <Conflict key={part} part={part} />
        ))}
      {policyParts
        .filter((part) => snapshot.saves[part].status === 'refused')
        .map((part) => (
          <Refused key={part} part={part} />
        ))}
      {snapshot.isCopyMissing ? <CopyMissing /> : null}
    </>
  );
}

type Part = (typeof policyParts)[number];

function OfferedCopy() {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { snapshot, store } = useDraft();
  const parts = Object.keys(snapshot.offered?.parts ?? {}) as Part[];
  return (
    <Alert
      banner
      type="info"
      title={t('offered.title', {
        time: formatDateTime(snapshot.offered?.at ?? '', locale),
        parts: parts.map((part) => t(`tab.${part}`)).join(t('comma')),
      })}
      action={
        <span className="ds-actions">
          <Button size="small" type="primary" onClick={() => store.acceptOffered()}>
            {t('offered.accept')}
          </Button>
          <Button size="small" onClick={() => store.dismissOffered()}>
            {t('offered.dismiss')}
          </Button>
        </span>
      }
    />
  );
}

function Conflict({ part }: { readonly part: Part }) {
  const t = useMessages(designerMessages);
  const { store } = useDraft();
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={t('conflict.title', { part: t(`tab.${part}`) })}
      action={
        <span className="ds-actions">
          <Button size="small" type="primary" onClick={() => void store.resolveConflict(part, 'theirs')}>
            {t('conflict.theirs')}
          </Button>
          <Button size="small" onClick={() => void store.resolveConflict(part, 'mine')}>
            {t('conflict.mine')}
          </Button>
        </span>
      }
    />
  );
}

function Refused({ part }: { readonly part: Part }) {
  const t = useMessages(designerMessages);
  const locale = useLocale();
  const { snapshot } = useDraft();
  const { error } = snapshot.saves[part];
  return (
    <Alert
      banner
      type="error"
      role="alert"
      title={t('refused.title', { part: t(`tab.${part}`), reason: errorText(error, locale) })}
    />
  );
}

function CopyMissing() {
  const t = useMessages(designerMessages);
  return <Alert banner type="warning" title={t('copyMissing')} />;
}
