import type { ReactNode } from 'react';
import { session } from '#client';
import type { Me, Permission } from '#core/contract';
import { uiMessages } from '#core/messages';
import { CentredPage } from './centred-page.js';
import { ChangePassword } from './change-password.js';
import { MessageHost } from './message-host.js';
import { useMessages } from './preferences.js';
import { SignInAgain } from './sign-in-again.js';
import { SignInForm } from './sign-in-form.js';
import { LoadingPage } from './states.js';
import { may, useSessionState } from './use-session.js';
import { UserMenu } from './user-menu.js';

interface StaffGateProps {
  /** The page is for who holds one of these. */
  readonly needs: readonly Permission[];
  readonly children: (me: Me) => ReactNode;
}

/** Lets staff in: signed in, password their own, and with a right to be here. */
export function StaffGate(props: StaffGateProps) {
  return (
    <MessageHost>
      <Gate {...props} />
    </MessageHost>
  );
}

/** `?city=platform` for who belongs to a tenant that is not in the list, and for bookmarks. */
function cityInAddress(): { readonly tenantSlug?: string } {
  const slug = new URLSearchParams(location.search).get('city');
  return slug === null ? {} : { tenantSlug: slug };
}

function Gate({ needs, children }: StaffGateProps) {
  const t = useMessages(uiMessages);
  const state = useSessionState();
  if (state.kind === 'unknown') return <LoadingPage />;
  if (state.kind === 'none') {
    return (
      <CentredPage title={t('signIn.staffTitle')} foot={t('signIn.forgot')}>
        <SignInForm {...cityInAddress()} />
      </CentredPage>
    );
  }
  const { me } = state;
  if (me.mustChangePassword) {
    return (
      <CentredPage title={t('password.first')}>
        <ChangePassword />
      </CentredPage>
    );
  }
  if (!may(me, ...needs)) {
    return (
      <CentredPage title={me.tenant.name} foot={<UserMenu me={me} />}>
        <p role="alert" style={{ margin: '16px 0' }}>
          {t('signIn.wrongEntry')}
        </p>
        <SignInForm onSignedIn={() => void session.start()} />
      </CentredPage>
    );
  }
  return (
    <>
      {children(me)}
      <SignInAgain />
    </>
  );
}
