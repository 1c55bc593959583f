import { BellOutlined, FileDoneOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { Suspense } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { call } from '#client';
import { routes } from '#core/contract';
import { portalMessages, uiMessages } from '#core/messages';
import {
  Brand,
  LoadingPage,
  netMs,
  SignInAgain,
  setPreferences,
  UserMenu,
  useFreshPage,
  useLiveUpdates,
  useMe,
  useMessages,
  usePreferences,
} from '#ui';
import { NotFoundPage } from './not-found-page.js';
import { useActingFor, useCity, useSlug } from './use-city.js';

/** Head, page, and on phones a bar of four at the bottom. */
export function PortalShell() {
  const t = useMessages(portalMessages);
  const ui = useMessages(uiMessages);
  const slug = useSlug();
  const city = useCity();
  const me = useMe();
  const actingFor = useActingFor();
  const { locale, isLarge } = usePreferences();
  const main = useFreshPage();
  useLiveUpdates();
  const notices = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => call(routes.listNotices, { query: { limit: 1 } }),
    enabled: actingFor !== null,
    refetchInterval: netMs,
  });
  const base = `/t/${slug}`;
  // While one fills in, the steps' own buttons stand at the bottom.
  const isFilling = /\/(apply\/[^/]+|correct)$/.test(useLocation().pathname);
  if (city === null) {
    return (
      <main>
        <NotFoundPage />
      </main>
    );
  }
  const unread = notices.data?.unread ?? 0;
  const items = [
    { to: base, end: true, label: t('nav.policies'), icon: <SearchOutlined aria-hidden /> },
    { to: `${base}/cases`, label: t('nav.cases'), icon: <FileDoneOutlined aria-hidden /> },
    { to: `${base}/notices`, label: t('nav.notices'), icon: <BellOutlined aria-hidden />, count: unread },
    { to: `${base}/me`, label: t('nav.me'), icon: <UserOutlined aria-hidden /> },
  ];
  return (
    <div className="dx-portal" data-filling={isFilling}>
      <a className="dx-skip" href="#content">
        {ui('skip')}
      </a>
      <header className="dx-portal-head dx-no-print">
        <div className="dx-wide">
          <Brand name={city === undefined ? '' : t('brand', { city: city.name })} href={base} />
          <nav className="dx-tabs dx-from-tablet" aria-label={t('nav.main')}>
            {items.map(({ to, end, label, count = 0 }) => (
              <NavLink key={to} to={to} end={end ?? false}>
                {label}
                {count === 0 ? null : <span className="dx-count">{count}</span>}
              </NavLink>
            ))}
          </nav>
          <div className="dx-portal-tools">
            <button
              type="button"
              className="dx-quiet"
              aria-pressed={isLarge}
              onClick={() => setPreferences({ isLarge: !isLarge })}
            >
              {ui('large')}
            </button>
            <button
              type="button"
              className="dx-quiet"
              lang={locale === 'zh-CN' ? 'en' : 'zh'}
              title={ui('otherLanguageName')}
              onClick={() => setPreferences({ locale: locale === 'zh-CN' ? 'en-US' : 'zh-CN' })}
            >
              {ui('otherLanguage')}
            </button>
            {me === null ? (
              <Link className="dx-strong" to={`${base}/sign-in`}>
                {t('nav.signIn')}
              </Link>
            ) : (
              <UserMenu me={actingFor === null ? me : { ...me, name: actingFor.name, appointments: [] }} home={base} />
            )}
          </div>
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Suspense fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </main>
      {isFilling ? null : (
        <nav className="dx-bottom dx-no-print" aria-label={t('nav.main')}>
          {items.map(({ to, end, label, icon, count = 0 }) => (
            <NavLink key={to} to={to} end={end ?? false}>
              <Badge count={count} size="small" offset={[6, 4]}>
                {icon}
              </Badge>
              {label}
            </NavLink>
          ))}
        </nav>
      )}
      <SignInAgain />
    </div>
  );
}
