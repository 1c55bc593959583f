import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Me } from '#core/contract';
import { uiMessages } from '#core/messages';
import { Brand } from './brand.js';
import { useMessages } from './preferences.js';
import { UserMenu } from './user-menu.js';

export interface NavItem {
  readonly to: string;
  readonly label: string;
  readonly count?: number;
  readonly end?: boolean;
}

interface OfficeShellProps {
  readonly me: Me;
  /** What stands beside the seal, e.g. the unit. */
  readonly place: string;
  readonly nav: readonly NavItem[];
  /** Between navigation and person: search. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The back office: one bar, and below it panes that scroll on their own. */
export function OfficeShell({ me, place, nav, tools, children }: OfficeShellProps) {
  const t = useMessages(uiMessages);
  return (
    <div className="dx-office">
      <a className="dx-visually-hidden" href="#content">
        {t('skip')}
      </a>
      <header className="dx-bar dx-no-print">
        <Brand name={place} href="/" />
        <nav className="dx-tabs" aria-label={place}>
          {nav.map(({ to, label, count, end }) => (
            <NavLink key={to} to={to} end={end ?? false}>
              {label}
              {count === undefined ? null : <span className="dx-count">{count}</span>}
            </NavLink>
          ))}
        </nav>
        <div className="dx-bar-tools">
          {tools}
          <UserMenu me={me} home={location.pathname} />
        </div>
      </header>
      <main id="content" className="dx-office-main">
        {children}
      </main>
    </div>
  );
}
