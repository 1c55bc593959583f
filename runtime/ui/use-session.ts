import { useEffect, useSyncExternalStore } from 'react';
import { type SessionState, session } from '#client';
import type { Me, Permission } from '#core/contract';

/** The state of the sign-in; the first use looks for a session of this browser. */
export function useSessionState(): SessionState {
  useEffect(() => {
    // A network that fails here shows in the first call of the page, with its own words.
    session.start().catch(() => undefined);
  }, []);
  return useSyncExternalStore(session.subscribe, session.get);
}

/** Who is signed in; null for a visitor. Stays while a session has expired under an open page. */
export function useMe(): Me | null {
  const state = useSessionState();
  return state.kind === 'signed-in' || state.kind === 'expired' ? state.me : null;
}

export const may = (me: Me | null, ...permissions: readonly Permission[]): boolean =>
  me !== null && permissions.some((permission) => me.permissions.includes(permission));
