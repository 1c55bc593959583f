import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';

/** The own password. */
export const registerPasswords: Feature = (api, deps) => {
  const { accounts, audit, sessions, signInGuard } = deps;

  api.handle(routes.changePassword, async ({ principal, body }) => {
    const { tenantId, accountId, sessionId, login, name } = principal;
    // A stolen session must not become a place to guess the password at leisure.
    await signInGuard.assertOpen(tenantId, login);
    if ((await accounts.passwordFits(tenantId, login, body.current)) === null) {
      await signInGuard.failed(tenantId, login);
      throw new DomainError('PASSWORD_WRONG');
    }
    accounts.judgePassword(body.next, login);
    if (body.next === body.current) {
      const issues = [{ path: 'password', code: 'UNCHANGED' }];
      throw new DomainError('PASSWORD_TOO_WEAK', { reasons: ['UNCHANGED'] }, { issues });
    }
    await accounts.setPassword(tenantId, accountId, body.next, false);
    await signInGuard.clear(tenantId, login);
    await sessions.endAll(tenantId, accountId, sessionId);
    await audit.record({ tenantId, actor: { accountId, name }, action: 'password-changed', target: login });
    return {};
  });
  return undefined;
};
