import { lazy } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { LoadingPage, useSessionState } from '#ui';
import { NotFoundPage } from './not-found-page.js';
import { useSlug } from './use-city.js';

const FirstPasswordPage = lazy(() =>
  import('./first-password-page.js').then((page) => ({ default: page.FirstPasswordPage })),
);

/** Pages behind this need an applicant of this city; a visitor signs in first and then comes here. */
export function SignedInApplicant() {
  const state = useSessionState();
  const slug = useSlug();
  const location = useLocation();
  if (state.kind === 'unknown') return <LoadingPage />;
  if (state.kind === 'none') {
    return <Navigate to={`/t/${slug}/sign-in`} state={{ from: location.pathname + location.search }} replace />;
  }
  if (state.me.tenant.slug !== slug) return <NotFoundPage />;
  if (state.me.mustChangePassword) return <FirstPasswordPage />;
  return <Outlet />;
}
