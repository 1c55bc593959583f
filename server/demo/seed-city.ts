import type { Unit } from '#core/contract';
import type { Deps } from '../http/deps.js';
import type { Principal } from '../http/principal.js';
import { principalLoader } from '../sessions/load-principal.js';
import type { DemoAccount, DemoCity } from './demo-city.js';
import { demoPassword } from './demo-city.js';

/** A city with its units and staff in the store, before anybody applies. */
export interface SeededCity {
  readonly tenantId: string;
  readonly slug: string;
  /** Of the demo password, made once. */
  readonly passwordHash: string;
  readonly units: ReadonlyMap<string, Unit>;
  /** Who is who, by login; loaded once, since appointments of the demo do not change. */
  principal(login: string): Promise<Principal>;
  readonly staff: readonly DemoAccount[];
}

/** First day of every appointment. */
const appointedFrom = '2020-01-01';

/** Makes units, accounts and appointments through the ordinary services. The tenant opens when everything is there. */
export async function seedCity(deps: Deps, city: DemoCity, passwordHash: string): Promise<SeededCity> {
  const tenant = await deps.tenants.begin({ slug: city.slug, name: city.name });
  const units = new Map<string, Unit>();
  for (const { code, parent, name, kind, regionCode, phone } of city.units) {
    const parentId = parent === null ? null : (units.get(parent)?.id ?? null);
    const unit = { parentId, code, name, kind, regionCode: regionCode ?? null, phone: phone ?? null };
    units.set(code, await deps.units.create(tenant.id, unit));
  }
  const idByLogin = new Map<string, string>();
  for (const { login, name, role, unit } of city.staff) {
    const account = await deps.accounts.create(tenant.id, {
      login,
      name,
      kind: 'staff',
      password: demoPassword,
      passwordHash,
      mustChangePassword: false,
    });
    idByLogin.set(login, account.id);
    const unitId = units.get(unit ?? '')?.id;
    if (unitId === undefined || role === 'applicant') throw new Error(`Expected a unit for ${login}, but found none`);
    await deps.appointments.create(tenant.id, {
      accountId: account.id,
      unitId,
      role,
      subtree: true,
      from: appointedFrom,
      until: null,
    });
  }
  const load = principalLoader(deps);
  const known = new Map<string, Principal>();
  return {
    tenantId: tenant.id,
    slug: city.slug,
    passwordHash,
    units,
    staff: city.staff,
    async principal(login) {
      const cached = known.get(login);
      if (cached !== undefined) return cached;
      const accountId = idByLogin.get(login) ?? (await deps.accounts.byLogin(tenant.id, login))?.id ?? '';
      const principal = await load(tenant.id, accountId, 'demo');
      if (principal === null) throw new Error(`Expected the account ${login}, but found none`);
      known.set(login, principal);
      return principal;
    },
  };
}
