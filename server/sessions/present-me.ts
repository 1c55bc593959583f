import type { Me } from '#core/contract';
import type { Deps } from '../http/deps.js';
import type { Principal } from '../http/principal.js';

/** Who is signed in, as the pages show it. */
export async function presentMe(deps: Pick<Deps, 'applicants'>, principal: Principal): Promise<Me> {
  const { tenantId, tenantSlug, tenantName, accountId, login, name, mustChangePassword } = principal;
  const applicants = await deps.applicants.byIds(tenantId, principal.applicantIds);
  return {
    accountId,
    tenant: { id: tenantId, slug: tenantSlug, name: tenantName },
    login,
    name,
    mustChangePassword,
    appointments: principal.appointments.map(({ id, role, unitId, unitName, subtree, until }) => ({
      id,
      role,
      unitId,
      unitName,
      subtree,
      until,
    })),
    permissions: [...principal.permissions],
    applicants: principal.applicantIds.flatMap((id) => {
      const found = applicants.get(id);
      return found === undefined ? [] : [{ id, name: found.name, kind: found.kind }];
    }),
  };
}
