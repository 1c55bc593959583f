import type { AccountDirectory } from '../accounts/account-directory.js';
import type { ApplicantRegister } from '../applicants/applicant-register.js';
import type { Appointment, AppointmentBook } from '../appointments/appointment-book.js';
import { DomainError } from '../http/domain-error.js';
import { makePrincipal, type Principal } from '../http/principal.js';
import type { StandInBook } from '../stand-ins/stand-in-book.js';
import type { TenantDirectory } from '../tenants/tenant-directory.js';
import type { UnitDirectory } from '../units/unit-directory.js';

interface Parts {
  readonly tenants: TenantDirectory;
  readonly units: UnitDirectory;
  readonly appointments: AppointmentBook;
  readonly accounts: AccountDirectory;
  readonly applicants: ApplicantRegister;
  readonly standIns: StandInBook;
}

/** Who an account is at this moment; null when it is gone, ACCOUNT_DISABLED when it may not act. */
export function principalLoader({ tenants, units, appointments, accounts, applicants, standIns }: Parts) {
  return async (tenantId: string, accountId: string, sessionId: string): Promise<Principal | null> => {
    const [tenant, account, held, actsFor, away] = await Promise.all([
      tenants.byId(tenantId),
      accounts.byId(tenantId, accountId),
      appointments.heldBy(tenantId, accountId),
      applicants.ofAccount(tenantId, accountId),
      standIns.standingIn(tenantId, accountId),
    ]);
    if (tenant === null || account === null) return null;
    if (account.disabled) throw new DomainError('ACCOUNT_DISABLED');
    const replaced = await Promise.all(away.map((one) => appointments.heldBy(tenantId, one.accountId)));
    const unitOf = await units.byIds(
      tenantId,
      [...held, ...replaced.flat()].map(({ unitId }) => unitId),
    );
    // A role in a closed unit gives nothing.
    const inOpenUnits = (some: readonly Appointment[]) =>
      some.flatMap(({ id, role, unitId, subtree, until, post, isHead }) => {
        const unit = unitOf.get(unitId);
        if (unit === undefined || unit.closed) return [];
        return [{ id, role, unitId, unitPath: unit.path, unitName: unit.name, subtree, until, post, isHead }];
      });
    return makePrincipal({
      tenantId,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      accountId,
      sessionId,
      login: account.login,
      name: account.name,
      mustChangePassword: account.mustChangePassword,
      appointments: inOpenUnits(held),
      applicantIds: actsFor.map(({ id }) => id),
      standsInFor: away.map((one, index) => ({
        accountId: one.accountId,
        name: one.accountName,
        appointments: inOpenUnits(replaced[index] ?? []),
      })),
    });
  };
}
