import type { CatalogueRow } from '#core/contract';
import { applicantFacts } from '../cases/applicant-facts.js';
import type { Facts } from '../cases/case-variables.js';
import { assessSubmission } from '../cases/judge-submission.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { PolicyServices } from '../policies/policy-services.js';

export interface Applying {
  readonly facts: Facts;
  readonly kind: 'enterprise' | 'person';
}

/** The applicant that verdicts are for; null for a visitor. Somebody else's applicant is NOT_FOUND. */
export async function applyingAs(
  services: PolicyServices,
  principal: Principal | null,
  tenantId: string,
  applicantId: string | undefined,
): Promise<Applying | null> {
  if (applicantId === undefined) return null;
  if (principal === null) throw new DomainError('NOT_SIGNED_IN');
  const may =
    principal.tenantId === tenantId && (principal.actsFor(applicantId) || principal.can('case.file-on-behalf'));
  const applicant = may ? await services.deps.applicants.byId(tenantId, applicantId) : null;
  if (applicant === null) throw new DomainError('NOT_FOUND');
  return { facts: await applicantFacts(services.deps, tenantId, applicant), kind: applicant.kind };
}

/** Whether the applicant qualifies on what government knows, before anything is filled in (R22, R23). */
export async function verdictFor(
  services: PolicyServices,
  policy: { readonly tenantId: string; readonly id: string; readonly version: number; readonly audience: string },
  applying: Applying | null,
): Promise<Pick<CatalogueRow, 'assessment' | 'amountFen'>> {
  if (applying === null || applying.kind !== policy.audience) return { assessment: null, amountFen: null };
  const version = await services.versions.get(policy.tenantId, policy.id, policy.version);
  const now = services.deps.clock.now().toISOString();
  const { assessment, amount } = assessSubmission(await services.registryOf(policy.tenantId), version, {
    facts: applying.facts,
    now,
  });
  return { assessment, amountFen: amount?.amountFen ?? null };
}

/** The oldest time at which one of the facts was taken over. */
export function factsAsOf(applying: Applying | null): string | null {
  if (applying === null) return null;
  const times = Object.values(applying.facts).map((fact) => new Date(fact.asOf).toISOString());
  return times.sort()[0] ?? null;
}
