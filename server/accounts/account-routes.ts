import { type Account, type AuditAction, routes } from '#core/contract';
import { assertMayManage, keepingAnAdministrator } from '../appointments/administrators.js';
import type { Deps, Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { AccountRecord } from './account-directory.js';
import { newOneTimePassword } from './password.js';

/** Accounts as the administration shows them, with their appointments and locks. */
async function present(deps: Deps, tenantId: string, records: readonly AccountRecord[]): Promise<Account[]> {
  const [open, locked] = await Promise.all([
    deps.appointments.openOf(
      tenantId,
      records.map(({ id }) => id),
    ),
    deps.signInGuard.locked(
      tenantId,
      records.map(({ login }) => login),
    ),
  ]);
  return records.map(({ id, login, name, mobile, kind, disabled, lastSignInAt }) => ({
    id,
    login,
    name,
    mobile,
    kind,
    disabled,
    lockedUntil: locked.get(login)?.toISOString() ?? null,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    // The platform's own role is neither given nor shown here.
    appointments: (open.get(id) ?? []).flatMap(({ role, ...rest }) =>
      role === 'platform-admin' ? [] : [{ role, ...rest }],
    ),
  }));
}

async function managed(deps: Deps, principal: Principal, accountId: string): Promise<AccountRecord> {
  const account = await deps.accounts.byId(principal.tenantId, accountId);
  if (account === null) throw new DomainError('NOT_FOUND');
  const open = await deps.appointments.openOf(principal.tenantId, [accountId]);
  await assertMayManage(deps, principal, open.get(accountId) ?? []);
  return account;
}

/** What a change of an account is called in the audit log; one entry for each. */
function actionsOf(
  before: AccountRecord,
  change: { name?: unknown; mobile?: unknown; disabled?: unknown; unlock?: unknown },
) {
  const actions: AuditAction[] = [];
  if (change.name !== undefined || change.mobile !== undefined) actions.push('account-updated');
  if (change.disabled === true && !before.disabled) actions.push('account-disabled');
  if (change.disabled === false && before.disabled) actions.push('account-enabled');
  if (change.unlock === true) actions.push('account-unlocked');
  return actions;
}

/** Administration of accounts. */
export const registerAccounts: Feature = (api, deps) => {
  const { accounts, audit, sessions, signInGuard } = deps;

  api.handle(routes.listAccounts, async ({ principal, query }) => {
    const { items, nextCursor } = await accounts.list(principal.tenantId, query);
    return { items: await present(deps, principal.tenantId, items), nextCursor };
  });

  api.handle(routes.createAccount, async ({ principal, body }) => {
    const { tenantId } = principal;
    const oneTimePassword = newOneTimePassword(body.login);
    const account = await accounts.create(tenantId, {
      ...body,
      kind: 'staff',
      password: oneTimePassword,
      mustChangePassword: true,
    });
    await audit.record({ tenantId, actor: principal, action: 'account-created', target: account.login });
    const [presented] = await present(deps, tenantId, [account]);
    return { account: presented as Account, oneTimePassword };
  });

  api.handle(routes.updateAccount, async ({ principal, params, body }) => {
    const { tenantId } = principal;
    const before = await managed(deps, principal, params.accountId);
    const { unlock, ...changes } = body;
    const account = await keepingAnAdministrator(deps, tenantId, {
      change: () => accounts.update(tenantId, before.id, changes),
      undo: () => accounts.update(tenantId, before.id, { disabled: before.disabled }),
    });
    if (body.disabled === true) await sessions.endAll(tenantId, account.id);
    if (unlock === true) await signInGuard.clear(tenantId, account.login);
    sessions.forget(account.id);
    for (const action of actionsOf(before, body)) {
      await audit.record({ tenantId, actor: principal, action, target: account.login });
    }
    const [presented] = await present(deps, tenantId, [account]);
    return presented as Account;
  });

  api.handle(routes.resetPassword, async ({ principal, params }) => {
    const { tenantId } = principal;
    const account = await managed(deps, principal, params.accountId);
    const oneTimePassword = newOneTimePassword(account.login);
    await accounts.setPassword(tenantId, account.id, oneTimePassword, true);
    await signInGuard.clear(tenantId, account.login);
    await sessions.endAll(tenantId, account.id);
    await audit.record({ tenantId, actor: principal, action: 'password-reset', target: account.login });
    return { oneTimePassword };
  });
  return undefined;
};
