import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { portalMessages } from '#core/messages';
import { ErrorState, LoadingPage, Seal, useMe, useMessages, usePageTitle } from '#ui';

/** `/`: straight to the own or the only city, else the choice. */
export function RootPage() {
  const t = useMessages(portalMessages);
  usePageTitle(t('root.title'));
  const me = useMe();
  const tenants = useQuery({ queryKey: ['tenants'], queryFn: () => call(routes.listTenants) });
  if (me !== null && me.applicants.length > 0) return <Navigate to={`/t/${me.tenant.slug}`} replace />;
  if (tenants.isPending) return <LoadingPage />;
  if (tenants.error !== null) return <ErrorState error={tenants.error} onRetry={tenants.refetch} />;
  const [first, second] = tenants.data.items;
  if (first !== undefined && second === undefined) return <Navigate to={`/t/${first.slug}`} replace />;
  return (
    <main className="dx-centred">
      <section className="dx-panel">
        <h1 className="dx-brand">
          <Seal />
          {t('root.title')}
        </h1>
        <p>{t('root.help')}</p>
        <ul className="dx-cities">
          {tenants.data.items.map(({ slug, name }) => (
            <li key={slug}>
              <Link to={`/t/${slug}`}>
                {name} <span aria-hidden>›</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
