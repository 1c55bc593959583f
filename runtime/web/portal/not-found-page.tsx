import { Link } from 'react-router';
import { portalMessages } from '#core/messages';
import { useMessages, usePageTitle } from '#ui';

export function NotFoundPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('notFound.title'));
  return (
    <div className="dx-page dx-narrow">
      <div className="dx-empty">
        <h1>{t('notFound.title')}</h1>
        <p>{t('notFound.help')}</p>
        <Link className="dx-button" to="/">
          {t('notFound.home')}
        </Link>
      </div>
    </div>
  );
}
