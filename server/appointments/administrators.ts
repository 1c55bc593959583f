import type { Deps } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { Appointment } from './appointment-book.js';

type Parts = Pick<Deps, 'accounts' | 'appointments' | 'units'>;

/**
 * Who manages accounts in a part of the tree must not reach above it: an account may be managed only by someone whose
 * `account.manage` covers every unit the account is appointed to. One without appointments by any such administrator.
 */
export async function assertMayManage(deps: Parts, principal: Principal, open: readonly Appointment[]): Promise<void> {
  const units = await deps.units.byIds(
    principal.tenantId,
    open.map(({ unitId }) => unitId),
  );
  const outside = open.some(({ unitId }) => {
    const path = units.get(unitId)?.path;
    return path === undefined || !principal.can('account.manage', path);
  });
  if (outside) throw new DomainError('FORBIDDEN');
}

/** How many enabled accounts administer the whole tenant (or the platform) at this moment; a part of it does not count. */
async function administrators({ accounts, appointments, units }: Parts, tenantId: string): Promise<number> {
  const held = await appointments.heldAs(tenantId, ['tenant-admin', 'platform-admin']);
  const unitOf = await units.byIds(
    tenantId,
    held.map(({ unitId }) => unitId),
  );
  const whole = held.filter(({ unitId, subtree }) => subtree && unitOf.get(unitId)?.parentId === null);
  const holders = await accounts.byIds(
    tenantId,
    whole.map(({ accountId }) => accountId),
  );
  return [...holders.values()].filter(({ disabled }) => !disabled).length;
}

/**
 * Does `change` unless it leaves the tenant without administrator: then `undo` and LAST_ADMINISTRATOR. Judged after the
 * change, so that of two administrators who remove each other at once not both succeed.
 */
export async function keepingAnAdministrator<T>(
  deps: Parts,
  tenantId: string,
  { change, undo }: { readonly change: () => Promise<T>; readonly undo: () => Promise<unknown> },
): Promise<T> {
  const result = await change();
  if ((await administrators(deps, tenantId)) > 0) return result;
  await undo();
  throw new DomainError('LAST_ADMINISTRATOR');
}
