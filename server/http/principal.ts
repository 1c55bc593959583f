import { type Permission, type Role, rolePermissions } from '#core/contract';

/** An appointment that holds today, with its unit. */
export interface HeldAppointment {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string;
  /** Materialised path of the unit, e.g. `/city/jxj/`. */
  readonly unitPath: string;
  readonly unitName: string;
  readonly subtree: boolean;
  /** `YYYY-MM-DD`, the last day it holds. */
  readonly until: string | null;
  readonly post?: string | null;
  readonly isHead?: boolean;
}

/** Somebody who is away, for whom this person acts (AB岗). */
export interface StoodInFor {
  readonly accountId: string;
  readonly name: string;
  readonly appointments: readonly HeldAppointment[];
}

/** Where a permission holds: one unit, or its whole subtree (D1). */
export interface Reach {
  readonly unitId: string;
  readonly unitPath: string;
  readonly subtree: boolean;
}

/** Facts about who is calling, loaded by session. */
export interface PrincipalFacts {
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly tenantName: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly login: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly appointments: readonly HeldAppointment[];
  /** Applicants this account may act for, by its memberships (D2). */
  readonly applicantIds: readonly string[];
  /** Whose steps this person may take today, because they are away. Gives no other right. */
  readonly standsInFor?: readonly StoodInFor[];
}

/** Who is calling: facts and the questions that features ask about rights. */
export interface Principal extends PrincipalFacts {
  /** Everything this person may do somewhere in the tenant. */
  readonly permissions: ReadonlySet<Permission>;
  /** May they do this, anywhere (no path) or in the unit with this materialised path? */
  can(permission: Permission, unitPath?: string): boolean;
  /** The units in which they hold the permission, to build a query from. */
  reachOf(permission: Permission): readonly Reach[];
  /** May they act for this applicant by their own membership? Windows act by `case.file-on-behalf` instead. */
  actsFor(applicantId: string): boolean;
}

/** Whether a unit path lies in a reach. */
function reaches(reach: Reach, unitPath: string): boolean {
  return reach.subtree ? unitPath.startsWith(reach.unitPath) : unitPath === reach.unitPath;
}

/** Puts the questions to the facts, by the one table `rolePermissions`. */
export function makePrincipal(facts: PrincipalFacts): Principal {
  const permissions = new Set(facts.appointments.flatMap((held) => rolePermissions[held.role]));
  if (facts.applicantIds.length > 0) for (const permission of rolePermissions.applicant) permissions.add(permission);
  const reachOf = (permission: Permission): readonly Reach[] =>
    facts.appointments.filter((held) => rolePermissions[held.role].includes(permission));
  return {
    ...facts,
    permissions,
    reachOf,
    can: (permission, unitPath) =>
      unitPath === undefined
        ? permissions.has(permission)
        : reachOf(permission).some((reach) => reaches(reach, unitPath)),
    actsFor: (applicantId) => facts.applicantIds.includes(applicantId),
  };
}
