import type { AccountDirectory } from '../accounts/account-directory.js';
import type { ApplicantRegister } from '../applicants/applicant-register.js';
import type { AppointmentBook } from '../appointments/appointment-book.js';
import { DomainError } from '../http/domain-error.js';
import { makePrincipal, type Principal } from '../http/principal.js';
import type { TenantDirectory } from '../tenants/tenant-directory.js';
import type { UnitDirectory } from '../units/unit-directory.js';

interface Parts {
  readonly tenants: TenantDirectory;
  readonly units: UnitDirectory;
  readonly appointments: AppointmentBook;
  readonly accounts: AccountDirectory;
  readonly applicants: ApplicantRegister;
}

/** Who an account is at this moment; null when it is gone, ACCOUNT_DISABLED when it may not act. */
export function principalLoader({ tenants, units, appointments, accounts, applicants }: Parts) {
  return async (tenantId: string, accountId: string, sessionId: string): Promise<Principal | null> => {
    const [tenant, account, held, actsFor] = await Promise.all([
      tenants.byId(tenantId),
      accounts.byId(tenantId, accountId),
      appointments.heldBy(tenantId, accountId),
      applicants.ofAccount(tenantId, accountId),
    ]);
    if (tenant === null || account === null) return null;
    if (account.disabled) throw new DomainError('ACCOUNT_DISABLED');
    const unitOf = await units.byIds(
      tenantId,
      held.map(({ unitId }) => unitId),
    );
    return makePrincipal({
      tenantId,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      accountId,
      sessionId,
      login: account.login,
      name: account.name,
      mustChangePassword: account.mustChangePassword,
      // A role in a closed unit gives nothing.
      appointments: held.flatMap(({ id, role, unitId, subtree, until }) => {
        const unit = unitOf.get(unitId);
        if (unit === undefined || unit.closed) return [];
        return [{ id, role, unitId, unitPath: unit.path, unitName: unit.name, subtree, until }];
      }),
      applicantIds: actsFor.map(({ id }) => id),
    });
  };
}
