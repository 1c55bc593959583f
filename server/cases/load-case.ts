import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { Actor, CaseDocument } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { type Viewer, viewerOf } from './viewer.js';

/** A case for who may see it; NOT_FOUND for everyone else, also for another tenant's id (D1). */
export async function visibleCase(
  services: CaseServices,
  principal: Principal,
  caseId: string,
): Promise<{ readonly document: CaseDocument; readonly viewer: Viewer }> {
  const document = await services.store.byId(principal.tenantId, caseId);
  const viewer = document === null ? null : viewerOf(document, principal);
  if (document === null || viewer === null) throw new DomainError('NOT_FOUND');
  return { document, viewer };
}

/** Who acts, with the unit by which they act; none for an applicant. */
export function actorOf(principal: Principal): Actor {
  const unit = principal.appointments[0];
  return { accountId: principal.accountId, name: principal.name, unitName: unit?.unitName ?? null };
}
