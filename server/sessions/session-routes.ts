import type { Response } from 'express';
import { routes } from '#core/contract';
import type { Deps, Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { presentMe } from './present-me.js';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.js';
import type { SessionKeys } from './session-keeper.js';

/** Hands a session to the browser: the cookie, and in the body the access token with who is signed in. */
export async function answerSignedIn(deps: Deps, response: Response, keys: SessionKeys) {
  const principal = await deps.sessions.authenticate(keys.accessToken);
  setRefreshCookie(response, keys, deps.config.publicUrl);
  const { accessToken, expiresAt } = keys;
  return { accessToken, expiresAt: expiresAt.toISOString(), me: await presentMe(deps, principal) };
}

/** Signing in and out, and the life of a session. */
export const registerSessions: Feature = (api, deps) => {
  const { accounts, audit, sessions, signInGuard, tenants, config, clock } = deps;

  api.handle(routes.signIn, async ({ body, response }) => {
    const { login, password } = body;
    const tenant = await tenants.bySlug(body.tenant);
    // A tenant that does not exist answers like a wrong password, after the same time.
    const tenantId = tenant?.id ?? `no tenant ${body.tenant}`;
    await signInGuard.assertOpen(tenantId, login);
    const account = await accounts.passwordFits(tenantId, login, password);
    if (tenant === null || account === null) {
      const locked = await signInGuard.failed(tenantId, login);
      if (tenant !== null) await auditFailure(deps, tenantId, login, locked);
      throw new DomainError('SIGN_IN_FAILED');
    }
    // Only who knows the password learns that the account is disabled.
    if (account.disabled) throw new DomainError('ACCOUNT_DISABLED');
    await signInGuard.clear(tenantId, login);
    await accounts.update(tenantId, account.id, { lastSignInAt: clock.now() });
    const keys = await sessions.open(tenantId, account.id);
    const actor = { accountId: account.id, name: account.name };
    await audit.record({ tenantId, actor, action: 'signed-in', target: account.login });
    return answerSignedIn(deps, response, keys);
  });

  api.handle(routes.refresh, async ({ request, response }) => {
    const cookie = readRefreshCookie(request);
    if (cookie === null) throw new DomainError('NOT_SIGNED_IN');
    try {
      return await answerSignedIn(deps, response, await sessions.refresh(cookie));
    } catch (error) {
      if (error instanceof DomainError) clearRefreshCookie(response, config.publicUrl);
      throw error;
    }
  });

  api.handle(routes.signOut, async ({ request, response }) => {
    const cookie = readRefreshCookie(request);
    clearRefreshCookie(response, config.publicUrl);
    const ended = cookie === null ? null : await sessions.endByCookie(cookie);
    if (ended !== null) {
      const { tenantId, accountId } = ended;
      const account = await accounts.byId(tenantId, accountId);
      const actor = { accountId, name: account?.name ?? accountId };
      await audit.record({ tenantId, actor, action: 'signed-out', target: account?.login ?? accountId });
    }
    return {};
  });

  api.handle(routes.signOutEverywhere, async ({ principal, response }) => {
    const { tenantId, accountId, login, name } = principal;
    await sessions.endAll(tenantId, accountId);
    clearRefreshCookie(response, config.publicUrl);
    await audit.record({ tenantId, actor: { accountId, name }, action: 'signed-out-everywhere', target: login });
    return {};
  });

  api.handle(routes.me, async ({ principal }) => presentMe(deps, principal));
  return undefined;
};

/** The login is kept only where an account has it: what was typed may be a password in the wrong box. */
async function auditFailure({ accounts, audit }: Deps, tenantId: string, login: string, locked: boolean) {
  const account = await accounts.byLogin(tenantId, login);
  const target = account?.login ?? '?';
  const actor = { accountId: account?.id ?? null, name: account?.name ?? '?' };
  await audit.record({ tenantId, actor, action: locked ? 'account-locked' : 'sign-in-failed', target });
}
