import { Link, Navigate, useLocation, useNavigate } from 'react-router';
import { uiMessages } from '#core/messages';
import { SignInForm, useMe, useMessages, usePageTitle } from '#ui';
import { useBrand, useSlug } from './use-city.js';

/** Signs in and goes back to where one came from. */
export function SignInPage() {
  const t = useMessages(uiMessages);
  usePageTitle(t('signIn.title'), useBrand());
  const slug = useSlug();
  const me = useMe();
  const navigate = useNavigate();
  const from = (useLocation().state as { from?: string } | null)?.from ?? `/t/${slug}`;
  if (me !== null && me.tenant.slug === slug) return <Navigate to={from} replace />;
  return (
    <div className="dx-page dx-form-page">
      <section className="dx-panel">
        <h1>{t('signIn.title')}</h1>
        <SignInForm tenantSlug={slug} onSignedIn={() => navigate(from, { replace: true })} />
        <p>
          <Link to={`/t/${slug}/register`} state={{ from }}>
            {t('signIn.register')}
          </Link>
        </p>
        <p className="dx-note">{t('signIn.forgotApplicant')}</p>
      </section>
    </div>
  );
}
