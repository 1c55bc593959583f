import { lazy, Suspense, useEffect } from 'react';
import { useSessionState } from './use-session.js';

const loadDialog = () => import('./sign-in-dialog.js').then((part) => ({ default: part.SignInDialog }));
const SignInDialog = lazy(loadDialog);

/** Asks to sign in again over the page as it is, so that nothing typed is lost. */
export function SignInAgain() {
  const state = useSessionState();
  const isSignedIn = state.kind === 'signed-in';
  useEffect(() => {
    // Fetched while all is well: when the session ends, the network may have, too.
    if (isSignedIn) loadDialog().catch(() => undefined);
  }, [isSignedIn]);
  if (state.kind !== 'expired') return null;
  return (
    <Suspense>
      <SignInDialog me={state.me} />
    </Suspense>
  );
}
