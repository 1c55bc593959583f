import { uiMessages } from '#core/messages';
import { ChangePassword, useMessages } from '#ui';

/** An account made at the counter begins with a password of its own. */
export function FirstPasswordPage() {
  const t = useMessages(uiMessages);
  return (
    <div className="dx-page dx-narrow">
      <h1>{t('password.first')}</h1>
      <ChangePassword />
    </div>
  );
}
