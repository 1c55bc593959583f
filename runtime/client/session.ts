import { type AnswerOf, type BodyOf, type Me, routes } from '#core/contract';
import { ApiError } from './api-error.js';
import { send } from './send.js';

/**
 * Who is signed in, in this page. The access token lives in memory only; the refresh cookie is the server's (D15).
 * `unknown` until the first look, `none` for a visitor, `expired` when a session ended under an open page: the page
 * then stays as it is and asks to sign in again, so that nothing typed is lost.
 */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'expired'; readonly me: Me }
  | { readonly kind: 'signed-in'; readonly me: Me; readonly accessToken: string };

/** Tells a page whether asking for a token is worth a request; says nothing secret. */
const hintKey = 'duixian.signed-in';

let state: SessionState = { kind: 'unknown' };
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  if (next.kind === 'signed-in') localStorage.setItem(hintKey, '1');
  if (next.kind === 'none') localStorage.removeItem(hintKey);
  for (const listener of listeners) listener();
}

function signedIn(answer: AnswerOf<typeof routes.signIn>): Me {
  become({ kind: 'signed-in', me: answer.me, accessToken: answer.accessToken });
  return answer.me;
}

let renewing: Promise<boolean> | null = null;

/** Renews the access token; one at a time over all tabs, so that the rotating cookie does not look stolen (D15). */
function renew(): Promise<boolean> {
  renewing ??= navigator.locks
    .request('duixian.refresh', async () => {
      try {
        signedIn(await send(routes.refresh, {}, null));
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.code === 'OFFLINE') throw error;
        become(state.kind === 'signed-in' ? { kind: 'expired', me: state.me } : { kind: 'none' });
        return false;
      }
    })
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

export const session = {
  get: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Looks once whether this browser is signed in. */
  async start(): Promise<void> {
    if (state.kind !== 'unknown') return;
    if (localStorage.getItem(hintKey) === null) return become({ kind: 'none' });
    await renew();
  },
  renew,
  async signIn(body: BodyOf<typeof routes.signIn>): Promise<Me> {
    return signedIn(await send(routes.signIn, { body }, null));
  },
  async register(body: BodyOf<typeof routes.register>): Promise<Me> {
    return signedIn(await send(routes.register, { body }, null));
  },
  async signOut(): Promise<void> {
    const token = state.kind === 'signed-in' ? state.accessToken : null;
    // What a page kept for this tab is not for who signs in next.
    sessionStorage.clear();
    become({ kind: 'none' });
    await send(routes.signOut, {}, token);
  },
  /** After a change of the own data, e.g. a first password change. */
  update(me: Me): void {
    if (state.kind === 'signed-in') become({ ...state, me });
  },
};
