import type { Unit } from '#core/contract';
import { newOneTimePassword } from '../accounts/password.js';
import { chinaDayOf } from '../calendar/china-day.js';
import type { Deps } from '../http/deps.js';

type Parts = Pick<Deps, 'accounts' | 'appointments' | 'clock' | 'units'>;

interface First {
  readonly root: { readonly code: string; readonly name: string; readonly kind: Unit['kind'] };
  readonly login: string;
  readonly name: string;
  readonly role: 'tenant-admin' | 'platform-admin';
}

/**
 * A new tenant's root unit, and the account and appointment of who administers it; answers the one-time password. Each
 * that exists from an earlier try is kept, only the password is new: creating a tenant can be begun again at any point.
 */
export async function firstAdministrator(deps: Parts, tenantId: string, first: First): Promise<string> {
  const { accounts, appointments, clock, units } = deps;
  const { login, name, role } = first;
  const root =
    (await units.byCode(tenantId, first.root.code)) ??
    (await units.create(tenantId, { parentId: null, ...first.root }));
  const password = newOneTimePassword(login);
  const existing = await accounts.byLogin(tenantId, login);
  if (existing !== null) await accounts.setPassword(tenantId, existing.id, password, true);
  const account =
    existing ?? (await accounts.create(tenantId, { login, name, kind: 'staff', password, mustChangePassword: true }));
  const held = await appointments.heldBy(tenantId, account.id);
  if (!held.some((appointment) => appointment.role === role && appointment.unitId === root.id)) {
    const from = chinaDayOf(clock.now());
    const appointment = { accountId: account.id, unitId: root.id, role, subtree: true, from, until: null };
    await appointments.create(tenantId, appointment);
  }
  return password;
}
