import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';

/** The tree of units. Everyone in the tenant may see it; changing it needs `unit.manage` there. */
export const registerUnits: Feature = (api, deps) => {
  const { appointments, audit, sessions, units } = deps;

  api.handle(routes.listUnits, async ({ principal }) => ({ items: [...(await units.list(principal.tenantId))] }));

  api.handle(routes.createUnit, async ({ principal, body }) => {
    const { tenantId } = principal;
    const parent = await units.byId(tenantId, body.parentId);
    if (parent === null) throw new DomainError('NOT_FOUND');
    // Below a unit one may only add with the right to its whole subtree.
    if (!principal.can('unit.manage', `${parent.path}${body.code}/`)) throw new DomainError('FORBIDDEN');
    const unit = await units.create(tenantId, body);
    await audit.record({ tenantId, actor: principal, action: 'unit-created', target: unit.name });
    return unit;
  });

  api.handle(routes.updateUnit, async ({ principal, params, body }) => {
    const { tenantId } = principal;
    const before = await units.byId(tenantId, params.unitId);
    if (before === null) throw new DomainError('NOT_FOUND');
    if (!principal.can('unit.manage', before.path)) throw new DomainError('FORBIDDEN');
    if (body.closed === true && !before.closed) await assertEmpty(tenantId, before);
    const unit = await units.update(tenantId, before.id, body);
    // Closing and reopening change what appointments there give, and names are shown with them.
    sessions.forget();
    await audit.record({
      tenantId,
      actor: principal,
      action: 'unit-updated',
      target: unit.name,
      detail: { closed: unit.closed },
    });
    return unit;
  });
  return undefined;

  /** A unit is closed only when nobody is appointed to it and no open unit lies below it. */
  async function assertEmpty(tenantId: string, { id, path }: { readonly id: string; readonly path: string }) {
    const [members, all] = await Promise.all([appointments.heldIn(tenantId, [id]), units.list(tenantId)]);
    const below = all.filter((unit) => unit.path !== path && unit.path.startsWith(path) && !unit.closed);
    if (members.length === 0 && below.length === 0) return;
    throw new DomainError('UNIT_HAS_MEMBERS', { members: members.length, units: below.length });
  }
};
