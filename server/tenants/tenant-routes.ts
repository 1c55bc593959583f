import { routes } from '#core/contract';
import { newOneTimePassword } from '../accounts/password.js';
import { chinaDayOf } from '../calendar/china-day.js';
import type { Deps, Feature } from '../http/deps.js';

const rootCode = 'city';

/** The cities; and a new one, whose creation goes on where it broke off when it is asked for again. */
export const registerTenants: Feature = (api, deps) => {
  const { audit, tenants } = deps;

  api.handle(routes.listTenants, async () => {
    const listed = await tenants.listed();
    return { items: listed.map(({ id, slug, name }) => ({ id, slug, name })) };
  });

  api.handle(routes.createTenant, async ({ principal, body }) => {
    const { slug, name, adminLogin, adminName } = body;
    const { id } = await tenants.begin({ slug, name });
    const oneTimePassword = await firstAdministrator(deps, id, { cityName: name, login: adminLogin, name: adminName });
    await tenants.finish(id);
    const record = { actor: principal, action: 'tenant-created', target: slug, detail: { name } } as const;
    await audit.record({ tenantId: principal.tenantId, ...record });
    await audit.record({ tenantId: id, ...record });
    return { tenant: { id, slug, name }, oneTimePassword };
  });
  return undefined;
};

/** Root unit, account and appointment; each that exists from an earlier try is kept, the password is new. */
async function firstAdministrator(
  { accounts, appointments, clock, units }: Deps,
  tenantId: string,
  { cityName, login, name }: { readonly cityName: string; readonly login: string; readonly name: string },
): Promise<string> {
  const root =
    (await units.byCode(tenantId, rootCode)) ??
    (await units.create(tenantId, { parentId: null, code: rootCode, name: cityName, kind: 'city' }));
  const oneTimePassword = newOneTimePassword();
  const existing = await accounts.byLogin(tenantId, login);
  if (existing !== null) await accounts.setPassword(tenantId, existing.id, oneTimePassword, true);
  const account =
    existing ??
    (await accounts.create(tenantId, {
      login,
      name,
      kind: 'staff',
      password: oneTimePassword,
      mustChangePassword: true,
    }));
  const held = await appointments.heldBy(tenantId, account.id);
  if (!held.some(({ role, unitId }) => role === 'tenant-admin' && unitId === root.id)) {
    await appointments.create(tenantId, {
      accountId: account.id,
      unitId: root.id,
      role: 'tenant-admin',
      subtree: true,
      from: chinaDayOf(clock.now()),
      until: null,
    });
  }
  return oneTimePassword;
}
