import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';
import { firstAdministrator } from './first-administrator.js';

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
    const oneTimePassword = await firstAdministrator(deps, id, {
      root: { code: 'city', name, kind: 'city' },
      login: adminLogin,
      name: adminName,
      role: 'tenant-admin',
    });
    await tenants.finish(id);
    const record = { actor: principal, action: 'tenant-created', target: slug, detail: { name } } as const;
    await audit.record({ tenantId: principal.tenantId, ...record });
    await audit.record({ tenantId: id, ...record });
    return { tenant: { id, slug, name }, oneTimePassword };
  });

  api.handle(routes.getTenantRules, ({ principal }) => tenants.rules(principal.tenantId));
  api.handle(routes.putTenantRules, async ({ principal, body }) => {
    await tenants.setRules(principal.tenantId, body);
    await audit.record({
      tenantId: principal.tenantId,
      actor: principal,
      action: 'tenant-rules-set',
      target: principal.tenantSlug,
      detail: { ...body },
    });
    return body;
  });
  return undefined;
};
