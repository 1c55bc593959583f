import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { Brand, CentredPage, ErrorState, LoadingRows, useMe } from '#ui';

/** `/`: straight to the own or the only city, else the choice. */
export function RootPage() {
  const me = useMe();
  const tenants = useQuery({ queryKey: ['tenants'], queryFn: () => call(routes.listTenants) });
  if (me !== null && me.applicants.length > 0) return <Navigate to={`/t/${me.tenant.slug}`} replace />;
  if (tenants.isPending) return <LoadingRows rows={1} />;
  if (tenants.error !== null) return <ErrorState error={tenants.error} onRetry={tenants.refetch} />;
  const [first, second] = tenants.data.items;
  if (first !== undefined && second === undefined) return <Navigate to={`/t/${first.slug}`} replace />;
  return (
    <CentredPage title="政策兑现">
      <div className="dx-rows">
        {tenants.data.items.map(({ slug, name }) => (
          <Brand key={slug} name={name} href={`/t/${slug}`} />
        ))}
      </div>
    </CentredPage>
  );
}
