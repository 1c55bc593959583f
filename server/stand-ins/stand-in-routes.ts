import { routes } from '#core/contract';
import type { Deps, Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';

/** An enabled member of staff; PERSON_UNKNOWN for everybody else, also of another tenant. */
export async function staffMember(deps: Pick<Deps, 'accounts'>, tenantId: string, accountId: string) {
  const account = await deps.accounts.byId(tenantId, accountId);
  if (account === null || account.kind !== 'staff' || account.disabled) throw new DomainError('PERSON_UNKNOWN');
  return account;
}

/** AB岗 and absence: everybody names their own stand-in, who manages accounts anybody's. */
export const registerStandIns: Feature = (api, deps) => {
  const { audit, sessions, standIns, units, appointments, accounts } = deps;

  api.handle(routes.listStandIns, async ({ principal }) => ({
    items: [...(await standIns.open(principal.tenantId, principal.can('account.manage') ? null : principal.accountId))],
  }));

  api.handle(routes.createStandIn, async ({ principal, body }) => {
    const { tenantId } = principal;
    if (body.accountId !== principal.accountId && !principal.can('account.manage')) throw new DomainError('FORBIDDEN');
    const away = await accounts.byId(tenantId, body.accountId);
    if (away === null || away.kind !== 'staff') throw new DomainError('PERSON_UNKNOWN');
    const standIn = await staffMember(deps, tenantId, body.standInId);
    const made = await standIns.create(tenantId, body);
    sessions.forget(standIn.id);
    await audit.record({
      tenantId,
      actor: principal,
      action: 'stand-in-named',
      target: away.login,
      detail: { standIn: standIn.login, from: made.from, until: made.until ?? '', reason: made.reason },
    });
    return made;
  });

  api.handle(routes.endStandIn, async ({ principal, params }) => {
    const { tenantId } = principal;
    const found = await standIns.byId(tenantId, params.standInId);
    const isOwn = found?.accountId === principal.accountId;
    if (found === null || (!isOwn && found.standInId !== principal.accountId && !principal.can('account.manage')))
      throw new DomainError('NOT_FOUND');
    if (!isOwn && !principal.can('account.manage')) throw new DomainError('FORBIDDEN');
    await standIns.end(tenantId, found.id);
    sessions.forget(found.standInId);
    await audit.record({ tenantId, actor: principal, action: 'stand-in-ended', target: found.accountName });
    return {};
  });

  api.handle(routes.listColleagues, async ({ principal, query }) => {
    const { tenantId } = principal;
    const { items } = await accounts.list(tenantId, { query: query.query, kind: 'staff', limit: 50 });
    const enabled = items.filter((account) => !account.disabled);
    const [held, all] = await Promise.all([
      appointments.openOf(
        tenantId,
        enabled.map(({ id }) => id),
      ),
      units.list(tenantId),
    ]);
    const unitName = new Map(all.map((unit) => [unit.id, unit.name]));
    return {
      items: enabled.map(({ id, name, login }) => {
        const own = held.get(id) ?? [];
        const first = own[0]?.unitId ?? '';
        return {
          id,
          name,
          login,
          unitName: unitName.get(first) ?? '',
          roles: [...new Set(own.map(({ role }) => role))],
        };
      }),
    };
  });
  return undefined;
};
