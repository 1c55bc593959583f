import { createAccountDirectory } from './accounts/account-directory.js';
import { createPasswordHasher } from './accounts/password.js';
import { noActivity } from './applicants/applicant-activity.js';
import { createApplicantRegister } from './applicants/applicant-register.js';
import { createAppointmentBook } from './appointments/appointment-book.js';
import { createAuditLog } from './audit/audit-log.js';
import { createCalendarBook } from './calendar/calendar-book.js';
import { createSnapshotBook } from './enterprises/snapshot-book.js';
import type { Deps, Foundation } from './http/deps.js';
import { createSecrets } from './secrets/secrets.js';
import { principalLoader } from './sessions/load-principal.js';
import { createSessionKeeper } from './sessions/session-keeper.js';
import { createSignInGuard } from './sessions/sign-in-guard.js';
import { createStandInBook } from './stand-ins/stand-in-book.js';
import { createTenantDirectory } from './tenants/tenant-directory.js';
import { createUnitDirectory } from './units/unit-directory.js';

/** Makes the services that features share, each over its own collections. The demo seed uses them without HTTP. */
export function createServices(foundation: Foundation): Deps {
  const { config, database, clock, ids } = foundation;
  const secrets = createSecrets(config.dataKeys, config.lookupKey);
  const audit = createAuditLog({ database, clock, ids });
  const tenants = createTenantDirectory({ database, clock, ids });
  const units = createUnitDirectory({ database, ids });
  const appointments = createAppointmentBook({ database, clock, ids });
  const passwords = createPasswordHasher(config.passwordCost);
  const accounts = createAccountDirectory({ database, clock, ids, passwords });
  const standIns = createStandInBook({ database, clock, ids, accounts });
  const applicants = createApplicantRegister({ database, clock, ids, secrets });
  const sessions = createSessionKeeper({
    database,
    clock,
    ids,
    secret: config.jwtSecret,
    loadPrincipal: principalLoader({ tenants, units, appointments, accounts, applicants, standIns }),
    onReuse: async (tenantId, accountId) => {
      const account = await accounts.byId(tenantId, accountId);
      const actor = { accountId, name: account?.name ?? accountId };
      await audit.record({ tenantId, actor, action: 'session-reuse-detected', target: accountId });
    },
  });
  return {
    ...foundation,
    secrets,
    audit,
    tenants,
    units,
    appointments,
    accounts,
    sessions,
    signInGuard: createSignInGuard({ database, clock, secrets }),
    applicants,
    standIns,
    calendar: createCalendarBook({ database }),
    snapshots: createSnapshotBook({ database, clock, secrets }),
    ports: { applicantActivity: noActivity },
  };
}
