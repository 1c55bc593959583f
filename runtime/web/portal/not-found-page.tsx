import { Link } from 'react-router';
import { portalMessages } from '#core/messages';
import { EmptyState, useMessages } from '#ui';

export function NotFoundPage() {
  const t = useMessages(portalMessages);
  return (
    <div className="dx-page">
      <EmptyState
        title={t('notFound.title')}
        help={t('notFound.help')}
        action={<Link to="/">{t('notFound.home')}</Link>}
      />
    </div>
  );
}
